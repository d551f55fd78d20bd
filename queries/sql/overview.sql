SELECT what, number FROM (
  SELECT '1 companies with a policy' AS what, count(DISTINCT controller) AS number FROM snapshots
  UNION ALL SELECT '2 policies', count(DISTINCT policy) FROM snapshots
  UNION ALL SELECT '3 snapshots of them', count(DISTINCT snapshot) FROM snapshots
  UNION ALL SELECT '4 statements that affirm', count(DISTINCT statement) FROM statements WHERE polarity = 'affirmed'
  UNION ALL SELECT '5 statements that deny', count(DISTINCT statement) FROM statements WHERE polarity = 'denied'
  UNION ALL SELECT '6 quotes', coalesce(sum(quotes), 0)::BIGINT FROM snapshots
  UNION ALL SELECT '7 names of recipients', count(DISTINCT name) FROM mentions
  UNION ALL SELECT '8 known parties among these', count(DISTINCT party) FROM mentions
  UNION ALL SELECT '9 known parties in all', count(DISTINCT party) FROM parties
)
ORDER BY what
