# What holds of a concept holds of the wider ones: an e-mail address is contact data, and personal data.
#
# Each concept gets skos:broaderTransitive to every concept above it, at any number of steps.

PREFIX graph: <https://w3id.org/practicegraph/id/graph/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT { GRAPH graph:inferred { ?concept skos:broaderTransitive ?wider } }
WHERE { GRAPH graph:ontology { ?concept skos:broader+ ?wider } }
