WITH counted AS (
  SELECT snapshot, count(*) AS statements, count(*) FILTER (modality = 'May') AS hedged
  FROM statements
  WHERE practice IN ('Sharing', 'Sale', 'ThirdPartyCollection') AND polarity = 'affirmed'
    AND modality IS NOT NULL
  GROUP BY snapshot
)
SELECT s.company, s.date, c.statements, node(s.snapshot) AS snapshot
FROM counted AS c JOIN snapshots AS s USING (snapshot)
WHERE c.hedged = c.statements AND c.statements >= $least
ORDER BY s.company, s.date, s.snapshot
