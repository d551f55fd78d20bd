WITH near AS (
  SELECT n.name FROM broader AS b JOIN concept_names AS n USING (concept) WHERE b.wider = 'EuropeanEconomicArea'
),
told AS (
  SELECT snapshot, company, date, fact AS statement, unnest(each(countries)) AS country, safeguards,
    concepts AS data, quotes
  FROM facts WHERE kind = 'transfer' AND polarity = 'affirmed'
  UNION ALL
  SELECT snapshot, company, date, statement, unnest(countries), safeguards, data, quotes
  FROM statements WHERE polarity = 'affirmed'
),
found AS (
  SELECT DISTINCT company, date, country, safeguard, unnest(each(data)) AS kind, quotes, statement
  FROM (SELECT *, unnest(each(safeguards)) AS safeguard FROM told)
  WHERE len(quotes) > 0 AND (country IS NULL OR country NOT IN (SELECT name FROM near))
)
SELECT f.company, f.date, f.country, f.safeguard, node(f.kind) AS data, quote(f.quotes) AS quote,
  node(f.statement) AS statement
FROM found AS f
ORDER BY f.company, f.date, f.country, f.safeguard, f.kind, f.statement
