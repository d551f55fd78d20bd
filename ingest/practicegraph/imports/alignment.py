"""Attribute values of OPP-115 as concepts, by the alignment in `ontology/alignments/opp115.ttl`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph.concepts import load_concepts
from practicegraph.kinds import read_turtle
from practicegraph.knowledge import knowledge_root
from practicegraph.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practicegraph.concepts import Concepts

_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
#: Matches that stand for a value as a whole, the closest first, and the one that stands for a part of it.
_WHOLE: Final = ("exactMatch", "closeMatch", "broadMatch")
_PART: Final = "narrowMatch"


@dataclass(frozen=True, slots=True)
class Match:
    """A value's concepts: `whole` if any stands for all of it, and `parts` for those that it also covers."""

    whole: str | None
    parts: tuple[str, ...]


def concepts_for(attribute: str, value: str, words: str) -> tuple[str, ...]:
    """The concepts that a value stands for, as narrow as the annotated words allow.

    `attribute` and `value` are as the annotation files write them, in any case. None for a value without a
    counterpart.
    """
    match = load_alignment().get((attribute.casefold(), value.casefold()))
    if match is None:
        return ()
    concepts = load_concepts()
    covered = frozenset().union(*map(concepts.narrower, filter(None, (match.whole, *match.parts))))
    named = [hit.concept_id for hit in load_lexicon().find(words.lower()) if hit.concept_id in covered]
    return concepts.narrowest(named) or _whole(match, concepts)


def _whole(match: Match, concepts: Concepts) -> tuple[str, ...]:
    """The concept of a value whose words do not tell more: its own, or what its parts have in common."""
    if match.whole:
        return (match.whole,)
    shared = [(part, *concepts.ancestors(part)) for part in match.parts]
    common = [one for one in shared[0] if all(one in others for others in shared)] if shared else []
    return tuple(common[:1])


@lru_cache(maxsize=1)
def load_alignment() -> Mapping[tuple[str, str], Match]:
    """Every value by its attribute and notation, in lower case.

    Raises:
        InvalidKnowledge: The file is not Turtle.
    """
    said: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in read_turtle(knowledge_root().joinpath("ontology", "alignments", "opp115.ttl")):
        subject, value = (str(getattr(term, "value", term)) for term in (triple.subject, triple.object))
        said[subject][triple.predicate.value.removeprefix(_SKOS)].append(value)
    return {
        (said[attribute]["notation"][0].casefold(), about["notation"][0].casefold()): _match(about)
        for about in tuple(said.values())
        for attribute in about.get("broader", ())
        if about.get("notation")
    }


def _match(about: Mapping[str, list[str]]) -> Match:
    whole = (concept for kind in _WHOLE for concept in _local(about.get(kind, ())))
    return Match(next(whole, None), tuple(sorted(_local(about.get(_PART, ())))))


def _local(iris: Iterable[str]) -> list[str]:
    return [iri.rpartition("#")[2] for iri in iris]
