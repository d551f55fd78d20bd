"""The legal basis on which a policy says that a practice rests.

It stands in the sentence itself, in the row of its table, in what introduces its list, in a sentence
right after it ("this processing is based on ..."), or behind a label in its section ("Legal basis: ...").
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph.concepts import load_particulars
from practicegraph.extract.found import Found, found_in
from practicegraph.extract.passages import Topic
from practicegraph.extract.phrases import phrases
from practicegraph.extract.wordings import labels_in, patterns_in

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from practicegraph.extract.draft import Draft
    from practicegraph.extract.passages import Passages
    from practicegraph.lexicon import Hit

#: Practices that need a ground. A right or a choice exists without one.
_GROUNDED: Final = frozenset(
    ("Collection", "Use", "Sharing", "Sale", "ThirdPartyCollection", "Storage", "Tracking")
)
#: How far behind such words the basis stands, in characters, where no label of a list is among them.
_REACH: Final = 90


def _says(name: str) -> re.Pattern[str]:
    return phrases("basis")[name]


def legal_basis(passages: Passages, draft: Draft, sentence: int) -> Found | None:
    """The labels of the legal bases of a draft that stands in a sentence, and where they are named."""
    if draft.practice not in _GROUNDED or draft.polarity == "denied":
        return None
    return next((f for f in _looked_for(passages, sentence) if f), None)


@lru_cache(maxsize=1)
def _names_bases(passages: Passages) -> bool:
    """Whether a document names legal bases as such; where not, "necessary to comply" is no name of one."""
    return any(_says("as-such").search(passages.text(n)) for n in passages.about(Topic.BASIS))


def _looked_for(passages: Passages, sentence: int) -> Iterator[Found | None]:
    block = passages.block(sentence)
    yield _in_sentence(passages, sentence)
    yield _in_row(passages, block)
    yield _in_next(passages, sentence)
    if (lead_in := passages.lead_in(block)) is not None:
        yield _in_sentence(passages, lead_in)
    yield _in_label(passages, block)
    if (section := passages.section(block)) is not None:
        yield _in_titles(passages, section)


def bases_in(text: str, *, named: bool, loosely: bool) -> tuple[str, ...]:
    """The legal bases that a text names, in its order.

    With `named`, something else says that it names them; with `loosely`, words count that are often used
    for something else.
    """
    found = {hit.concept_id: hit.start for hit in patterns_in(text, "basis")}
    found.update((_of_letter()[m["letter"].lower()], m.start()) for m in _says("cited").finditer(text))
    if named or loosely:
        for hit in _worded(text, named=named, beside=bool(found)):
            found.setdefault(hit.concept_id, hit.start)
    return tuple(sorted(found, key=lambda concept: (found[concept], concept)))


def _worded(text: str, *, named: bool, beside: bool) -> Iterator[Hit]:
    """The labels of legal bases near words that tell of one, and consent beside another legal basis."""
    title = _says("title").search(text)
    listed = 0 if named else title.end() if title else len(text)
    grounds = [m.end() for m in _says("grounds").finditer(text)]
    given = [m.end() for m in _says("given").finditer(text)] if beside else []
    for hit in labels_in(text, "basis"):
        near = hit.end in given or any(0 <= hit.start - ground <= _REACH for ground in grounds)
        if (hit.start >= listed or near) and not _says("undone").search(
            text[max(0, hit.start - _REACH) : hit.start]
        ):
            yield hit


@lru_cache(maxsize=1)
def _of_letter() -> Mapping[str, str]:
    """The legal basis for each letter of Article 6(1) of the GDPR, which is the notation's last letter."""
    bases = load_particulars().of_kind("basis")
    return {(b.notation or "")[-2:-1]: b.id for b in bases}


def _in_sentence(passages: Passages, sentence: int, *, named: bool = False) -> Found | None:
    """The legal bases in a sentence; with `named`, something around it says that it names them."""
    return _read(passages, sentence, named=True) if named else _found(passages).get(sentence)


@lru_cache(maxsize=1)
def _found(passages: Passages) -> Mapping[int, Found]:
    """The legal bases of all sentences that name one."""
    read = ((n, _read(passages, n, named=False)) for n in passages.about(Topic.BASIS))
    return {n: found for n, found in read if found}


def _read(passages: Passages, sentence: int, *, named: bool) -> Found | None:
    text = passages.text(sentence)
    if _says("cut").search(text) and sentence + 1 < len(passages.sentences):
        text = f"{text} {passages.text(sentence + 1)}"
    return found_in(sentence, bases_in(text, named=named, loosely=_names_bases(passages)))


def _in_row(passages: Passages, block: int) -> Found | None:
    """The cell of the same row under "Legal basis"."""
    for cell in passages.row(block):
        if _says("title").search(passages.header(cell)):
            for sentence in passages.of_block(cell):
                if found := _in_sentence(passages, sentence, named=True):
                    return found
    return None


def _in_next(passages: Passages, sentence: int) -> Found | None:
    """The sentences right after one, as long as they speak of the same processing."""
    for after in range(sentence + 1, passages.of_block(passages.block(sentence)).stop):
        found = _in_sentence(passages, after)
        if found and _says("refers").search(passages.text(after)):
            return found
        if found or after > sentence + 2:
            return None
    return None


def _in_label(passages: Passages, block: int) -> Found | None:
    """What is labelled as the legal basis further down in the section."""
    section = passages.section(block)
    if section is None:
        return None
    for sentence in _labels(passages).get(section, ()):
        if passages.block(sentence) > block:
            return _in_sentence(passages, sentence, named=True)
    return None


@lru_cache(maxsize=1)
def _labels(passages: Passages) -> Mapping[int, list[int]]:
    """The sentences that begin with "Legal basis", by the heading that they stand under."""
    found: dict[int, list[int]] = {}
    for sentence in passages.about(Topic.BASIS):
        section = passages.section(passages.block(sentence))
        if (
            section is not None
            and section != passages.block(sentence)
            and _says("label").match(passages.text(sentence))
        ):
            found.setdefault(section, []).append(sentence)
    return found


@lru_cache(maxsize=128)  # a section is asked for each statement in it
def _in_titles(passages: Passages, section: int) -> Found | None:
    """What the title of a section, or of the one around it, names."""
    headings = (*passages.of_block(section)[:1], *passages.headings(section)[:1])
    return next((f for heading in headings if (f := _in_title(passages, heading))), None)


def _in_title(passages: Passages, heading: int) -> Found | None:
    """A title that is a legal basis itself: "Consent" under "Legal bases", "Our legitimate interests"."""
    block = passages.block(heading)
    above = " ".join(passages.text(h) for h in passages.headings(block))
    if _says("title").search(passages.text(heading)):
        return None
    return _in_sentence(passages, heading, named=bool(_says("title").search(above)))
