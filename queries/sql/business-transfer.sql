WITH tied AS (
  SELECT * FROM statements
  WHERE list_contains(purposes, 'BusinessTransfer') OR list_contains(conditions, 'UponBusinessTransfer')
),
offered AS (
  SELECT snapshot, string_agg(DISTINCT way, '; ' ORDER BY way) AS offers
  FROM (SELECT snapshot, unnest(list_concat(choices, channels)) AS way FROM tied)
  GROUP BY snapshot
),
found AS (
  SELECT * EXCLUDE (data), unnest(each(data)) AS kind FROM tied
  WHERE polarity = 'affirmed' AND practice IN ('Sharing', 'Sale', 'ThirdPartyCollection', 'Use')
    AND len(quotes) > 0
)
SELECT found.company, found.date, node(found.practice) AS practice, node(found.modality) AS modality,
  node(found.kind) AS data, offered.offers AS offers, quote(found.quotes) AS quote,
  node(found.statement) AS statement
FROM found LEFT JOIN offered USING (snapshot)
ORDER BY found.company, found.date, found.practice, found.modality, found.kind, offered.offers, found.statement
