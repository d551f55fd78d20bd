WITH offered AS (
  SELECT *, unnest(rights) AS offer FROM statements WHERE polarity = 'affirmed'
),
everywhere AS (SELECT DISTINCT snapshot, offer FROM offered WHERE len(jurisdictions) = 0)
SELECT o.company, o.date, node(o.offer) AS right, o.place AS jurisdiction, quote(o.quotes) AS quote,
  node(o.statement) AS statement
FROM (
  SELECT *, unnest(jurisdictions) AS place FROM offered ANTI JOIN everywhere USING (snapshot, offer)
  WHERE len(quotes) > 0
) AS o
ORDER BY o.company, o.date, o.offer, o.place, o.statement
