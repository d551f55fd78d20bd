# Who held a party, directly or by way of others, from when to when.
#
# A holding begins when the last of the ownerships on its way began, and ends when the first of them ended. A
# date that is not known is left out: nothing says that the holding began, or ended, at any time. Dates are
# compared as text, so that a month or a year stands for its first day.

PREFIX graph: <https://w3id.org/practicegraph/id/graph/>
PREFIX pg: <https://w3id.org/practicegraph/ontology#>

# Each ownership is a holding.
INSERT {
  GRAPH graph:inferred {
    ?holding a pg:Holding ; pg:held ?party ; pg:holder ?holder ; pg:heldFrom ?from ; pg:heldUntil ?until
  }
}
WHERE {
  GRAPH graph:registry { ?ownership pg:owned ?party ; pg:owner ?holder }
  OPTIONAL { GRAPH graph:registry { ?ownership pg:validFrom ?from } }
  OPTIONAL { GRAPH graph:registry { ?ownership pg:validUntil ?until } }
  BIND (REPLACE(STR(?party), "^.*/", "") AS ?heldName)
  BIND (REPLACE(STR(?holder), "^.*/", "") AS ?holderName)
  BIND (CONCAT(COALESCE(STR(?from), ""), "..", COALESCE(STR(?until), "")) AS ?span)
  BIND (
    IRI(CONCAT("https://w3id.org/practicegraph/id/holding/", ?heldName, "/", ?holderName, "/", ?span)) AS ?holding
  )
} ;

# A product that was never bought is its company's.
INSERT {
  GRAPH graph:inferred { ?holding a pg:Holding ; pg:held ?party ; pg:holder ?holder }
}
WHERE {
  GRAPH graph:registry { ?party pg:providedBy ?holder }
  FILTER NOT EXISTS { GRAPH graph:registry { ?ownership pg:owned ?party } }
  BIND (REPLACE(STR(?party), "^.*/", "") AS ?heldName)
  BIND (REPLACE(STR(?holder), "^.*/", "") AS ?holderName)
  BIND (IRI(CONCAT("https://w3id.org/practicegraph/id/holding/", ?heldName, "/", ?holderName, "/..")) AS ?holding)
} ;

# Who holds a holder holds what that holds. The same step three times reaches eight owners up.
INSERT {
  GRAPH graph:inferred {
    ?holding a pg:Holding ; pg:held ?party ; pg:holder ?holder ; pg:heldFrom ?from ; pg:heldUntil ?until
  }
}
WHERE {
  GRAPH graph:inferred {
    ?near pg:held ?party ; pg:holder ?between .
    ?far pg:held ?between ; pg:holder ?holder .
  }
  OPTIONAL { GRAPH graph:inferred { ?near pg:heldFrom ?nearFrom } }
  OPTIONAL { GRAPH graph:inferred { ?near pg:heldUntil ?nearUntil } }
  OPTIONAL { GRAPH graph:inferred { ?far pg:heldFrom ?farFrom } }
  OPTIONAL { GRAPH graph:inferred { ?far pg:heldUntil ?farUntil } }
  FILTER (?party != ?holder)
  FILTER (COALESCE(STR(?nearFrom) < STR(?farUntil), true) && COALESCE(STR(?farFrom) < STR(?nearUntil), true))
  BIND (IF(COALESCE(STR(?nearFrom) >= STR(?farFrom), BOUND(?nearFrom)), ?nearFrom, ?farFrom) AS ?from)
  BIND (IF(COALESCE(STR(?nearUntil) <= STR(?farUntil), BOUND(?nearUntil)), ?nearUntil, ?farUntil) AS ?until)
  BIND (REPLACE(STR(?party), "^.*/", "") AS ?heldName)
  BIND (REPLACE(STR(?holder), "^.*/", "") AS ?holderName)
  BIND (CONCAT(COALESCE(STR(?from), ""), "..", COALESCE(STR(?until), "")) AS ?span)
  BIND (
    IRI(CONCAT("https://w3id.org/practicegraph/id/holding/", ?heldName, "/", ?holderName, "/", ?span)) AS ?holding
  )
} ;

