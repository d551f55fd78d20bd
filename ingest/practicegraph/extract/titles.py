"""Titles that a text runs on from ("Identifiers. Your name"), and what stands behind them with no verb of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from practicegraph.document import BlockKind

if TYPE_CHECKING:
    from practicegraph.document import Document
    from practicegraph.extract.reading import Reading

#: "Identifiers.", "Contact information:": a few words, none of them a verb or a person.
_TITLE: Final = re.compile(
    r"^\W*(?!(?:e\.g|i\.e)\b)(?=\w)(?!(?:[^\s]+ )*?(?:we|you|they|it|i|is|are|was|may|can|will|please|see|click)\b)"
    r"[^\s.:;!?]{3,}(?: [^\s.:;!?]+){0,7} ?[.:]$",
    re.IGNORECASE,
)
#: The same with what it heads behind it, up to where that begins.
_LABEL: Final = re.compile(
    r"^\W*(?!(?:[^\s]+ )*?(?:we|they|it|i|is|are|was|may|can|will|please|see|click)\b)"
    r"[^\s.:;!?]+(?: [^\s.:;!?\u2013\u2014]+){0,7}?(?: ?: | [\u2013\u2014-] )",
    re.IGNORECASE,
)
#: What makes a text a clause, whatever the parser says.
_FINITE: Final = re.compile(
    r"^\W*(?:if|when|as|in|except|we|you|please|note|because|since|while|although)\b"
    r"|(?<!so )(?<!that )(?<!which )(?<!data )(?<!information )\b(?:we|they) (?:\w+ )?[a-z]"
    r"|^(?!\W*to\b)[^,;:]*?\b(?:is|are|was|were|be|may|might|can|could|will|would|shall|should|must|do|does|did|has|have"
    r"|had|let|lets|allow|allows|help|helps)\b",
    re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Whether a sentence is no more than the title of what follows it in its paragraph or item."""
    return _TITLE.match(text) is not None


def label_end(text: str) -> int:
    """Where a label ends that a text begins with ("Log data: your address"); 0 where there is none."""
    match = _LABEL.match(text)
    return match.end() if match else 0


def is_fragment(reading: Reading) -> bool:
    """Whether a sentence has no finite verb of its own: it lists, or says what for; an address does neither."""
    parse = reading.parse
    aim = _SO_THAT.search(reading.sentence.text)
    if aim:
        return _FINITE.match(reading.sentence.text[: aim.start()]) is None
    if _ASIDE.search(reading.sentence.text):
        return False
    said = any(
        parse.deps[i] in ("nsubj", "nsubjpass") and parse.deps[parse.heads[i]] == "ROOT"
        for i in range(len(parse))
        if parse.tags[parse.heads[i]][:3] in ("VBZ", "VBP", "VBD", "VBN", "VB", "MD")
    )
    return not said and _FINITE.match(reading.sentence.text[label_end(reading.sentence.text) :]) is None


#: What something listed is for.
_SO_THAT: Final = re.compile(r",? so (?:that )?(?:we|you) (?:can|may|are able)\b", re.IGNORECASE)
#: An address, and what is told of something else than the data ("Legal basis: consent").
_ASIDE: Final = re.compile(
    r"@|://|www\.|\d[\d() -]{5,}\d|^\W*(?:(?:legal|lawful|statutory) (?:basis|bases|ground)|"
    r"(?:categories of )?recipients?|retention|storage (?:period|duration)|sources?)\b|^\W*(?:address|tel|e-?mail|phone|fax)\W*:",
    re.IGNORECASE,
)


def with_titles(readings: list[Reading]) -> list[Reading]:
    """The readings, those marked that are no more than the title of data which the next one lists."""
    following = [*readings[1:], None]
    return [
        replace(r, title=True) if f is not None and _heads(r, f) else r
        for r, f in zip(readings, following, strict=True)
    ]


def _heads(reading: Reading, following: Reading) -> bool:
    same = reading.sentence.first and following.sentence.block == reading.sentence.block
    if not same or not is_title(reading.sentence.text):
        return False
    return any(m.kind == "data" for m in following.terms) and is_fragment(following)


def lead_in_above(document: Document, block: int) -> int | None:
    """The text that ends with a colon above a run of paragraphs with titles, of which a block is one."""
    headings = document.blocks[block].headings
    for above in range(block - 1, -1, -1):
        said = document.blocks[above]
        if said.kind is not BlockKind.PARAGRAPH or said.headings != headings:
            return None
        words = document.text[said.start : said.end].strip()
        if words.endswith(":"):
            return above
        if not _TITLED_PARAGRAPH.match(words):
            return None
    return None


_TITLED_PARAGRAPH: Final = re.compile(
    r"^\W*[^\s.:;!?]+(?: [^\s.:;!?]+){0,7} ?(?:[.:]|\*\*| [\u2013\u2014-] )"
)
