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
    "opt-in": "OptIn",
    "do-not-track": "DoNotTrack",
    "unsubscribe": "MarketingOptOut",
}
_CANNOT: Final = re.compile(
    r"\b(?:cannot|can not|can't|may not|no|unable to|not (?:be )?(?:able|possible|permitted|allowed)(?: to)?|"
    r"(?:does|do|will) not (?:have|offer|provide|allow|permit)\w*|not have the (?:option|right|ability) to)\b[^.;]{0,40}$",
)
_NOT_HONOURED: Final = re.compile(
    r"\b(?:(?:not|n't|neither|nor|never|unable to|cannot)\b[^.;]{0,60}?\b(?:respond|honou?r|recogni[sz]e|support|process|react|act|alter|change|"
    r"follow|comply|monitor|participate|detect|take any action|look for|adjust|modif|implement|address|accept|listen|obey|read|configured|set up|designed)|"
    r"no (?:action|response|standard|industry|consensus|uniform|common)|ignore|disregard|regardless of)",
)
#: The object of a choice stands right after it, or else some way before it.
_AFTER: Final = 90
_BEFORE: Final = 160


def choices(told: Told) -> Iterator[Draft]:
    """The choice that a sentence gives, or denies."""
    hits = told.hits.get("choice", [])
    if not hits:
        return
    denied = any(_is_denied(told, h) for h in hits)
    yield statement(told, "Choice", hits[0].construction).but(
        choices=told.narrowest(unique(_kind(told, h) for h in hits)),
        polarity="denied" if denied else "affirmed",
        purposes=unique(m.concept for m in told.reading.said("purpose")),
    )


def _is_denied(told: Told, hit: Hit) -> bool:
    if hit.construction == "do-not-track":
        return bool(_NOT_HONOURED.search(told.text))
    return hit.construction in ("opt-out", "unsubscribe") and bool(_CANNOT.search(told.text, 0, hit.start))


def _kind(told: Told, hit: Hit) -> str:
    settled = _SETTLED.get(hit.construction)
    if settled:
        return settled
    named = load_constructions().named
    after = told.text[hit.start : hit.end + _AFTER]
    before = told.text[max(0, hit.start - _BEFORE) : hit.start]
    return next((concept for text in (after, before) for concept, _ in named("choice", text)), "OptOut")
