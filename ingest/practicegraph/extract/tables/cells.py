"""What a cell of a table holds: data, parties, an answer, a length of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import as_parties, unique_parties
from practicegraph.extract.durations import Duration, find_duration
from practicegraph.extract.names import is_name
from practicegraph.extract.parse import unparsed
from practicegraph.extract.phrases import phrases
from practicegraph.extract.purposes import narrow
from practicegraph.extract.reading import Reading, specific, unique
from practicegraph.extract.sentences import Sentence
from practicegraph.extract.terms import as_marks, find_all
from practicegraph.extract.unspecified import PERSONAL, UNSPECIFIED
from practicegraph.statement import Party

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from practicegraph.extract.reading import Mark

_DENIES: Final = re.compile(r"\b(?:not|never|no|none|cannot)\b|n't\b", re.IGNORECASE)
#: What stands between two pieces of a cell once they are one text.
_BETWEEN: Final = "; "
#: What is longer names no party and no length of time.
_LONGEST_NAME: Final = 60
_LONGEST_TIME: Final = 160


@dataclass(frozen=True)
class Cell:
    """The sentences of a cell in order."""

    said: tuple[Reading, ...]

    @cached_property
    def text(self) -> str:
        """All its words."""
        return _BETWEEN.join(r.sentence.text for r in self.said)

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the document."""
        return self.said[0].sentence.offsets[0], self.said[-1].sentence.offsets[-1] + 1

    @cached_property
    def whole(self) -> Reading:
        """All its sentences as one list."""
        return _as_list(self.said)

    @cached_property
    def listed(self) -> Reading | None:
        """What it lists, without the sentences in it that say something by themselves."""
        items = tuple(r for r in self.said if not is_clause(r))
        return _as_list(items) if items else None

    @property
    def affirmed(self) -> Reading | None:
        """What it lists or, where all its sentences speak for themselves, what is in them, if they deny nothing."""
        return self.listed or (None if _DENIES.search(self.text) else self.whole)

    def answer(self) -> str | None:
        """ "yes", "no" or "silent", where it begins with such an answer."""
        says = phrases("answers")
        return next((name for name in ("silent", "yes", "no") if says[name].match(self.text)), None)

    def names_nobody(self) -> bool:
        """Whether it says that there is no recipient."""
        return bool(phrases("answers")["nobody"].match(self.text))


def cell_of(said: Sequence[Reading]) -> Cell:
    """A cell of these sentences, at least one."""
    return Cell(tuple(said))


def _as_list(said: tuple[Reading, ...]) -> Reading:
    text = _BETWEEN.join(r.sentence.text for r in said)
    offsets: list[int] = []
    for reading in said:
        offsets.extend([offsets[-1]] * len(_BETWEEN) if offsets else ())
        offsets.extend(reading.sentence.offsets)
    terms, spoken = find_all(text, listed=True)
    parse = unparsed([text])[0]
    sentence = Sentence(text, offsets, said[0].sentence.block, first=True)
    return Reading(sentence, parse, as_marks(parse, terms), as_marks(parse, spoken), said[0].first_party)


_SPEAKS: Final = re.compile(
    r"^\W*(?:\w+,? )?(?:we|you|they|it|our|us|if|when|where|please|this|these|such|in some)\b", re.IGNORECASE
)
_FINITE: Final = frozenset(("VBZ", "VBP", "VBD", "MD"))


def is_clause(reading: Reading) -> bool:
    """Whether a sentence of a cell says something by itself, rather than being one of several things listed."""
    text = reading.sentence.text.rstrip()
    if text.endswith(":"):
        return False
    if _SPEAKS.match(text):
        return True
    if not text.endswith((".", "!", "?")):
        return False
    parse = reading.parse
    return any(
        p.role == "main" and (p.subject or p.theme) and _FINITE & set(parse.tags) for p in reading.predicates
    )


