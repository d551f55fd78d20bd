WITH shared AS (
  SELECT DISTINCT h.sector, coalesce(p.label, lower(f.recipient)) AS recipient
  FROM flows AS f JOIN snapshots AS h USING (snapshot) LEFT JOIN parties AS p USING (party)
  WHERE f.polarity = 'affirmed' AND f.practice IN ('Sharing', 'Sale', 'ThirdPartyCollection', 'Tracking')
    AND f.recipient IS NOT NULL AND h.sector IS NOT NULL
)
SELECT a.sector, b.sector AS otherSector, min(a.recipient) AS recipient
FROM shared AS a JOIN shared AS b USING (recipient)
WHERE a.sector < b.sector
GROUP BY a.sector, b.sector
HAVING count(DISTINCT a.recipient) = 1
ORDER BY a.sector, b.sector
