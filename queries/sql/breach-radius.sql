WITH newest AS (
  -- Of each policy the newest snapshot up to the day, or one without a date.
  SELECT snapshot FROM snapshots
  WHERE $asOf IS NULL OR date IS NULL OR date <= $asOf::DATE
  QUALIFY date IS NULL OR date = max(date) OVER (PARTITION BY policy)
),
-- The vendor and all that it held on the day; months and years stand for their first day.
meant AS (
  SELECT $vendor AS party
  UNION
  SELECT held FROM holdings
  WHERE holder = $vendor AND (since IS NULL OR $asOf IS NULL OR since <= $asOf)
    AND (until IS NULL OR $asOf IS NOT NULL AND until > $asOf)
),
found AS (
  SELECT DISTINCT f.company, f.date, f.recipient, p.label AS party, f.data, unnest(each(s.purposes)) AS purpose,
    s.quotes, f.statement
  FROM (FROM flows SEMI JOIN newest USING (snapshot)) AS f
    JOIN statements AS s USING (statement)
    JOIN (FROM parties SEMI JOIN meant USING (party)) AS p USING (party)
  WHERE f.polarity = 'affirmed' AND f.practice IN ('Sharing', 'Sale', 'ThirdPartyCollection', 'Tracking')
    AND f.recipient IS NOT NULL AND len(s.quotes) > 0
)
SELECT f.company, f.date, f.recipient, f.party, node(f.data) AS data, node(f.purpose) AS purpose,
  quote(f.quotes) AS quote, node(f.statement) AS statement
FROM found AS f
ORDER BY f.company, f.date, f.recipient, f.party, f.data, f.purpose, f.statement
