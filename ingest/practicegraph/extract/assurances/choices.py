"""What people can say no, or yes, to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.assurances.told import statement
from practicegraph.extract.constructions import load_constructions
from practicegraph.extract.reading import unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.assurances.told import Told
    from practicegraph.extract.constructions import Hit
    from practicegraph.extract.draft import Draft

#: Constructions that say by themselves which choice it is; what the others are about decides.
_SETTLED: Final = {
    "cookies-by-browser": "CookieControl",
    "cookies-refused": "CookieControl",
    "not-provide": "NonProvision",
    "not-use": "NonProvision",
    "opt-in": "OptIn",
    "do-not-track": "DoNotTrack",
    "unsubscribe": "MarketingOptOut",
}
#: The object of a choice stands right after it, or else some way before it.
_AFTER: Final = 90
_BEFORE: Final = 160


#: Where to read of a choice, which is given there.
_REFERS: Final = re.compile(
    r"^\W*(?:please )?(?:see|refer to|read|review|consult)\b(?!.*\bto opt)"
    r"|^\W*the following (?:outlines|describes|explains)|\b(?:we have|has been) updated\b"
    r"|opt[- ]outs? (?:will|to work|cookies? (?:is|are))\b",
    re.IGNORECASE | re.DOTALL,
)


def choices(told: Told) -> Iterator[Draft]:
    """The choice that a sentence gives, or denies."""
    hits = told.hits.get("choice", [])
    if not hits or _REFERS.search(told.text):
        return
    yield statement(told, "Choice", hits[0].construction).but(
        choices=told.narrowest(unique(_kind(told, h) for h in hits)),
        polarity="denied" if told.hits.get("denial") else "affirmed",
        purposes=unique(m.concept for m in told.reading.said("purpose")),
    )


#: Right behind an opt-out: what is done with the data, whoever gets it and what for.
_OF_SHARING: Final = re.compile(
    r"[- ]?(?:of|from) (?:the |any |all |such |this |our |these |future ){0,2}\W?(?:sale|sales|selling|sharing|disclosure|"
    r"disclosures|transfer)\b",
)


def _kind(told: Told, hit: Hit) -> str:
    settled = _SETTLED.get(hit.construction)
    if settled:
        return settled
    if hit.construction == "opt-out" and _OF_SHARING.match(told.text, hit.end):
        return "SharingOptOut"
    named = load_constructions().named
    after = told.text[hit.start : hit.end + _AFTER]
    before = told.text[max(0, hit.start - _BEFORE) : hit.start]
    return next((concept for text in (after, before) for concept, _ in named("choice", text)), "OptOut")
