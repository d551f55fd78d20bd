WITH newest AS (
  -- Of each policy the newest snapshot up to the day, or one without a date.
  SELECT snapshot FROM snapshots
  WHERE $asOf IS NULL OR date IS NULL OR date <= $asOf::DATE
  QUALIFY date IS NULL OR date = max(date) OVER (PARTITION BY policy)
),
-- The policies that a party stands for: its own, or that of the company of its product.
vendors AS (
  SELECT p.party, p.label FROM parties AS p
  UNION
  SELECT p.party, c.label FROM parties AS p JOIN parties AS c ON c.party = p.provider
),
current AS (FROM snapshots SEMI JOIN newest USING (snapshot)),
given AS (
  SELECT DISTINCT f.snapshot, t.snapshot AS theirs, v.label AS vendor, f.data, f.statement
  FROM (FROM flows SEMI JOIN current USING (snapshot)) AS f
    JOIN vendors AS v ON v.party = f.party
    JOIN current AS t ON t.company = v.label
  WHERE f.polarity = 'affirmed' AND f.data IS NOT NULL AND t.snapshot <> f.snapshot
),
theirs AS (
  SELECT * EXCLUDE (data, purposes), unnest(purposes) AS purpose
  FROM (
    SELECT snapshot, statement, purposes, unnest(data) AS kind, quotes, data FROM statements
    WHERE polarity = 'affirmed' AND snapshot IN (SELECT theirs FROM given) AND len(quotes) > 0
  )
),
ours AS (
  SELECT snapshot, statement, company, purposes, unnest(purposes) AS purpose, quotes FROM statements
  WHERE statement IN (SELECT statement FROM given) AND len(quotes) > 0
),
found AS (
  SELECT DISTINCT o.company, g.vendor, g.data, o.purpose AS says, t.purpose AS theySay,
    quote(in_order(o.quotes)) AS quote, quote(in_order(t.quotes)) AS theirQuote, o.statement,
    t.statement AS theirStatement
  FROM given AS g
    JOIN ours AS o ON o.snapshot = g.snapshot AND o.statement = g.statement
    JOIN theirs AS t ON t.snapshot = g.theirs AND t.kind = g.data
  WHERE NOT list_contains(o.purposes, t.purpose)
)
SELECT f.company, f.vendor, node(f.data) AS data, f.says, f.theySay, f.quote, f.theirQuote,
  node(f.statement) AS statement, node(f.theirStatement) AS theirStatement
FROM found AS f
ORDER BY f.company, f.vendor, f.data, f.says, f.theySay, f.statement, f.theirStatement
