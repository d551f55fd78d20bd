WITH denied AS (
  SELECT snapshot, quote(quotes) AS denial, unnest(each(conditions)) AS unless
  FROM statements
  WHERE practice = 'Sale' AND polarity = 'denied' AND subject IS NULL AND len(quotes) > 0
),
identifying AS (
  SELECT concept FROM broader
  WHERE wider IN ('IdentifyingData', 'EmailAddress', 'PhoneNumber', 'DeviceIdentifier', 'IPAddress',
    'CookieIdentifier')
),
shared AS (
  SELECT f.snapshot, f.company, f.date, f.recipient, f.role, f.data, f.statement, quote(s.quotes) AS sharing
  FROM flows AS f JOIN statements AS s USING (statement)
  WHERE f.polarity = 'affirmed' AND f.practice IN ('Sharing', 'Sale', 'ThirdPartyCollection', 'Tracking')
    AND (f.role = $category OR f.role IN (SELECT concept FROM broader WHERE wider = $category))
    AND f.data IN (SELECT concept FROM identifying) AND len(s.quotes) > 0
),
found AS (
  SELECT DISTINCT s.company, s.date, d.denial, d.unless, s.recipient, s.role, s.data, s.sharing, s.statement
  FROM denied AS d JOIN shared AS s USING (snapshot)
)
SELECT f.company, f.date, f.denial, node(f.unless) AS unless, f.recipient, node(f.role) AS role,
  node(f.data) AS data, f.sharing, node(f.statement) AS statement
FROM found AS f
ORDER BY f.company, f.date, f.recipient, f.role, f.data, f.denial, f.unless, f.sharing, f.statement
