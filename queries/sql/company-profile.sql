WITH chosen AS (
  SELECT coalesce($wanted, (SELECT min(controller) FROM snapshots)) AS controller
),
found AS (
  SELECT *, unnest(each(recipients)) AS recipient
  FROM (
    SELECT *, unnest(each(purposes)) AS purpose
    FROM (
      SELECT * EXCLUDE (data), unnest(each(data)) AS kind
      FROM statements SEMI JOIN chosen USING (controller)
      WHERE practice IS NOT NULL
    )
  )
),
named AS (
  SELECT company, date, practice, polarity_class(polarity) AS said, kind, statement,
    coalesce(purpose, '') AS purpose, coalesce(recipient.name, recipient.role, '') AS recipient
  FROM found
)
SELECT n.company, n.date, node(n.practice) AS practice, node(n.said) AS polarity, node(n.kind) AS data,
  count(DISTINCT n.statement) AS statements,
  regexp_replace(string_agg(DISTINCT n.purpose, '; ' ORDER BY n.purpose), '^; ', '') AS purposes,
  regexp_replace(array_to_string(in_order(list(n.recipient ORDER BY n.purpose, n.recipient)), '; '), '^; ', '')
    AS recipients
FROM named AS n
GROUP BY n.company, n.date, n.practice, n.said, n.kind
ORDER BY n.company, n.date, n.practice, n.said, n.kind
