"""Terms of the ontology and names of parties, marked in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import ahocorasick_rs

from practicegraph.concepts import load_concepts
from practicegraph.extract.context import Found, in_context
from practicegraph.extract.names import unknown_names
from practicegraph.extract.reading import Mark
from practicegraph.lexicon import load_lexicon
from practicegraph.parties import Case, load_registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from practicegraph.extract.parse import Parse

#: Kinds whose labels are nouns, found by the automaton; the others are found as phrases.
NOUN_KINDS: Final = ("data", "party", "technology", "subject")
PHRASE_KINDS: Final = ("purpose", "measure", "condition")


@lru_cache(maxsize=20_000)  # a fifth of the words of many policies stand in sentences that come again
def find_all(text: str, *, listed: bool = False) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """What a text names (data, parties, ...) and what it speaks of (purposes, measures, ...), each in order.

    A party's own name wins over the words that describe a category. In a text that is `listed`, as a cell's is,
    words count that mean data only beside other data.
    """
    lowered = text.lower().replace("(s)", "s  ")
    named = list(_named_parties(text, lowered))
    labels = [Found(*h) for h in load_lexicon().find(lowered)]
    patterns = [Found(*h) for h in load_lexicon().find_patterns(lowered, "party", *PHRASE_KINDS)]
    spoken = [p for p in patterns if p.kind != "party"]
    named.extend(unknown_names(text, [*named, *labels, *spoken]))
    labels = [h for h in labels if not any(h.start < n.end and n.start < h.end for n in named)]
    terms = [*named, *in_context(lowered, [h for h in labels if h.kind in NOUN_KINDS], listed=listed)]
    terms.extend(_described_parties(patterns, terms))
    terms.extend(_kinds_before(text, terms))
    phrases = [h for h in labels if h.kind in PHRASE_KINDS]
    return _ordered(terms), _ordered([*phrases, *spoken])


def _described_parties(patterns: list[Found], known: list[Found]) -> list[Found]:
    """Parties that are described rather than called something ("companies that perform services for us")."""
    called = [k for k in known if k.kind == "party"]
    described = (p for p in patterns if p.kind == "party")
    return [d for d in described if not any(d.start < k.end and k.start < d.end for k in called)]


#: Kinds of data with one noun for all of them ("Identity, Contact and Financial Data").
_KINDS: Final = re.compile(
    r"(?P<kinds>(?:[A-Z][a-z]+(?:, (?:and |or )?| and | or ))+)[A-Z][a-z]+ (?P<noun>Data|Information)\b"
)


def _kinds_before(text: str, known: list[Found]) -> Iterator[Found]:
    """Kinds of data that have their noun from the last of a list."""
    for match in _KINDS.finditer(text):
        for word in re.finditer(r"(?!Service|Site|App\b|Customer|User)[A-Z][a-z]+", match["kinds"]):
            start, end = match.start("kinds") + word.start(), match.start("kinds") + word.end()
            kind = f"{word.group()} {match['noun']}".lower()
            if any(start < k.end and k.start < end for k in known):
                continue
            found = (Found(*h) for h in load_lexicon().find(kind))
            yield from (
                f._replace(start=start, end=end, generic=False)
                for f in found
                if f.kind == "data" and (f.start, f.end) == (0, len(kind)) and not f.generic
            )


def _ordered(found: list[Found]) -> tuple[Found, ...]:
    return tuple(sorted(found, key=lambda f: (f.start, f.end, f.concept)))


@dataclass(frozen=True, slots=True)
class _Names:
    automaton: ahocorasick_rs.AhoCorasick
    spellings: tuple[str, ...]
    entries: Mapping[str, tuple[str, Case, str]]


@lru_cache(maxsize=1)
def _names() -> _Names:
    """Names of known parties that receive data: spelling → (as listed, case, role)."""
    registry = load_registry()
    entries: dict[str, tuple[str, Case, str]] = {}
    for party in registry.parties.values():
        if not party.receives_data:
            continue
        role = _role(party.roles)
        for name in party.names():
            if name.case is not Case.CONTEXT:
                entries.setdefault(name.text.lower(), (name.text, name.case, role))
    spellings = tuple(sorted({*entries, *load_concepts().schemes["party"].false_friends}))
    automaton = ahocorasick_rs.AhoCorasick(spellings, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return _Names(automaton, spellings, entries)


#: A company with so many roles may be meant in any of them.
_MANY: Final = 3


def _role(roles: Sequence[str]) -> str:
    """The role of a known party where the words do not tell: the first, if it has not too many of them."""
    if len(roles) >= _MANY and "ServiceProvider" in roles:
        return "ServiceProvider"
    return roles[0] if roles else "ThirdParty"


def _named_parties(text: str, lowered: str) -> Iterator[Found]:
    names = _names()
    for index, start, end in names.automaton.find_matches_as_indexes(lowered):
        spelling = names.spellings[index]
        if not _is_word(lowered, start, end):
            spelling = _whole_words(names, spelling)
        entry = names.entries.get(spelling)
        if entry is None:
            # What bears a company's name and is no party, as a browser, hides the name in it.
            continue
        listed, case, role = entry
        until = start + len(spelling)
        if _is_word(lowered, start, until) and _is_written_as_name(text, start, until, listed, case):
            yield Found(start, until, role, "party", name=text[start:until])


def _whole_words(names: _Names, spelling: str) -> str:
    """The longest name that begins a longer one whose last word goes on ("facebook" of "facebook share"), or ""."""
    while " " in spelling:
        spelling = spelling.rpartition(" ")[0]
        if spelling in names.entries:
            return spelling
    return ""


def _is_word(text: str, start: int, end: int) -> bool:
    before = start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "@./-_")
    after = end == len(text) or not (
        text[end].isalnum() or text[end] in "@_" or text[end : end + 4] in (".com", ".net", ".org")
    )
    return before and after


def _is_written_as_name(text: str, start: int, end: int, listed: str, case: Case) -> bool:
    if case is Case.ANY:
        return any(c.isupper() for c in text[start:end])
    # The first word of a sentence has a capital in any case; an acronym is a name wherever it stands.
    distinct = start > 0 or listed.isupper() or _ACTS.match(text, end) or _LABELS.match(text, end)
    return text[start:end] == listed and bool(distinct)


#: Behind a sentence's first word: it is somebody who does something, and no ordinary word.
_ACTS: Final = re.compile(
    r",? (?:also |then |only )?(?:collects|processes|stores|receives|uses|handles|keeps|provides|gets|shares|hosts|sends|manages|"
    r"(?:may|will|can) (?:also |then |only )?(?:collect|process|store|receive|use|handle|keep|get|share|set|place|track)|"
    r"is (?:our|one of our|a company|a service|a tool|a third)|which (?:we|is|are))\b"
)
#: Behind a word that opens a line: it is what the line is about.
_LABELS: Final = re.compile(r" ?:| [\u2013\u2014-] | \(")


def as_marks(parse: Parse, found: tuple[Found, ...]) -> tuple[Mark, ...]:
    """Terms by tokens instead of characters."""
    return tuple(_mark(parse.token_at(f.start), parse.token_at(f.end - 1) + 1, f) for f in found)


def _mark(start: int, end: int, found: Found) -> Mark:
    at, until, concept, kind, generic, name = found
    return Mark(start, max(end, start + 1), concept, kind, generic, name, at, until)
