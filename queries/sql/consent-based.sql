WITH offered AS (
  SELECT snapshot, string_agg(DISTINCT kind, '; ' ORDER BY kind) AS ways
  FROM (SELECT snapshot, unnest(choices) AS kind FROM statements WHERE polarity = 'affirmed')
  WHERE kind = 'OptOut' OR kind IN (SELECT concept FROM broader WHERE wider = 'OptOut')
  GROUP BY snapshot
),
found AS (
  SELECT * EXCLUDE (data), unnest(each(data)) AS kind, polarity_class(polarity) AS said
  FROM statements
  WHERE contains(lower(array_to_string(list_concat(conditions, legal_bases), ' ')), 'consent')
    AND practice IS NOT NULL AND len(quotes) > 0
)
SELECT found.company, found.date, node(found.practice) AS practice, node(found.said) AS polarity,
  node(found.kind) AS data, offered.ways AS withdrawal, quote(found.quotes) AS quote,
  node(found.statement) AS statement
FROM found LEFT JOIN offered USING (snapshot)
ORDER BY found.company, found.date, found.practice, found.said, found.kind, offered.ways, found.statement
