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
named AS (
  SELECT coalesce(o.label, p.label, f.recipient) AS owner, coalesce(p.label, f.recipient) AS name,
    h.controller, f.statement
  FROM flows AS f
    JOIN (FROM snapshots SEMI JOIN newest USING (snapshot)) AS h USING (snapshot)
    LEFT JOIN parties AS p ON p.party = f.party
    LEFT JOIN owners AS o ON o.party = f.party
  WHERE f.polarity = 'affirmed' AND f.practice IN ('Sharing', 'Sale', 'ThirdPartyCollection', 'Tracking')
    AND f.recipient IS NOT NULL
),
everybody AS (
  SELECT count(DISTINCT controller) AS companies FROM snapshots
  WHERE $asOf IS NULL OR date IS NULL OR date <= $asOf::DATE
)
SELECT n.owner, count(DISTINCT n.controller) AS companies, any_value(e.companies) AS "of",
  count(DISTINCT n.statement) AS statements, string_agg(DISTINCT n.name, '; ' ORDER BY n.name) AS names
FROM named AS n CROSS JOIN everybody AS e
GROUP BY n.owner
ORDER BY count(DISTINCT n.controller) DESC, statements DESC, n.owner
