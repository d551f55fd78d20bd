WITH newest AS (
  -- Of each policy the newest snapshot up to the day, or one without a date.
  SELECT snapshot FROM snapshots
  WHERE $asOf IS NULL OR date IS NULL OR date <= $asOf::DATE
  QUALIFY date IS NULL OR date = max(date) OVER (PARTITION BY policy)
),
items AS (
  SELECT unnest([
    'contact of the controller', 'data protection officer', 'legal basis', 'retention', 'recipients',
    'transfers abroad', 'right of access', 'right to rectification', 'right to erasure', 'right to portability',
    'right to object'
  ]) AS item
),
rights AS (
  SELECT * FROM (VALUES
    ('AccessRight', 'right of access'), ('RectificationRight', 'right to rectification'),
    ('ErasureRight', 'right to erasure'), ('PortabilityRight', 'right to portability'),
    ('ObjectionRight', 'right to object')) AS r (offer, item)
),
spoken AS (
  SELECT snapshot, polarity, statement, unnest(list_concat(
    list_transform(rights, lambda x: 'right ' || x),
    CASE WHEN len(legal_bases) > 0 THEN ['legal basis'] ELSE [] END,
    CASE WHEN duration IS NOT NULL THEN ['retention'] ELSE [] END,
    CASE WHEN len(recipients) > 0 THEN ['recipients'] ELSE [] END,
    CASE WHEN len(countries) > 0 OR len(safeguards) > 0 THEN ['transfers abroad'] ELSE [] END)) AS item
  FROM statements SEMI JOIN newest USING (snapshot)
),
said AS (
  SELECT s.snapshot, coalesce(r.item, s.item) AS item, s.polarity, s.statement
  FROM spoken AS s LEFT JOIN rights AS r ON s.item = 'right ' || r.offer
  UNION ALL
  SELECT snapshot, 'transfers abroad', polarity, fact FROM facts WHERE kind = 'transfer' AND polarity IS NOT NULL
  UNION ALL
  SELECT snapshot, CASE kind WHEN 'contact' THEN 'contact of the controller' ELSE 'data protection officer' END,
    'affirmed', fact
  FROM facts WHERE kind IN ('contact', 'officer')
),
counted AS (
  SELECT snapshot, item, min(polarity) AS least, max(polarity) AS most, count(DISTINCT statement) AS found
  FROM said GROUP BY snapshot, item
)
SELECT h.company, h.date, i.item,
  CASE WHEN c.least IS NULL THEN 'silent' WHEN c.least = c.most THEN c.least ELSE 'both' END AS state,
  coalesce(c.found, 0) AS statements
FROM (FROM snapshots SEMI JOIN newest USING (snapshot)) AS h
  CROSS JOIN items AS i
  LEFT JOIN counted AS c ON c.snapshot = h.snapshot AND c.item = i.item
ORDER BY h.company, h.date, i.item, state
