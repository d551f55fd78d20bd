SELECT f.company, f.date, f.recipient, node(f.role) AS role, node(f.data) AS data, quote(s.quotes) AS quote,
  node(f.statement) AS statement
FROM flows AS f JOIN statements AS s USING (statement)
WHERE f.polarity = 'affirmed' AND f.practice IN ('Sharing', 'Sale', 'ThirdPartyCollection', 'Tracking')
  AND (f.data = $category OR f.data IN (SELECT concept FROM broader WHERE wider = $category))
  AND len(s.quotes) > 0
ORDER BY f.company, f.date, f.recipient, f.role, f.data, f.statement
