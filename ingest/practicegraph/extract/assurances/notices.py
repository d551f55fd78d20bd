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

_TITLE: Final = re.compile(r"\b(?:chang|updat|modif|amend|revis)\w*\b.*\b(?:policy|statement|notice|practices|terms)|^\W*(?:\w+\W+)?(?:changes|updates|amendments|modifications|revisions)\b")


def notices(told: Told) -> Iterator[Draft]:
    """What a sentence says of a change of the policy, and of how it is announced."""
    hits = told.hits.get("change", [])
    direct = next((h for h in hits if h.construction == "policy"), None)
    if not hits or not (direct or _goes_on(told)):
        return
    channels = tuple(concept for concept, _ in load_constructions().named("channel", told.text))
    yield statement(told, "ChangeNotice", (direct or hits[0]).construction).but(channels=channels, data=())


def _goes_on(told: Told) -> bool:
    """Whether the sentence stands where changes of the policy are spoken of."""
    return told.context.before.practice == "ChangeNotice" or told.heading_says(_TITLE)
