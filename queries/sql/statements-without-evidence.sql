SELECT node(f.snapshot) AS snapshot, node(f.statement) AS statement, f.fault
FROM faults AS f
ORDER BY f.snapshot, f.statement, f.fault
