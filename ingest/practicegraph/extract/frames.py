"""The verb frames of `ontology/frames/verbs.toml`, and the inflected forms that call them up."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from practicegraph.knowledge import knowledge_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Frame:
    """What a class of verbs says: the practice by who acts, and the prepositions of its parties."""

    name: str
    practice: str | None
    by_third_party: str | None
    by_person: str | None
    denies: bool
    recipient: frozenset[str]
    source: frozenset[str]


@dataclass(frozen=True, slots=True)
class VerbForms:
    """From an inflected form to its base forms, and from a base form to its frames."""

    bases: Mapping[str, str]
    frames: Mapping[str, tuple[Frame, ...]]

    def frames_of(self, form: str) -> tuple[Frame, ...]:
        """The frames of an inflected verb, none for a verb that carries no practice."""
        base = self.bases.get(form)
        return self.frames[base] if base else ()


@lru_cache(maxsize=1)
def load_frames() -> VerbForms:
    """The frames as the knowledge folder has them."""
    table = tomllib.loads(knowledge_root().joinpath("ontology", "frames", "verbs.toml").read_text("utf-8"))
    irregular = table.pop("irregular")
    frames: dict[str, tuple[Frame, ...]] = {}
    bases: dict[str, str] = {}
    for name, entry in table.items():
        frame = _frame(name, entry)
        for verb in entry["verbs"]:
            frames[verb] = (*frames.get(verb, ()), frame)
            bases.update(dict.fromkeys([verb, *irregular.get(verb, inflections(verb))], verb))
    return VerbForms(bases, frames)


def _frame(name: str, entry: Mapping[str, Any]) -> Frame:
    return Frame(
        name,
        entry.get("practice"),
        entry.get("by_third_party"),
        entry.get("by_person"),
        entry.get("denies", False),
        frozenset(entry.get("recipient", ())),
        frozenset(entry.get("source", ())),
    )


_VOWELS: Final = "aeiou"


def inflections(verb: str) -> Iterator[str]:
    """The regular forms of a base form: third person, past and -ing."""
    if verb.endswith("e"):
        yield from (verb + "s", verb + "d", verb[:-1] + "ing")
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    elif verb.endswith(("s", "sh", "ch", "x", "z")):
        yield from (verb + "es", verb + "ed", verb + "ing")
    else:
        yield from (verb + "s", verb + "ed", verb + "ing")
