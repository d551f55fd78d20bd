WITH newest AS (
  -- Of each policy the newest snapshot up to the day, or one without a date.
  SELECT snapshot FROM snapshots
  WHERE $asOf IS NULL OR date IS NULL OR date <= $asOf::DATE
  QUALIFY date IS NULL OR date = max(date) OVER (PARTITION BY policy)
),
-- Who held each party on the day and was held by nobody; months and years stand for their first day.
held AS (
  SELECT * FROM holdings
  WHERE (since IS NULL OR $asOf IS NULL OR since <= $asOf)
    AND (until IS NULL OR $asOf IS NOT NULL AND until > $asOf)
),
owners AS (
  SELECT h.held AS party, p.label FROM held AS h JOIN parties AS p ON p.party = h.holder
  WHERE h.holder NOT IN (SELECT held FROM held)
),
known AS (
  SELECT p.party, p.label, coalesce(o.label, p.label) AS owner FROM parties AS p LEFT JOIN owners AS o USING (party)
),
found AS (
  SELECT DISTINCT f.company, f.date, f.data, f.recipient, f.role, k.label AS party, k.owner, f.statement
  FROM (FROM flows SEMI JOIN newest USING (snapshot)) AS f LEFT JOIN known AS k USING (party)
  WHERE f.polarity = 'affirmed' AND f.practice IN ('Sharing', 'Sale', 'ThirdPartyCollection', 'Tracking')
)
SELECT f.company, f.date, node(f.data) AS data, f.recipient, node(f.role) AS role, f.party, f.owner,
  quote(s.quotes) AS quote, node(f.statement) AS statement
FROM found AS f JOIN statements AS s USING (statement)
WHERE len(s.quotes) > 0
ORDER BY f.company, f.date, f.recipient, f.role, f.data, f.statement
