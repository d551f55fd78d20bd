WITH defined AS (
  SELECT lower(said) AS term, count(DISTINCT controller) AS definers
  FROM facts WHERE kind = 'definition' AND said IS NOT NULL GROUP BY lower(said)
),
used AS (
  SELECT lower(said) AS term, controller, company FROM facts WHERE kind = 'term' AND said IS NOT NULL
)
SELECT u.term, count(DISTINCT u.controller) AS undefined, coalesce(any_value(d.definers), 0) AS definers,
  string_agg(DISTINCT u.company, '; ' ORDER BY u.company) AS users
FROM used AS u LEFT JOIN defined AS d USING (term)
GROUP BY u.term
HAVING count(DISTINCT u.controller) >= $least
ORDER BY undefined DESC, u.term
