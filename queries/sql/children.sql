SELECT s.company, s.date, node(s.practice) AS practice, node(s.said) AS polarity, node(s.kind) AS data,
  contains(lower(quote(s.quotes)), 'knowing') AS knowingly, quote(s.quotes) AS quote,
  node(s.statement) AS statement
FROM (
  SELECT * EXCLUDE (data), unnest(each(data)) AS kind, polarity_class(polarity) AS said
  FROM statements
  WHERE subject = 'Child' AND practice IS NOT NULL AND len(quotes) > 0
) AS s
ORDER BY s.company, s.date, s.practice, s.said, s.kind, s.statement
