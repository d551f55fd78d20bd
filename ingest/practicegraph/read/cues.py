"""Where a text names its publisher: cues around names, titles, definitions of "we", spelled addresses."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from practicegraph.read.names import (
    NAME,
    NAME_RE,
    cleaned,
    has_legal_form,
    is_of_address,
    is_other_party,
    name_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ADDS: Final = r"(?:website|web\s?site|online|u\.s\.|global|app|service|site|web|customer)"
_POLICY: Final = (
    r"(?:privacy|cookie|data protection)\b(?:\s*(?:and|&|/)\s*\w+)*\s+"
    r"(?:policy|statement|notice|center|commitment)"
)
_TITLE: Final = re.compile(
    rf"^(?:the\s+)?(?P<name>.{{2,60}}?)(?:'s?)?\s+(?:{_ADDS}\s+)*{_POLICY}"
    rf"|^{_POLICY}\s*(?:of|for|[–—:|,-])\s+(?P<after>[^|]{{2,50}})$",
    re.IGNORECASE,
)
_BARE_TITLE: Final = re.compile(rf"(?:our\s+)?{_POLICY}", re.IGNORECASE)
_PRONOUNS: Final = frozenset(("we", "us", "our", "ours"))
#: Brackets with quotes in them, or a run of quoted words: `("Acme," "we" or "us")`, `"Acme," "we" and "our"`.
_DEFINES: Final = re.compile(
    r'\((?=[^()\n]*")[^()\n]{2,200}\)|"[^"\n]{1,60}"(?:[, ]*(?:(?:and|or|and/or|/|the) )?"[^"\n]{1,60}"){0,8}'
)
_QUOTED: Final = re.compile(r'"\s*([^",/\n]{1,60})|/\s*([^",/\n]{1,60})')
_MEANS: Final = re.compile(rf" *(?:refers? to|means?|includes?|is|are) (?:the )?(?P<name>{NAME})")
_BRACKETS: Final = re.compile(
    r"(?:'s)?(?:,? and (?:its|our) [a-z, ]{1,60})? \((?:the |together,? |collectively,? )?"
    r'"?(?P<short>[A-Z][^"()\n]{1,30}?),?"?\)'
)
_SENTENCE: Final = re.compile(r"\n|(?<![A-Z])(?<!Inc)(?<!Ltd)(?<!Co)(?<!Pte)(?<!Pty)(?<!Corp)\. +(?=[A-Z])")
_AROUND: Final = 60
#: Definitions stand near the beginning.
_HEAD: Final = 20_000
#: Fewer letters occur inside other words by chance.
_SPEAKING: Final = 4
_MOST_SPELLINGS: Final = 8
#: A page's title and its first headings say more than later ones.
_FIRST_TITLES: Final = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """What stands before or after a name that is the publisher's, and what it is worth; see `cues.toml`."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    ends: frozenset[str]
    worth: float
    most: float


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name in the text, and where it begins and ends there with its marks."""

    name: str
    start: int
    end: int


def _loaded() -> tuple[Cue, ...]:
    tables = tomllib.loads(files("practicegraph.read").joinpath("cues.toml").read_text("utf-8"))["cue"]
    return tuple(
        Cue(
            before=re.compile(f"(?:{table['before']})$") if "before" in table else None,
            after=re.compile(table["after"]) if "after" in table else None,
            ends=frozenset(table.get("ends", "").split()),
            worth=table["worth"],
            most=table["most"],
        )
        for table in tables
    )


_CUES: Final = _loaded()


def occurrences(words: str) -> list[Occurrence]:
    """Every name in the text."""
    found = ((match, cleaned(match.group())) for match in NAME_RE.finditer(words))
    return [
        Occurrence(name, match.start() + match.group().index(name), match.end())
        for match, name in found
        if name
    ]


def cued(words: str, named: list[Occurrence]) -> Iterator[tuple[str, float]]:
    """Names that a cue stands beside, and what all its hits are worth."""
    hits: Counter[tuple[Cue, str]] = Counter()
    for found in named:
        before = words[max(0, found.start - _AROUND) : found.start]
        rest = words[found.start + len(found.name) : found.end].lstrip(".,")
        after = rest + words[found.end : found.end + _AROUND]
        hits.update((cue, found.name) for cue in _cues_at(before, after))
    for (cue, name), count in hits.items():
        yield name, min(cue.worth * count, cue.most)


def _cues_at(before: str, after: str) -> Iterator[Cue]:
    last = before.rstrip().rpartition(" ")[2].casefold()
    last = "year" if last.rstrip(",").isdecimal() else last
    for cue in _CUES:
        if cue.before is not None and (last not in cue.ends or not cue.before.search(before)):
            continue
        if cue.after is None or cue.after.match(after):
            yield cue


def titled(titles: list[str]) -> Iterator[tuple[str, float]]:
    """Names in titles ("Acme Privacy Policy"), and a name that stands as a title of its own before one."""
    for title, after in pairwise(titles):
        name = cleaned(title) if NAME_RE.fullmatch(title.strip()) else None
        if name and _BARE_TITLE.match(after.strip()):
            yield name, 6.0
    for rank, title in enumerate(titles):
        match = _TITLE.search(title.strip())
        name = cleaned(match["name"] or match["after"]) if match else None
        if name and not (name[0].islower() and " " in name):
            yield name, 6.0 if rank < _FIRST_TITLES else 3.0


def spelled(words: str, named: list[Occurrence], hints: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Names that spell the address or file name in words, at most eight of each, and names that begin it."""
    hints = [hint for hint in dict.fromkeys(hints) if len(hint) >= _SPEAKING]
    squeezed = re.sub(r"[ .&'-]", "", words).casefold()
    for hint in (hint for hint in hints if hint in squeezed):
        letters = r"[ .&'-]{0,2}".join(map(re.escape, hint))
        spaced = re.compile(rf"\b{letters}\b(?![.@]\w)", re.IGNORECASE)
        found = [m.group() for m in spaced.finditer(words) if _stands_alone(words, m.start(), m.end())]
        yield from [(name, 0.5) for name in found if cleaned(name)][:_MOST_SPELLINGS]
    for name in (o.name for o in named if "." not in o.name):
        if len(name_key(name)) >= _SPEAKING and any(
            hint.startswith(name_key(name)) or is_of_address(name, hint) for hint in hints
        ):
            yield name, 0.2


