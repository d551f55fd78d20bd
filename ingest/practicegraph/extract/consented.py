"""What people are said to agree to: "you consent to the collection and use of your name"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import as_parties
from practicegraph.extract.assertion import tells_nothing
from practicegraph.extract.draft import Draft
from practicegraph.extract.purposes import narrow
from practicegraph.extract.reading import specific, unique
from practicegraph.extract.unspecified import PERSONAL, UNSPECIFIED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.draft import Context
    from practicegraph.extract.reading import Reading

#: Nouns for what is done with data, and the practice that each names.
_DOINGS: Final = {
    "collection": "Collection",
    "use": "Use",
    "processing": "Use",
    "sharing": "Sharing",
    "disclosure": "Sharing",
    "storage": "Storage",
    "retention": "Storage",
}
_LIST: Final = rf"(?:(?:{'|'.join((*_DOINGS, 'transfer'))})(?:,? (?:and/or|and|or) (?:the )?|, |/)?){{1,8}}"
_CONSENT: Final = re.compile(
    rf"\b(?<!not )(?:consent|agree)(?:s|ing)?(?:,? (?:and|or) \w+)? to (?:the|our|such) (?P<doings>{_LIST}) of\b",
    re.IGNORECASE,
)
_AGREED: Final = re.compile(r"\b(?:consent|agree)(?:s|ing)? to\b[^.]{0,20}:?\s*$", re.IGNORECASE)
_ITEM: Final = re.compile(rf"^\W*(?:the |our )?(?P<doings>{_LIST}) of\b", re.IGNORECASE)
#: Where a consent is withheld, asked for or taken back, nothing is agreed to yet.
_OPEN: Final = re.compile(
    r"\b(?:do(?:es)? not (?:consent|agree)|withdraw\w*|revok\w*|unless|if you|when you|once you|where you)\b",
    re.IGNORECASE,
)


def consented(reading: Reading, context: Context) -> Iterator[Draft]:
    """A statement for each thing done with data that people are said to agree to.

    A sentence that names no particular data ("you consent to the use of your information") only sums up the rest.
    """
    text = reading.sentence.text
    if context.lead_in is None and "onsent" not in text and "gree" not in text:
        return
    match = _CONSENT.search(text) or (_ITEM.match(text) if _is_agreed(context) else None)
    if match is None or _OPEN.search(text[: match.start()]) or tells_nothing(text):
        return
    start, end = reading.token(match.end()), len(reading.parse)
    marks = specific(reading, reading.inside("data", start, end), context.broader)
    told = any(m.concept not in (PERSONAL, UNSPECIFIED) for m in marks)
    if not marks or not (told or match.re is _ITEM) or reading.inside("technology", start, start + 2):
        return
    draft = Draft(
        practice="Use",
        rule="consented",
        spans=(reading.span(0, end),),
        data=unique(m.concept for m in marks),
        purposes=narrow(m.concept for m in reading.said("purpose", start)),
    )
    doings = re.findall(r"[a-z]+", match["doings"].lower())
    for practice in dict.fromkeys(_DOINGS[d] for d in doings if d in _DOINGS):
        shared = practice == "Sharing"
        yield draft.but(
            practice=practice,
            parties=as_parties(reading, reading.inside("party", start, end)) if shared else (),
            purposes=() if practice == "Storage" else draft.purposes,
        )


def _is_agreed(context: Context) -> bool:
    """Whether the sentence is an item of what people are said to agree to."""
    return context.lead_in is not None and _AGREED.search(context.lead_in.text.rstrip(" :")) is not None
