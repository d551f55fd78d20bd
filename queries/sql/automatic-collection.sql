WITH chosen AS (
  SELECT coalesce($wanted, (SELECT min(controller) FROM snapshots)) AS controller
),
-- The ways out that each snapshot offers.
ways AS (
  SELECT DISTINCT snapshot, kind, coalesce(unnest(each(links)), '') AS link
  FROM (
    SELECT snapshot, links, unnest(choices) AS kind
    FROM statements SEMI JOIN chosen USING (controller)
    WHERE polarity = 'affirmed'
  )
  WHERE kind IN ('TrackingOptOut', 'CookieControl')
    OR kind IN (SELECT concept FROM broader WHERE wider IN ('TrackingOptOut', 'CookieControl'))
),
offered AS (
  SELECT snapshot,
    array_to_string(in_order(list(kind ORDER BY kind, link)), '; ') AS kinds,
    regexp_replace(array_to_string(in_order(list(link ORDER BY kind, link)), ' '), '^ ', '') AS links
  FROM ways GROUP BY snapshot
),
automatic AS (SELECT concept FROM broader WHERE wider IN ('DeviceData', 'UsageData')),
found AS (
  SELECT *, unnest(each(technologies)) AS technology
  FROM (
    SELECT * EXCLUDE (data), unnest(each(data)) AS kind
    FROM statements SEMI JOIN chosen USING (controller)
    WHERE polarity = 'affirmed' AND len(quotes) > 0
  )
  WHERE practice = 'Tracking'
    OR practice IN ('Collection', 'ThirdPartyCollection')
    AND (kind IN ('DeviceData', 'UsageData') OR kind IN (SELECT concept FROM automatic))
)
SELECT found.company, found.date, node(found.kind) AS data, node(found.technology) AS technology,
  offered.kinds AS optOut, offered.links AS links, quote(found.quotes) AS quote, node(found.statement) AS statement
FROM found LEFT JOIN offered USING (snapshot)
ORDER BY found.company, found.date, found.kind, found.technology, found.statement
