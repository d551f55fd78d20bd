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
came AS (
  SELECT p.*, n.name, NULL AS role
  FROM pairs AS p JOIN named AS n ON n.snapshot = p.newer
  WHERE NOT EXISTS (FROM named AS o WHERE o.snapshot = p.older AND o.name = n.name)
  UNION ALL
  SELECT p.*, NULL, n.role
  FROM pairs AS p JOIN roles AS n ON n.snapshot = p.newer
  WHERE NOT EXISTS (FROM roles AS o WHERE o.snapshot = p.older AND o.role = n.role)
),
told AS (
  SELECT DISTINCT snapshot, statement, recipient AS name, role FROM flows WHERE polarity = 'affirmed'
),
denied AS (
  SELECT snapshot, statement, practice, unnest(data) AS kind FROM statements
  WHERE polarity = 'denied' AND practice IS NOT NULL
),
went AS (
  SELECT p.*, d.practice, d.kind, d.statement
  FROM pairs AS p JOIN denied AS d ON d.snapshot = p.older
  WHERE NOT EXISTS (
    FROM denied AS k WHERE k.snapshot = p.newer AND k.kind = d.kind AND k.practice = d.practice)
),
softened AS (
  SELECT DISTINCT snapshot, practice, unnest(data) AS kind FROM statements
  WHERE polarity = 'affirmed' AND modality = 'May'
),
offered AS (
  SELECT snapshot, statement, polarity, unnest(rights) AS offer FROM statements WHERE len(rights) > 0
),
changes AS (
  SELECT c.company, c.before, c.after, 'recipient came' AS change, NULL AS node, c.name AS words,
    NULL AS kind, t.statement
  FROM came AS c JOIN told AS t ON t.snapshot = c.newer AND t.name = c.name
  UNION ALL
  SELECT c.company, c.before, c.after, 'kind of recipient came', c.role, NULL, NULL, min(t.statement)
  FROM came AS c JOIN told AS t ON t.snapshot = c.newer AND t.role = c.role
  GROUP BY c.company, c.before, c.after, c.newer, c.role
  UNION ALL
  SELECT w.company, w.before, w.after,
    CASE WHEN EXISTS (
      FROM softened AS k WHERE k.snapshot = w.newer AND k.kind = w.kind AND k.practice = w.practice)
    THEN 'denial became may' ELSE 'denial went' END, w.practice, NULL, w.kind, w.statement
  FROM went AS w
  UNION ALL
  SELECT p.company, p.before, p.after, 'right went', o.offer, NULL, NULL, o.statement
  FROM pairs AS p JOIN offered AS o ON o.snapshot = p.older
  WHERE o.polarity = 'affirmed'
    AND NOT EXISTS (FROM offered AS k WHERE k.snapshot = p.newer AND k.offer = o.offer)
)
SELECT c.company, c.before, c.after, c.change, {'node': iri(c.node), 'words': c.words} AS subject,
  node(c.kind) AS data, quote(s.quotes) AS quote, node(c.statement) AS statement
FROM (SELECT DISTINCT * FROM changes) AS c JOIN statements AS s USING (statement)
WHERE len(s.quotes) > 0
-- Nodes come before words.
ORDER BY c.company, c.before, c.after, c.change, c.node IS NULL, c.node, c.words, c.kind, c.statement
