"""How people learn that the policy, or what is done with their data, changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.assurances.told import statement
from practicegraph.extract.constructions import load_constructions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.assurances.told import Told
    from practicegraph.extract.draft import Draft

_TITLE: Final = re.compile(
    r"\b(?:chang|updat|modif|amend|revis)\w*\b.*\b(?:policy|statement|notice|practices|terms)"
    r"|^\W*(?:\w+\W+)?(?:changes|updates|amendments|modifications|revisions)\b",
)
_TELLS: Final = re.compile(r"\b(?:notif|notice|inform|alert|announc|tell|communicat|let you know)")


def notices(told: Told) -> Iterator[Draft]:
    """What a sentence says of a change of the policy, and of how it is announced.

    Who is told to look for changes, and hears of no other way, gets no notice.
    """
    hits = told.hits.get("change", [])
    direct = next((h for h in hits if h.construction == "policy"), None)
    if not hits or not (direct or _goes_on(told)):
        return
    yield statement(told, "ChangeNotice", (direct or hits[0]).construction).but(
        channels=_channels(told.text), data=()
    )


_ANNOUNCED: Final = re.compile(
    r"\b(?:notif|inform|alert|announc|tell)\w*\b.*\b(?:chang|updat|modif|amend|revis)", re.DOTALL
)


def listed_notices(told: Told) -> Iterator[Draft]:
    """The channel that an item names under "we will tell you of changes:"."""
    lead_in = told.context.lead_in
    if lead_in is None or not _ANNOUNCED.search(lead_in.text.casefold()):
        return
    channels = tuple(concept for concept, _ in load_constructions().named("channel", told.text))
    if channels:
        yield statement(told, "ChangeNotice", "listed").but(channels=channels, data=())


def _channels(text: str) -> tuple[str, ...]:
    named = load_constructions().named
    said = tuple(concept for concept, _ in named("channel", text))
    return said or (() if _TELLS.search(text) else tuple(concept for concept, _ in named("untold", text)))


def _goes_on(told: Told) -> bool:
    """Whether the sentence stands where changes of the policy are spoken of."""
    return told.context.before.practice == "ChangeNotice" or told.heading_says(_TITLE)
