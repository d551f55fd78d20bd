"""Choices, rights, safeguards and notices of change: what a policy assures the person of.

These are said in set phrases rather than by one verb, so the phrases of the ontology find them and the
sentence around decides whether they are meant: who may do it, and whether it is denied.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.draft import Draft
from practicegraph.extract.reading import specific, unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.draft import Context
    from practicegraph.extract.reading import Reading

_POLICY: Final = re.compile(
    r"\b(?:(?:privacy|this|our|the|cookies?) (?:privacy )?(?:policy|policies|statement|notice|practices|document)|terms|policy|"
    r"privacy (?:statement|notice|policy)|information practices)\b",
    re.IGNORECASE,
)
_CHANGE: Final = re.compile(r"\b(?:chang\w+|updat\w+|modif\w+|amend\w*|revis\w+|alter\w*|material(?:ly)? different|new version)\b", re.IGNORECASE)
_NEGATED_CHOICE: Final = re.compile(
    r"\b(?:cannot|can not|can't|may not|no|not able to|unable to|not possible to|do not have the option to|does not)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_NO_CHOICE: Final = re.compile(r"\b(?:not (?:respond|honor|honour|recogni[sz]e|support|process|react|act)|no (?:action|response)|ignore|disregard)\b", re.IGNORECASE)


def old_assurances(reading: Reading, context: Context) -> Iterator[Draft]:
    """Choices, rights, safeguards and notices that a sentence states."""
    if reading.sentence.text.rstrip().endswith("?"):
        return
    yield from _safeguards(reading, context)


def _whole(reading: Reading) -> tuple[tuple[int, int], ...]:
    return (reading.span(0, len(reading.parse)),)


def _data(reading: Reading, context: Context) -> tuple[str, ...]:
    return unique(m.concept for m in specific(reading, reading.inside("data", 0, len(reading.parse)), context.broader))


def _choices(reading: Reading, context: Context) -> Iterator[Draft]:
    marks = reading.said("choice")
    if not marks:
        return
    before = reading.words(0, marks[0].start)
    denied = bool(_NEGATED_CHOICE.search(before)) or ("DoNotTrack" in {m.concept for m in marks} and bool(_NO_CHOICE.search(reading.sentence.text)))
    yield Draft(
        practice="Choice",
        rule="choice.phrase",
        spans=_whole(reading),
        polarity="denied" if denied else "affirmed",
        choices=unique(m.concept for m in marks),
        data=_data(reading, context),
        purposes=unique(m.concept for m in reading.said("purpose")),
    )


def _rights(reading: Reading, context: Context) -> Iterator[Draft]:
    marks = reading.said("right")
    if marks:
        yield Draft(
            practice="Right",
            rule="right.phrase",
            spans=_whole(reading),
            rights=unique(m.concept for m in marks),
            data=_data(reading, context) or ("PersonalData",),
        )


def _safeguards(reading: Reading, context: Context) -> Iterator[Draft]:
    marks = reading.said("measure")
    if marks:
        yield Draft(
            practice="Protection",
            rule="protection.phrase",
            spans=_whole(reading),
            measures=_narrowest(unique(m.concept for m in marks), context),
            data=_data(reading, context),
        )


def _narrowest(concepts: tuple[str, ...], context: Context) -> tuple[str, ...]:
    covered = {a for c in concepts for a in context.broader.get(c, ())}
    return tuple(c for c in concepts if c not in covered)


def _notices(reading: Reading, context: Context) -> Iterator[Draft]:
    text = reading.sentence.text
    about = " ".join((text, *context.headings[-1:]))
    marks = reading.said("channel")
    if not (_CHANGE.search(about) and _POLICY.search(about)) or not (marks or _CHANGE.search(text)):
        return
    yield Draft(
        practice="ChangeNotice",
        rule="change.phrase",
        spans=_whole(reading),
        channels=unique(m.concept for m in marks),
    )
