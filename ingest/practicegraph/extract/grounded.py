"""What the company shows or chooses on the ground of data: "we show ads based on the pages you visit"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import Actor, parties_in
from practicegraph.extract.assertion import tells_nothing
from practicegraph.extract.draft import Draft
from practicegraph.extract.purposes import narrow
from practicegraph.extract.reading import specific, unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.draft import Context
    from practicegraph.extract.reading import Mark, Reading
    from practicegraph.statement import Party

_GROUND: Final = re.compile(r"\b(?:based (?:up)?on|on the basis of|depending on)\b", re.IGNORECASE)
#: What is done on such a ground.
_SHOWN: Final = re.compile(
    r"\b(?<!\bad )(?<!\bad-)(?:show|display|deliver|serv|present|recommend|suggest|select|target|tailor|customi[sz]|personali[sz]|adapt|choos)"
    r"(?:e|es|s|ed|ing|n)?\b",
    re.IGNORECASE,
)
#: What a reader does or may limit.
_BY_READER: Final = re.compile(
    r"\byou (?:may |can |will |must |should )?(?:choose|select|decide|limit|control|manage|stop|turn off|opt)\b"
    r"|^\W*(?:select|choose|click|go to|visit)\b",
    re.IGNORECASE,
)
_ADS: Final = re.compile(r"\b(?:ads?|advert\w*)\b", re.IGNORECASE)
#: Where the ground ends.
_ENDS: Final = re.compile(r"[;.]|,? (?:so that|in order to|unless|but|if|when)\b")


def grounded(reading: Reading, context: Context) -> Iterator[Draft]:
    """A use of the data on whose ground something is shown or chosen, by the company or by others."""
    text = reading.sentence.text
    ground = _GROUND.search(text)
    if ground is None or tells_nothing(text) or _BY_READER.search(text):
        return
    shown = _SHOWN.search(text, 0, ground.start()) or _SHOWN.search(text, ground.end())
    data = unique(m.concept for m in specific(reading, _on(reading, ground), context.broader))
    if shown is None or not data:
        return
    parties = () if _is_ours(reading, shown) else parties_in(reading, 0, reading.token(shown.start()))
    yield _draft(reading, shown, parties).but(
        data=data, purposes=_purposes(reading, min(shown.start(), ground.start()))
    )


def _on(reading: Reading, ground: re.Match[str]) -> tuple[Mark, ...]:
    """The data right behind the words that name the ground."""
    end = _ENDS.search(reading.sentence.text, ground.end())
    last = reading.token(end.start()) if end else len(reading.parse)
    return reading.inside("data", reading.token(ground.end()), last)


def _is_ours(reading: Reading, shown: re.Match[str]) -> bool:
    """Whether it is the company that shows ("we", or its name, before the verb)."""
    before = reading.sentence.text[: shown.start()]
    return re.search(r"\bwe\b", before, re.IGNORECASE) is not None or bool(reading.first_party.search(before))


def _draft(reading: Reading, shown: re.Match[str], parties: tuple[Party, ...]) -> Draft:
    before = reading.sentence.text[: shown.start()]
    denied = re.search(r"\b(?:not|never|n't)\b[^.;,]{0,20}$", before, re.IGNORECASE) is not None
    return Draft(
        practice="ThirdPartyCollection" if parties else "Use",
        rule="grounded",
        spans=(reading.span(0, len(reading.parse)),),
        polarity="denied" if denied else "affirmed",
        modality="may" if re.search(r"\b(?:may|might|could)\b", before) and not denied else "does",
        actor=Actor("third", parties).name,
        parties=parties,
    )


def _purposes(reading: Reading, start: int) -> tuple[str, ...]:
    """What the clause in which a character stands says that it is for; ads on such a ground are targeted."""
    clause = reading.sentence.text.rfind(",", 0, start) + 1
    said = narrow(m.concept for m in reading.said("purpose", reading.token(clause)))
    if said in ((), ("Advertising",)):
        return ("TargetedAdvertising" if said or _ADS.search(reading.sentence.text) else "Personalisation",)
    return said
