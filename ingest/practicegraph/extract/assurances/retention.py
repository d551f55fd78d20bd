"""How long data is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.assurances.told import statement
from practicegraph.extract.durations import find_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.assurances.told import Told
    from practicegraph.extract.constructions import Hit
    from practicegraph.extract.draft import Draft
    from practicegraph.extract.durations import Duration

_DENIED: Final = re.compile(r"\b(?:not|never|n't|nor|neither)\b(?: [^ ;,]+){0,4} $")
#: What is kept, where no word of the ontology names it.
_KEPT: Final = re.compile(
    r"\b(?:data|information|records?|logs?|log-ins?|reports?|contracts?|copies|copy|files?|messages?|recordings?|videos?"
    r"|images?|documents?|backups?|applications?|account|content)\b",
)
#: "Not ... for longer than necessary" is said of data that is kept.
_LIMIT: Final = re.compile(r"(?:(?:for )?(?:any |no )?longer than|beyond)\b")
#: Said of an erasure, "as required by law" is its occasion and no time.
_OCCASION: Final = re.compile(r"(?:only )?(?:as|when|where|to the extent)\b")
#: A duration this many characters from its verb belongs to another one.
_FAR: Final = 160


def retention(told: Told) -> Iterator[Draft]:
    """Data that is kept for, or erased after, a stated time."""
    found = ((hit, _duration(told, hit)) for hit in told.hits.get("retention", []))
    hit, duration = next(((h, d) for h, d in found if d), (None, None))
    if hit is None or duration is None:
        return
    draft = statement(told, "Storage", hit.construction)
    draft = draft.but(data=draft.data or told.context.before.data)
    if draft.data or _KEPT.search(told.text):
        yield draft.but(duration=duration.words, duration_iso=duration.iso)


def _duration(told: Told, hit: Hit) -> Duration | None:
    text = told.words
    after = find_duration(text[hit.end :])
    after = after if after and after.start < _FAR else None
    if _DENIED.search(told.text, 0, hit.start):
        return after if after and _LIMIT.match(after.words.lower()) else None
    if hit.construction == "kept":
        return after
    found = (after, find_duration(text[: hit.start]))
    return next((d for d in found if d and not _OCCASION.match(d.words.lower())), None)