def data_in(reading: Reading | None, broader: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The data that a list names, without the terms that it spells out."""
    if reading is None:
        return ()
    marks = specific(reading, reading.inside("data", 0, len(reading.parse)), broader)
    named = (m.concept for m in marks if m.concept != UNSPECIFIED)
    found = unique((*named, *_kinds(reading)))
    return tuple(c for c in found if c != PERSONAL) or found


_ITEMS: Final = re.compile(r"[^,;/&\n](?:(?!\([a-z]\))[^,;/&\n])*")
_NUMBER: Final = re.compile(r"^\W*\(?[a-z]\)\s*")
#: How many words a kind of data has at most, where its noun is left out.
_WORDS_OF_KIND: Final = 3


def _kinds(reading: Reading) -> Iterator[str]:
    """The kinds of data that a list names without saying that they are data ("Identity, Contact, Technical")."""
    for item in _ITEMS.finditer(reading.sentence.text):
        words = _NUMBER.sub("", item.group()).strip(" *_.")
        marked = any(m.at < item.end() and item.start() < m.until for m in reading.terms)
        if words and not marked and len(words.split()) <= _WORDS_OF_KIND:
            named = [_kind(f"{part} data") for part in words.split(" and ")]
            yield from _kind(f"{words} data") or (c for kind in named if all(named) for c in kind)


@lru_cache(maxsize=4096)
def _kind(words: str) -> tuple[str, ...]:
    return unique(
        f.concept
        for f in find_all(words)[0]
        if f.kind == "data"
        and (f.start, f.end) == (0, len(words))
        and f.concept not in (UNSPECIFIED, PERSONAL)
    )


def parties_in_cell(cell: Cell, *, named: bool) -> tuple[Party, ...]:
    """The parties that a cell lists; where its column holds names, whatever is written like one is a name."""
    reading = cell.whole
    marks = tuple(m for m in reading.inside("party", 0, len(reading.parse)) if m.concept != "User")
    listed = (p for piece in _by_piece(reading, marks) for p in as_parties(reading, piece))
    known = unique_parties(tuple(p for p in listed if not _is_own(p, reading)))
    return tuple(dict.fromkeys((*known, *_unknown(cell, marks)))) if named else known


_PARTED: Final = re.compile(r"[,;\n]|\band\b")


def _by_piece(reading: Reading, marks: tuple[Mark, ...]) -> Iterator[tuple[Mark, ...]]:
    """The marks of each piece of a list, in which a name and a kind side by side are one party."""
    piece: list[Mark] = []
    for mark in marks:
        if piece and _PARTED.search(reading.sentence.text, piece[-1].until, mark.at):
            yield tuple(piece)
            piece = []
        piece.append(mark)
    yield tuple(piece)


def _is_own(party: Party, reading: Reading) -> bool:
    return party.name is not None and reading.first_party.search(party.name) is not None


_PARTS: Final = re.compile(
    r"\s*(?:;|,(?! ?(?:Inc|LLC|Ltd|Limited|Corp|GmbH|S\.?A|B\.?V|Co|L\.?P)\b)|\band\b|\n)\s*", re.IGNORECASE
)
_ASIDE: Final = re.compile(r"\s*(?:[(\[{].*|\s[-–—:]\s.*)$")


def _unknown(cell: Cell, marks: tuple[Mark, ...]) -> Iterator[Party]:
    """Names that no registry has, each a part of the cell's first piece in which no party is marked."""
    text = cell.said[0].sentence.text
    start = 0
    for stop, following in [*(m.span() for m in _PARTS.finditer(text)), (len(text), len(text))]:
        marked = any(m.at < stop and start < m.until for m in marks)
        name = _ASIDE.sub("", text[start:stop]).strip(" *_")
        if not marked and _is_written_as_name(name) and not cell.whole.first_party.search(name):
            yield Party(None if phrases("kinds")["recipients"].search(name) else name, "ThirdParty")
        start = following


def _is_written_as_name(words: str) -> bool:
    if not 1 < len(words) <= _LONGEST_NAME:
        return False
    parts = words.split()
    capitals = sum(not p[:1].islower() for p in parts)
    return capitals * 2 > len(parts) and (is_name(words, apposed=True) or words[:1].isdigit())


def purposes_in(cell: Cell) -> tuple[str, ...]:
    """The purposes that a cell names, however it words them."""
    return narrow(m.concept for m in cell.whole.said("purpose"))


def conditions_in(cell: Cell) -> tuple[str, ...]:
    """The conditions that a cell sets."""
    return unique(m.concept for m in cell.whole.said("condition"))


def time_in(cell: Cell) -> Duration | None:
    """The words of a cell that say how long: a length of time, else all of a short cell that tells of one."""
    if found := find_duration(cell.text):
        return found
    text = cell.listed.sentence.text if cell.listed else ""
    told = len(text) <= _LONGEST_TIME and phrases("times")["open"].search(text)
    return Duration(0, len(text), text, None) if told else None
