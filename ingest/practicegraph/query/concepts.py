"""The names that a concept parameter may have: what the ontology's own files say."""

from __future__ import annotations

from functools import cache
from typing import Final

from practicegraph.kinds import load_kinds
from practicegraph.knowledge import ONTOLOGY
from practicegraph.rdf import term

#: The class of the concepts of each kind; practices are classes below `pg:Statement` themselves.
CLASSES: Final = {
    "data": term("pg:DataType"),
    "role": term("pg:PartyRole"),
    "purpose": term("pg:Purpose"),
    "technology": term("pg:Technology"),
    "right": term("pg:RightType"),
    "choice": term("pg:ChoiceType"),
}
_POLARITIES: Final = {term("pg:AffirmedStatement"), term("pg:DeniedStatement")}


@cache
def concept_names(kind: str) -> frozenset[str]:
    """The local names of the ontology's concepts of this kind: a key of `CLASSES`, or `practice`.

    Raises:
        InvalidKnowledge: A file of the ontology cannot be read.
    """
    kinds = load_kinds()
    if kind == "practice":
        found = {
            c for c, above in kinds.parents.items() if term("pg:Statement") in above and c not in _POLARITIES
        }
    else:
        found = {thing for thing in kinds.types if kinds.is_a(thing, CLASSES[kind])}
    return frozenset(node.value.removeprefix(ONTOLOGY) for node in found)
