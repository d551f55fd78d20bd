WITH timed AS (
  SELECT DISTINCT snapshot, unnest(data) AS kind FROM statements WHERE duration_iso IS NOT NULL
),
kept AS (
  SELECT * EXCLUDE (data), unnest(each(data)) AS kind, months(duration_iso) AS length
  FROM statements
  WHERE practice = 'Storage' AND polarity = 'affirmed' AND duration IS NOT NULL AND len(quotes) > 0
)
SELECT k.company, k.date, node(k.kind) AS data,
  CASE WHEN k.duration_iso IS NULL THEN 'open' ELSE 'longer' END AS kept, k.duration, k.duration_iso AS iso,
  quote(k.quotes) AS quote, node(k.statement) AS statement
FROM kept AS k
WHERE CASE WHEN k.duration_iso IS NOT NULL THEN k.length > $months
  ELSE NOT EXISTS (FROM timed AS t WHERE t.snapshot = k.snapshot AND (k.kind IS NULL OR t.kind = k.kind)) END
ORDER BY k.company, k.date, k.kind, kept, k.duration, k.duration_iso, k.statement
