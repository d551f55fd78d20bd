WITH dated AS (
  SELECT DISTINCT snapshot, policy, company, date FROM snapshots
  WHERE date IS NOT NULL AND ($wanted IS NULL OR policy = $wanted)
),
-- Each dated snapshot and the next one of its policy.
pairs AS (
  SELECT f.policy, f.snapshot AS older, f.date AS before, n.date AS after, n.snapshot AS newer, n.company
  FROM (SELECT policy, date, lead(date) OVER (PARTITION BY policy ORDER BY date) AS after
        FROM (SELECT DISTINCT policy, date FROM dated)) AS steps
    JOIN dated AS f ON f.policy = steps.policy AND f.date = steps.date
    JOIN dated AS n ON n.policy = steps.policy AND n.date = steps.after
),
named AS (SELECT DISTINCT snapshot, name FROM mentions WHERE name IS NOT NULL),
roles AS (SELECT DISTINCT snapshot, role FROM mentions WHERE role IS NOT NULL),
told AS (
  SELECT snapshot, statement, recipient.name AS name, recipient.role AS role, quotes
  FROM (SELECT *, unnest(recipients) AS recipient FROM statements WHERE polarity = 'affirmed')
),
denied AS (
  SELECT snapshot, statement, practice, unnest(data) AS kind, quotes FROM statements
  WHERE polarity = 'denied' AND practice IS NOT NULL
),
softened AS (
  SELECT DISTINCT snapshot, practice, unnest(data) AS kind FROM statements
  WHERE polarity = 'affirmed' AND modality = 'May'
),
offered AS (SELECT DISTINCT snapshot, unnest(rights) AS offer FROM statements),
changes AS (
  SELECT p.company, p.before, p.after, 'recipient came' AS change, NULL AS node, t.name AS words, NULL AS kind,
    quote(t.quotes) AS quote, t.statement
  FROM pairs AS p JOIN told AS t ON t.snapshot = p.newer
  WHERE t.name IS NOT NULL AND len(t.quotes) > 0
    AND NOT EXISTS (FROM named AS n WHERE n.snapshot = p.older AND n.name = t.name)
  UNION
  SELECT p.company, p.before, p.after, 'kind of recipient came', t.role, NULL, NULL,
    quote(arg_min(t.quotes, t.statement)), min(t.statement)
  FROM pairs AS p JOIN told AS t ON t.snapshot = p.newer
  WHERE t.role IS NOT NULL AND NOT EXISTS (FROM roles AS r WHERE r.snapshot = p.older AND r.role = t.role)
  GROUP BY p.company, p.before, p.after, p.newer, t.role
  UNION
  SELECT p.company, p.before, p.after, 'denial went', d.practice, NULL, d.kind, quote(d.quotes), d.statement
  FROM pairs AS p JOIN denied AS d ON d.snapshot = p.older
  WHERE len(d.quotes) > 0 AND NOT EXISTS (
    FROM denied AS k WHERE k.snapshot = p.newer AND k.kind = d.kind AND k.practice = d.practice)
  UNION
  SELECT p.company, p.before, p.after, 'denial became may', d.practice, NULL, d.kind, quote(d.quotes), d.statement
  FROM pairs AS p JOIN denied AS d ON d.snapshot = p.older
  WHERE len(d.quotes) > 0 AND EXISTS (
    FROM softened AS k WHERE k.snapshot = p.newer AND k.kind = d.kind AND k.practice = d.practice)
  UNION
  SELECT p.company, p.before, p.after, 'right went', s.offer, NULL, NULL, quote(s.quotes), s.statement
  FROM pairs AS p JOIN (
    SELECT snapshot, statement, quotes, unnest(rights) AS offer FROM statements
    WHERE polarity = 'affirmed' AND len(quotes) > 0) AS s ON s.snapshot = p.older
  WHERE NOT EXISTS (FROM offered AS k WHERE k.snapshot = p.newer AND k.offer = s.offer)
)
SELECT c.company, c.before, c.after, c.change, {'node': iri(c.node), 'words': c.words} AS subject,
  node(c.kind) AS data, c.quote, node(c.statement) AS statement
FROM changes AS c
-- Nodes come before words.
ORDER BY c.company, c.before, c.after, c.change, c.node IS NULL, c.node, c.words, c.kind, c.statement
