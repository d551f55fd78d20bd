WITH newest AS (
  -- Of each policy the newest snapshot up to the day, or one without a date.
  SELECT snapshot FROM snapshots
  WHERE $asOf IS NULL OR date IS NULL OR date <= $asOf::DATE
  QUALIFY date IS NULL OR date = max(date) OVER (PARTITION BY policy)
),
free AS (
  SELECT company, date, statement, coalesce(unnest(each(data)), '') AS kind, recipients
  FROM statements SEMI JOIN newest USING (snapshot)
  WHERE practice IN ('Sharing', 'Sale') AND polarity = 'affirmed'
    AND len(conditions) = 0 AND len(legal_bases) = 0
),
named AS (
  SELECT company, date, recipient.name AS recipient, recipient.role AS role, kind, statement
  FROM (SELECT *, unnest(recipients) AS recipient FROM free)
)
SELECT n.company, n.date, n.recipient, node(n.role) AS role,
  regexp_replace(string_agg(DISTINCT n.kind, '; ' ORDER BY n.kind), '^; ', '') AS data,
  count(DISTINCT n.statement) AS statements
FROM named AS n
GROUP BY n.company, n.date, n.recipient, n.role
ORDER BY n.company, n.date, n.recipient, n.role
