WITH newest AS (
  -- Of each policy the newest snapshot up to the day, or one without a date.
  SELECT snapshot FROM snapshots
  WHERE $asOf IS NULL OR date IS NULL OR date <= $asOf::DATE
  QUALIFY date IS NULL OR date = max(date) OVER (PARTITION BY policy)
),
members AS (
  SELECT sector, count(DISTINCT controller) AS companies FROM snapshots
  WHERE sector IS NOT NULL AND ($line IS NULL OR sector = $line) GROUP BY sector
),
named AS (
  SELECT h.sector, coalesce(p.label, f.recipient) AS recipient, h.controller
  FROM flows AS f
    JOIN (FROM snapshots SEMI JOIN newest USING (snapshot)) AS h USING (snapshot)
    LEFT JOIN parties AS p ON p.party = f.party
  WHERE f.polarity = 'affirmed' AND f.practice IN ('Sharing', 'Sale', 'ThirdPartyCollection', 'Tracking')
    AND f.recipient IS NOT NULL
)
SELECT n.sector, n.recipient, count(DISTINCT n.controller) AS companies, m.companies AS "of"
FROM named AS n JOIN members AS m USING (sector)
GROUP BY n.sector, n.recipient, m.companies
ORDER BY n.sector, count(DISTINCT n.controller) DESC, n.recipient
