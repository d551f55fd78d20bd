"""Terms that count only in the right company: `ontology/frames/context.toml` lists them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from practicegraph.extract.unspecified import PERSONAL, UNSPECIFIED, is_unspecified
from practicegraph.knowledge import knowledge_root

if TYPE_CHECKING:
    from collections.abc import Mapping


class Found(NamedTuple):  # a tuple and no dataclass, since a corpus has one for every fifth word
    """A term in a sentence's text, by characters; `name` is a named party's, as written."""

    start: int
    end: int
    concept: str
    kind: str
    generic: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True)
class _Ambiguous:
    in_list: frozenset[str]
    of_person: frozenset[str]
    of_device: frozenset[str]
    of_message: frozenset[str]
    never: frozenset[tuple[str, str]]


@lru_cache(maxsize=1)
def _ambiguous() -> _Ambiguous:
    table: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
        knowledge_root().joinpath("ontology", "frames", "context.toml").read_text("utf-8"),
    )
    data = table["data"]
    never = frozenset((kind, label) for kind in ("party", "technology") for label in table[kind]["never"])
    return _Ambiguous(
        in_list=frozenset(data["in_list"]),
        of_person=frozenset(data["of_person"]),
        of_device=frozenset(data["of_device"]),
        of_message=frozenset(data["of_message"]),
        never=never,
    )


_GLUE: Final = re.compile(
    r"[\s\"']*(?:,|;|/|\band\b|\bor\b|\bas well as\b|&|\(|\))+(?:[\s\"',]|\b(?:and|or|your|the|a|"
    r"an|any|other|current|about|of|their)\b)*"
)
_ABOUT: Final = re.compile(
    r"\b(?:(?:about|regarding|concerning|relating to|related to|of) (?:your|the|their|his|her|a|"
    r"an|our users'?)? ?(?:\w+ )?|(?:information|data) on (?:\w+ ){0,2})$"
)
_POSSESSIVE: Final = re.compile(
    r"\b(?:your|their|his|her|user's|users'|customer's|customers'|visitor's|my|child's|no) (?:\w+ )?$"
)


def _is_thing(lowered: str, term: Found, before: str, label: str, words: _Ambiguous) -> bool:
    """Whether a word names a machine or what is written on it ("of your phone", "in your e-mail"), and no data."""
    if label in words.of_message:
        return _IN_MESSAGE.search(before) is not None
    return label in words.of_device and (
        _ON_DEVICE.search(before) is not None or lowered.startswith("'s", term.end)
    )


_IN_MESSAGE: Final = re.compile(r"\b(?:of|in|into|within) (?:your|their|his|her|the|a|an|any|each|every) $")
_ON_DEVICE: Final = re.compile(
    r"\b(?:about|of|on|onto|from|in|into|to|with|via|through|using) (?:your|their|his|her|the|a|an|any)(?: \w+)? $"
)
_INFORMATION: Final = re.compile(r"\s*(?:information|data|history|details|preferences|number)\b")


def in_context(lowered: str, found: list[Found], *, listed: bool = False) -> list[Found]:
    """The terms without those whose words are ambiguous and whose company does not settle it.

    What is `listed` in a place for data, as in a table's cell, is data wherever it is a piece of its own.
    """
    words = _ambiguous()
    return [
        _as_said(lowered, f)
        for i, f in enumerate(found)
        if _counts(lowered, found, i, words) or (listed and _is_piece(lowered, f, words))
    ]


_PIECE_BEFORE: Final = re.compile(r"(?:^|[;,:(/•]|\band|\bor)\W*(?:(?:a|an|the|your|real|full) )?$")
_PIECE_AFTER: Final = re.compile(r"\W*(?:$|[;,:)/•]|and\b|or\b|\()")


def _is_piece(lowered: str, term: Found, words: _Ambiguous) -> bool:
    """Whether a term that is data in a list is all of what stands between two marks of one."""
    label = lowered[term.start : term.end]
    return (
        term.kind == "data"
        and label in words.in_list | words.of_person
        and bool(_PIECE_BEFORE.search(lowered, max(0, term.start - 20), term.start))
        and bool(_PIECE_AFTER.match(lowered, term.end))
    )


_ANONYMOUS: Final = re.compile(
    r"\b(?:aggregated?|anonymous|anonymi[sz]ed|de-?identified|statistical|non-?identif\w+|"
    r"non-?personal(?:ly)?(?:[- ]identif\w+)?) (?:\w+ )?$"
)


def _as_said(lowered: str, term: Found) -> Found:
    if term.kind == "data" and _ANONYMOUS.search(lowered, max(0, term.start - 45), term.start):
        return term._replace(concept="AggregateData", generic=False)
    if term.generic and term.concept == PERSONAL and is_unspecified(lowered[term.start : term.end]):
        return term._replace(concept=UNSPECIFIED)
    return term


def _counts(lowered: str, found: list[Found], index: int, words: _Ambiguous) -> bool:
    term = found[index]
    label = lowered[term.start : term.end]
    if term.name is None and ((term.kind, label) in words.never or _qualifies(lowered, found, index)):
        return False
    if label == "bugs" and _MENDED.search(lowered, 0, term.start):
        return False
    if label == "logging" and _IN.match(lowered, term.end):
        return False
    if term.kind == "party" and _STORES.search(label) and _OBJECT.match(lowered, term.end):
        return False
    if term.kind != "data" or not (label in words.in_list or label in words.of_person):
        return True
    before = lowered[max(0, term.start - 40) : term.start]
    if _is_thing(lowered, term, before, label, words):
        return False
    if _INFORMATION.match(lowered, term.end) or _ABOUT.search(before) or _beside_data(lowered, found, index):
        return True
    if label in _DEVICES and _ON.search(before):
        return False
    return label in words.of_person and bool(_POSSESSIVE.search(before))


#: "Our app stores your name": a noun and a verb, and no shop.
_STORES: Final = re.compile(r"\b(?:app|application|site|service) stores$")
_OBJECT: Final = re.compile(
    r" (?:your|the|this|these|that|data|information|personal|certain|some|all|any|an?|it|them)\b"
)


#: Before bugs that are faults, and no images.
_MENDED: Final = re.compile(
    r"\b(?:fix|find|fixing|finding|identify|identifying|analy[sz]e|analy[sz]ing|resolve|resolving|correct|report|reporting|software|technical"
    r"|debug)(?: \w+){0,2} $"
)
#: "Logging in" is what a person does.
_IN: Final = re.compile(r"[ -](?:in|out|on|off|into)\b")


#: What is also a device, on which something is ("contacts from your phone").
_DEVICES: Final = frozenset(("phone", "mobile", "telephone", "cell phone", "mobile phone"))
_ON: Final = re.compile(r"\b(?:from|on|in|of|via|using|with|to|through) (?:your|their) $")


def _qualifies(lowered: str, found: list[Found], index: int) -> bool:
    """Whether a party's word only says of what kind the next one is ("partner merchants")."""
    one, other = found[index], found[index + 1] if index + 1 < len(found) else None
    if other is None or one.kind != "party" or other.kind != "party" or other.name is not None:
        return False
    return lowered[one.end : other.start] == " " and not lowered[one.start : one.end].endswith("s")


def _beside_data(lowered: str, found: list[Found], index: int) -> bool:
    data = [f for f in found if f.kind == "data" and not f.generic]
    here = data.index(found[index]) if found[index] in data else -1
    if here < 0:
        return False
    return any(
        _joined(lowered, *pair)
        for pair in ((data[here - 1 : here + 1]), data[here : here + 2])
        if len(pair) == 2  # noqa: PLR2004  # a pair has two
    )


def _joined(lowered: str, one: Found, other: Found) -> bool:
    return one.end <= other.start and _GLUE.fullmatch(lowered, one.end, other.start) is not None