INSERT {
  GRAPH graph:inferred {
    ?holding a pg:Holding ; pg:held ?party ; pg:holder ?holder ; pg:heldFrom ?from ; pg:heldUntil ?until
  }
}
WHERE {
  GRAPH graph:inferred {
    ?near pg:held ?party ; pg:holder ?between .
    ?far pg:held ?between ; pg:holder ?holder .
  }
  OPTIONAL { GRAPH graph:inferred { ?near pg:heldFrom ?nearFrom } }
  OPTIONAL { GRAPH graph:inferred { ?near pg:heldUntil ?nearUntil } }
  OPTIONAL { GRAPH graph:inferred { ?far pg:heldFrom ?farFrom } }
  OPTIONAL { GRAPH graph:inferred { ?far pg:heldUntil ?farUntil } }
  FILTER (?party != ?holder)
  FILTER (COALESCE(STR(?nearFrom) < STR(?farUntil), true) && COALESCE(STR(?farFrom) < STR(?nearUntil), true))
  BIND (IF(COALESCE(STR(?nearFrom) >= STR(?farFrom), BOUND(?nearFrom)), ?nearFrom, ?farFrom) AS ?from)
  BIND (IF(COALESCE(STR(?nearUntil) <= STR(?farUntil), BOUND(?nearUntil)), ?nearUntil, ?farUntil) AS ?until)
  BIND (REPLACE(STR(?party), "^.*/", "") AS ?heldName)
  BIND (REPLACE(STR(?holder), "^.*/", "") AS ?holderName)
  BIND (CONCAT(COALESCE(STR(?from), ""), "..", COALESCE(STR(?until), "")) AS ?span)
  BIND (
    IRI(CONCAT("https://w3id.org/practicegraph/id/holding/", ?heldName, "/", ?holderName, "/", ?span)) AS ?holding
  )
} ;

INSERT {
  GRAPH graph:inferred {
    ?holding a pg:Holding ; pg:held ?party ; pg:holder ?holder ; pg:heldFrom ?from ; pg:heldUntil ?until
  }
}
WHERE {
  GRAPH graph:inferred {
    ?near pg:held ?party ; pg:holder ?between .
    ?far pg:held ?between ; pg:holder ?holder .
  }
  OPTIONAL { GRAPH graph:inferred { ?near pg:heldFrom ?nearFrom } }
  OPTIONAL { GRAPH graph:inferred { ?near pg:heldUntil ?nearUntil } }
  OPTIONAL { GRAPH graph:inferred { ?far pg:heldFrom ?farFrom } }
  OPTIONAL { GRAPH graph:inferred { ?far pg:heldUntil ?farUntil } }
  FILTER (?party != ?holder)
  FILTER (COALESCE(STR(?nearFrom) < STR(?farUntil), true) && COALESCE(STR(?farFrom) < STR(?nearUntil), true))
  BIND (IF(COALESCE(STR(?nearFrom) >= STR(?farFrom), BOUND(?nearFrom)), ?nearFrom, ?farFrom) AS ?from)
  BIND (IF(COALESCE(STR(?nearUntil) <= STR(?farUntil), BOUND(?nearUntil)), ?nearUntil, ?farUntil) AS ?until)
  BIND (REPLACE(STR(?party), "^.*/", "") AS ?heldName)
  BIND (REPLACE(STR(?holder), "^.*/", "") AS ?holderName)
  BIND (CONCAT(COALESCE(STR(?from), ""), "..", COALESCE(STR(?until), "")) AS ?span)
  BIND (
    IRI(CONCAT("https://w3id.org/practicegraph/id/holding/", ?heldName, "/", ?holderName, "/", ?span)) AS ?holding
  )
}
