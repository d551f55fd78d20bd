# What a sale, a sharing and its denial imply, as the classes of the ontology define it.
#
# A sale that is affirmed is an affirmed sharing, and so is a collection by others; who denies sharing denies
# both. The definitions are read from the ontology: a class that is made of a practice and a polarity has the
# statements that are of both, and they are of the classes above it, and of what those are made of.

PREFIX graph: <https://w3id.org/practicegraph/id/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/practicegraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT { GRAPH graph:inferred { ?statement a ?class } }
WHERE {
  GRAPH graph:ontology {
    ?class owl:equivalentClass/owl:intersectionOf ?parts .
    ?parts rdf:first ?practice ; rdf:rest/rdf:first ?polarity .
  }
  GRAPH ?snapshot { ?statement pg:statedIn ?snapshot ; a ?practice , ?polarity }
} ;

INSERT { GRAPH graph:inferred { ?statement a ?wider } }
WHERE {
  GRAPH graph:inferred { ?statement a ?class }
  GRAPH graph:ontology { ?class rdfs:subClassOf+ ?wider . ?wider owl:equivalentClass/owl:intersectionOf ?parts }
} ;

INSERT { GRAPH graph:inferred { ?statement a ?practice } }
WHERE {
  GRAPH graph:inferred { ?statement a ?class }
  GRAPH graph:ontology { ?class owl:equivalentClass/owl:intersectionOf/rdf:first ?practice }
  FILTER NOT EXISTS { GRAPH ?snapshot { ?statement pg:statedIn ?snapshot ; a ?practice } }
}