def _stands_alone(words: str, start: int, end: int) -> bool:
    """Whether the words here are a whole name: capitalised, and no part of a longer one."""
    if words[start:end].islower():
        return False
    before = re.search(r"([A-Z][\w&.]*) (?:(?:of|for|and|&|the) ){0,2}$", words[max(0, start - 30) : start])
    longer = bool(before and cleaned(before[1])) or bool(re.match(r" [A-Z][a-z]", words[end : end + 3]))
    return not longer


def definitions(words: str) -> Iterator[tuple[str | None, str | None]]:
    """Names that the text says "we" for: the name defined so, and a short form quoted beside the pronoun."""
    for found in _DEFINES.finditer(words, 0, _HEAD):
        quoted = [(a or b).strip() for a, b in _QUOTED.findall(found.group())]
        if not any(q.casefold() in _PRONOUNS for q in quoted):
            continue
        shorts = [q for q in quoted if q[:1].isalnum() and not q.islower()]
        shorts += [q for q in quoted if q.islower() and name_key(q) and "." in q]
        yield _name_before(words, found.start()) or _name_after(words, found.end()), (shorts or [None])[0]
        yield from ((None, short) for short in shorts[1:])


def _name_before(words: str, at: int) -> str | None:
    """The last name of the sentence before the quotes; a small word only right before a bracket."""
    before = re.sub(r"\([^()]*\)", " ", _SENTENCE.split(words[max(0, at - 500) : at])[-1])
    found = (cleaned(match.group()) for match in NAME_RE.finditer(before))
    names = [name for name in found if name and not is_other_party(name_key(name))]
    names = [name for name in names if has_legal_form(name)] or names
    small = re.search(r"(?:^|\s)([a-z][\w.]{2,})\s*$", before) if words[at] == "(" else None
    return names[-1] if names else small[1] if small else None


def _name_after(words: str, at: int) -> str | None:
    match = _MEANS.match(words, at)
    return cleaned(match["name"]) if match else None


def bracketed(words: str, named: list[Occurrence]) -> Iterator[tuple[str, str]]:
    """Names with the short form that follows them in brackets."""
    for found in named:
        match = _BRACKETS.match(words, found.end) if found.start < _HEAD else None
        short = cleaned(match["short"]) if match else None
        if short:
            yield found.name, short
