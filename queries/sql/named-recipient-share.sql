WITH graded AS (
  SELECT practice,
    CASE WHEN len(recipients) = 0 THEN 0
      WHEN len(list_filter(recipients, lambda r: r.name IS NOT NULL)) > 0 THEN 2 ELSE 1 END AS grade
  FROM statements
  WHERE practice IN ('Sharing', 'Sale', 'ThirdPartyCollection') AND polarity = 'affirmed'
)
SELECT node(g.practice) AS practice, count(*) AS statements, count(*) FILTER (g.grade = 2) AS named,
  count(*) FILTER (g.grade = 1) AS byCategory, count(*) FILTER (g.grade = 0) AS neither,
  CAST(floor(100 * count(*) FILTER (g.grade = 2) / count(*) + 0.5) AS BIGINT) AS percentNamed
FROM graded AS g
GROUP BY g.practice
ORDER BY g.practice
