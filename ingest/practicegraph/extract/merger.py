"""Data that goes along when a company is sold, said of the data as an asset rather than with a verb of sharing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.draft import Draft
from practicegraph.extract.reading import specific, unique
from practicegraph.statement import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.extract.draft import Context
    from practicegraph.extract.reading import Reading

_GOES_ALONG: Final = re.compile(
    r"\b(?:transferred|business|company'?s?|our|corporate|acquired|such|the) assets\b|\basset\b|"
    r"\b(?:transferred|sold|passed|assigned|conveyed|disclosed|given|become|included|part of|"
    r"possess|acquire\w*|pass(?:es)? to|go(?:es)? to)\b|\bchange (?:in|of) (?:ownership|control) or uses? of\b",
    re.IGNORECASE,
)


def merger(reading: Reading, context: Context, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """A sharing with whoever takes over, where a sentence speaks of a takeover and of data that goes along."""
    in_such_a_case = context.before.takeover and _IN_SUCH.match(reading.sentence.text)
    if any(d.practice in ("Sharing", "Sale") for d in drafts) or not (
        in_such_a_case or speaks_of_takeover(reading)
    ):
        return
    marks = specific(reading, reading.inside("data", 0, len(reading.parse)), context.broader)
    if (
        not marks
        or not _GOES_ALONG.search(reading.sentence.text)
        or _NEVER_GOES.search(reading.sentence.text)
        or reading.sentence.text.rstrip().endswith("?")
    ):
        return
    yield Draft(
        practice="Sharing",
        rule="merger",
        spans=(reading.span(0, len(reading.parse)),),
        modality="may" if re.search(r"\b(?:may|might|could)\b", reading.sentence.text) else "does",
        data=unique(m.concept for m in marks),
        parties=(Party(None, "Acquirer"),),
        purposes=("BusinessTransfer",),
        conditions=("UponBusinessTransfer",),
    )


#: What is said never to go to anybody, or not to be for sale, and tells of no takeover.
_NEVER_GOES: Final = re.compile(
    r"\b(?:not|never) (?:be |been )?(?:\w+(?:, | or |, or | with or | to or ))*?(?:sold|shared|transferred|disclosed|passed)\b",
    re.IGNORECASE,
)
#: "In such a case", where the sentence before spoke of a takeover.
_IN_SUCH: Final = re.compile(
    r"^\W*(?:(?:in|upon) (?:such|that|this|these|those|any such)(?: an?)? (?:cases?|events?|transactions?|circumstances?|"
    r"situations?|instances?)|if (?:this|that|such an event) (?:happens|occurs|takes place))\b",
    re.IGNORECASE,
)


def on_takeover(reading: Reading, context: Context, draft: Draft) -> Draft:
    """A sharing "in such a case" with what the case is, where the sentence before spoke of a takeover."""
    shared = draft.practice in ("Sharing", "Sale") and draft.polarity == "affirmed"
    if not (shared and context.before.takeover and _IN_SUCH.match(reading.sentence.text)):
        return draft
    return draft.but(
        purposes=unique((*draft.purposes, "BusinessTransfer")),
        conditions=unique((*draft.conditions, "UponBusinessTransfer")),
    )


def speaks_of_takeover(reading: Reading) -> bool:
    """Whether a sentence speaks of a sale or merger of the company."""
    return any(m.concept == "BusinessTransfer" for m in reading.said("purpose")) or any(
        m.concept == "UponBusinessTransfer" for m in reading.said("condition")
    )
