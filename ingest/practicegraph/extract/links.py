"""Where a choice or a right is exercised: the web or mail address beside it.

It stands in the sentence, in the one after it ("to do so, visit ..."), or in the sentence of the section
that says how rights are exercised.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph.extract.addresses import addresses
from practicegraph.extract.found import Found
from practicegraph.extract.passages import Topic
from practicegraph.extract.phrases import phrases

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from practicegraph.extract.draft import Draft
    from practicegraph.extract.passages import Passages

_EXERCISED: Final = frozenset(("Choice", "Right"))


def _says(name: str) -> re.Pattern[str]:
    return phrases("links")[name]


def link(passages: Passages, draft: Draft, sentence: int) -> Found | None:
    """The address at which a draft that stands in a sentence is exercised, and where it is given."""
    if draft.practice not in _EXERCISED or draft.polarity == "denied":
        return None
    return next((f for f in _looked_for(passages, draft, sentence) if f), None)


def _looked_for(passages: Passages, draft: Draft, sentence: int) -> Iterator[Found | None]:
    yield _first(passages, sentence)
    after = sentence + 1
    if after in passages.of_block(passages.block(sentence)) and _says("so").search(passages.text(after)):
        yield _first(passages, after)
    if draft.practice == "Right":
        yield _in_section(passages, sentence)


def _first(passages: Passages, sentence: int) -> Found | None:
    """The first address of a sentence at which something can be done."""
    text = passages.document.text
    start, end = passages.stretch(sentence)
    for address in addresses(passages.document, start, end):
        reading = _says("reading").search(address.words) or _says("law").search(address.uri)
        if not reading and not _says("read").search(text[max(start, address.start - 90) : address.start]):
            return Found(address.uri, sentence)
    return None


def _in_section(passages: Passages, sentence: int) -> Found | None:
    """How rights are exercised, said elsewhere in the section; further down rather than above."""
    ways = _ways(passages).get(passages.section(passages.block(sentence)), ())
    return next((w for w in ways if w.sentence > sentence), ways[-1] if ways else None)


@lru_cache(maxsize=1)
def _ways(passages: Passages) -> Mapping[int | None, tuple[Found, ...]]:
    """For each heading, the addresses at which the text below it says that rights are exercised."""
    ways: dict[int | None, tuple[Found, ...]] = {}
    for sentence in passages.about(Topic.EXERCISE):
        text = passages.text(sentence)
        if (
            _says("how").search(text)
            and _says("act").search(text)
            and not _says("opting").search(text)
            and (way := _first(passages, sentence))
        ):
            section = passages.section(passages.block(sentence))
            ways[section] = (*ways.get(section, ()), way)
    return ways
