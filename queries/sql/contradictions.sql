WITH newest AS (
  -- Of each policy the newest snapshot up to the day, or one without a date.
  SELECT snapshot FROM snapshots
  WHERE $asOf IS NULL OR date IS NULL OR date <= $asOf::DATE
  QUALIFY date IS NULL OR date = max(date) OVER (PARTITION BY policy)
),
said AS (
  SELECT snapshot, statement, practice, polarity, scope, unnest(data) AS kind
  FROM statements SEMI JOIN newest USING (snapshot)
),
pairs AS (
  SELECT n.practice, n.kind, n.statement AS no, y.statement AS yes
  FROM said AS n JOIN said AS y USING (snapshot, practice, kind, scope)
  WHERE n.polarity = 'denied' AND y.polarity = 'affirmed'
),
quoted AS (
  SELECT statement, company, date, quote(in_order(quotes)) AS quote FROM statements
  WHERE statement IN (SELECT no FROM pairs UNION SELECT yes FROM pairs) AND len(quotes) > 0
)
SELECT n.company, n.date, node(p.practice) AS practice, node(p.kind) AS data, n.quote AS denial,
  y.quote AS affirmation, node(p.no) AS no, node(p.yes) AS yes
FROM pairs AS p JOIN quoted AS n ON n.statement = p.no JOIN quoted AS y ON y.statement = p.yes
ORDER BY n.company, n.date, p.practice, p.kind, p.no, p.yes
