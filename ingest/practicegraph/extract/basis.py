"""The legal basis on which a policy says that a practice rests.

It stands in the sentence itself, in the row of its table, in what introduces its list, in a sentence
right after it ("this processing is based on ..."), or behind a label in its section ("Legal basis: ...").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph.concepts import load_particulars
from practicegraph.extract.found import Found, found_in
from practicegraph.extract.passages import Topic
from practicegraph.extract.wordings import labels_in, patterns_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practicegraph.extract.draft import Draft
    from practicegraph.extract.passages import Passages

#: Practices that need a ground. A right or a choice exists without one.
_GROUNDED: Final = frozenset(
    ("Collection", "Use", "Sharing", "Sale", "ThirdPartyCollection", "Storage", "Tracking")
)
_NAMED: Final = r"(?:legal|lawful|legitimate) (?:bas[ei]s|grounds?|justifications?)|bas[ei]s for (?:the |our |this |such )?(?:processing|use|collection)"
#: Words after which even a word such as "consent" tells of the legal basis.
_GROUNDS: Final = re.compile(
    rf"\b(?:{_NAMED}|based (?:up)?on|on the bas[ei]s of|on (?:the )?grounds? of|rel(?:y|ies|ying) (?:up)?on|in reliance (?:up)?on|"
    r"justified by|(?:needed|necessary|required) (?:to|for|in order to))\b",
    re.IGNORECASE,
)
#: How far behind such words the basis stands, in characters, where no label of a list is among them.
_REACH: Final = 90
_LABEL: Final = re.compile(rf"^(?:our |the |your )?(?:\w+ )?(?:{_NAMED})\b", re.IGNORECASE)
_TITLE: Final = re.compile(rf"\b(?:{_NAMED})\b", re.IGNORECASE)
#: A sentence that speaks of the processing that was just described.
_REFERS: Final = re.compile(
    r"\b(?:(?:this|these|such|said|the foregoing|the above) (?:\w+ ){0,2}(?:processing|purposes?|uses?|collection|transfers?|disclosures?|sharing|activit(?:y|ies)|data|information)"
    rf"|(?:^|\b(?:our|the) )(?:{_NAMED})|^the (?:data )?processing|(?:we|it) do(?:es)? (?:this|so)|^th(?:is|ese) (?:is|are) (?:based|necessary|in our))\b",
    re.IGNORECASE,
)
_CITED: Final = re.compile(
    r"\bart(?:icle|s?\.)? ?6[, ]{0,2}(?:\(1\)|\(?1\)?|(?:para(?:graph|\.)?|sec(?:tion|\.)?|abs\.?|\.) ?\(?1\)?)?[, ]{0,2}"
    r"(?:sentence 1|s\. ?1|clause 1|sub-?paragraph 1)?[, ]{0,2}(?:lit(?:era|\.)?|letter|point|\()? ?\(?(?P<letter>[a-f])\b",
    re.IGNORECASE,
)
#: Consent that is asked for, or taken back, is no ground of what is done before.
_UNDONE: Final = re.compile(r"\b(?:withdraw\w*|revok\w+|refus\w+|without|object\w*)\b[^.;]{0,40}$", re.IGNORECASE)


def legal_basis(passages: Passages, draft: Draft, sentence: int) -> Found | None:
    """The labels of the legal bases of a draft that stands in a sentence, and where they are named."""
    if draft.practice not in _GROUNDED or draft.polarity == "denied" or not _speaks_of_bases(passages):
        return None
    return next((f for f in _looked_for(passages, sentence) if f), None)


@lru_cache(maxsize=1)
def _speaks_of_bases(passages: Passages) -> bool:
    """Whether a document names legal bases at all; where it does not, "necessary to comply" is no such name."""
    texts = (passages.text(n).lower() for n in passages.about(Topic.BASIS))
    return any(
        cue in t for t in texts for cue in ("legitimate interest", "legal bas", "lawful bas", "article 6", "art. 6")
    )


def _looked_for(passages: Passages, sentence: int) -> Iterator[Found | None]:
    block = passages.block(sentence)
    yield _in_sentence(passages, sentence)
    yield _in_row(passages, block)
    yield _in_next(passages, sentence)
    if (lead_in := passages.lead_in(block)) is not None:
        yield _in_sentence(passages, lead_in)
    yield _in_label(passages, block)
    yield from (_in_title(passages, heading) for heading in passages.headings(block)[:2])


def bases_in(text: str, *, named: bool = False) -> tuple[str, ...]:
    """The legal bases that a text names; with `named`, something else says that it names them."""
    found = {hit.concept_id: hit.start for hit in patterns_in(text, "basis")}
    found.update((_of_letter()[m["letter"].lower()], m.start()) for m in _CITED.finditer(text))
    grounds = [m.end() for m in _GROUNDS.finditer(text)]
    listed = named or _TITLE.search(text) is not None
    for hit in labels_in(text, "basis"):
        near = any(0 <= hit.start - ground <= _REACH for ground in grounds)
        if (listed or near) and not _UNDONE.search(text[: hit.start]):
            found.setdefault(hit.concept_id, hit.start)
    return tuple(sorted(found, key=lambda concept: (found[concept], concept)))


@lru_cache(maxsize=1)
def _of_letter() -> Mapping[str, str]:
    """The legal basis for each letter of Article 6(1) of the GDPR, which is the notation's last letter."""
    bases = load_particulars().of_kind("basis")
    return {(b.notation or "")[-2:-1]: b.id for b in bases}


def _in_sentence(passages: Passages, sentence: int, *, named: bool = False) -> Found | None:
    if not named and not passages.topics[sentence] & Topic.BASIS:
        return None
    return found_in(sentence, bases_in(passages.text(sentence), named=named))


def _in_row(passages: Passages, block: int) -> Found | None:
    """The cell of the same row under "Legal basis"."""
    for cell in passages.row(block):
        if _TITLE.search(passages.header(cell)):
            for sentence in passages.of_block(cell):
                if found := _in_sentence(passages, sentence, named=True):
                    return found
    return None


def _in_next(passages: Passages, sentence: int) -> Found | None:
    """The sentences right after one, as long as they speak of the same processing."""
    for after in range(sentence + 1, passages.of_block(passages.block(sentence)).stop):
        found = _in_sentence(passages, after)
        if found and _REFERS.search(passages.text(after)):
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
            return found_in(sentence, bases_in(passages.text(sentence), named=True))
    return None


@lru_cache(maxsize=1)
def _labels(passages: Passages) -> Mapping[int, list[int]]:
    """The sentences that begin with "Legal basis", by the heading that they stand under."""
    found: dict[int, list[int]] = {}
    for sentence in passages.about(Topic.BASIS):
        section = passages.section(passages.block(sentence))
        if section is not None and section != passages.block(sentence) and _LABEL.match(passages.text(sentence)):
            found.setdefault(section, []).append(sentence)
    return found


def _in_title(passages: Passages, heading: int) -> Found | None:
    """A title that is a legal basis itself: "Consent" under "Legal bases", "Our legitimate interests"."""
    block = passages.block(heading)
    above = " ".join(passages.text(h) for h in passages.headings(block))
    if _TITLE.search(passages.text(heading)):
        return None
    return _in_sentence(passages, heading, named=bool(_TITLE.search(above)))
