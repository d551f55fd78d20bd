SELECT DISTINCT node(s.statement) AS statement, h.document, h.date, h.digest, e.start_at AS "start",
  e.end_at AS "end", e.words, s.extractor, s.version, s.rule, s.confidence
FROM statements AS s
  JOIN snapshots AS h USING (snapshot)
  JOIN evidence AS e USING (snapshot, statement)
WHERE CASE WHEN $about IS NULL THEN s.confidence <= $atMost ELSE s.statement = $about END
  AND s.rule IS NOT NULL AND s.extractor IS NOT NULL AND s.version IS NOT NULL AND e.end_at IS NOT NULL
ORDER BY statement, e.start_at, e.end_at, s.rule, s.extractor, s.version, e.words
