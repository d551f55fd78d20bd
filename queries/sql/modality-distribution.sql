WITH newest AS (
  -- Of each policy the newest snapshot up to the day, or one without a date.
  SELECT snapshot FROM snapshots
  WHERE $asOf IS NULL OR date IS NULL OR date <= $asOf::DATE
  QUALIFY date IS NULL OR date = max(date) OVER (PARTITION BY policy)
)
SELECT h.sector, node(s.practice) AS practice, count(*) AS statements,
  count(*) FILTER (s.modality = 'May') AS hedged,
  -- Half goes up, as SPARQL rounds.
  CAST(floor(100 * count(*) FILTER (s.modality = 'May') / count(*) + 0.5) AS BIGINT) AS percent
FROM statements AS s JOIN (FROM snapshots SEMI JOIN newest USING (snapshot)) AS h USING (snapshot)
WHERE s.polarity = 'affirmed' AND s.practice IS NOT NULL AND s.modality IS NOT NULL
GROUP BY h.sector, s.practice
ORDER BY h.sector, s.practice
