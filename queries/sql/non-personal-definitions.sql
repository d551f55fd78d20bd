WITH singling AS (
  SELECT concept FROM broader
  WHERE wider IN ('DeviceData', 'LocationData', 'CookieIdentifier', 'IdentifyingData')
)
SELECT DISTINCT f.company, f.date, f.said AS term, node(f.concept) AS data, node(f.fact) AS definition
FROM (SELECT *, unnest(concepts) AS concept FROM facts WHERE kind = 'definition') AS f
WHERE f.concept IN (SELECT concept FROM singling)
  AND regexp_matches(f.said, 'non-?person|not person|non-?identif|de-?identif|anonym|aggregat|statistic', 'i')
ORDER BY f.company, f.date, f.said, data, definition
