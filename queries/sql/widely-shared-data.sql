WITH named AS (
  SELECT data, coalesce(party, lower(recipient)) AS recipient, controller
  FROM flows
  WHERE polarity = 'affirmed' AND practice IN ('Sharing', 'Sale', 'ThirdPartyCollection', 'Tracking')
    AND recipient IS NOT NULL AND data IS NOT NULL
)
SELECT node(n.data) AS data, count(DISTINCT n.recipient) AS recipients,
  count(DISTINCT n.controller) AS companies
FROM named AS n
GROUP BY n.data
HAVING count(DISTINCT n.recipient) > $more
ORDER BY count(DISTINCT n.recipient) DESC, n.data
