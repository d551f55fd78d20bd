WITH newest AS (
  -- Of each policy the newest snapshot up to the day, or one without a date.
  SELECT snapshot FROM snapshots
  WHERE $asOf IS NULL OR date IS NULL OR date <= $asOf::DATE
  QUALIFY date IS NULL OR date = max(date) OVER (PARTITION BY policy)
),
said AS (
  SELECT * EXCLUDE (data), unnest(data) AS kind,
    -- All that a statement says beside its practice, polarity and data.
    [actor, subject, duration] AS single,
    [list_distinct(list_transform(recipients, lambda r: r.mention)), purposes, technologies, measures, choices,
     rights, channels, conditions, jurisdictions, countries] AS several
  FROM statements SEMI JOIN newest USING (snapshot)
)
SELECT no.company, no.date, node(no.practice) AS practice, node(no.kind) AS data,
  quote(in_order(no.quotes)) AS denial, quote(in_order(yes.quotes)) AS affirmation,
  node(no.statement) AS no, node(yes.statement) AS yes
FROM said AS no JOIN said AS yes
  ON no.snapshot = yes.snapshot AND no.practice = yes.practice AND no.kind = yes.kind
WHERE no.polarity = 'denied' AND yes.polarity = 'affirmed'
  AND no.single IS NOT DISTINCT FROM yes.single
  AND list_transform(no.several, lambda x: list_sort(x)) = list_transform(yes.several, lambda x: list_sort(x))
  AND len(no.quotes) > 0 AND len(yes.quotes) > 0
ORDER BY no.company, no.date, no.practice, no.kind, no.statement, yes.statement
