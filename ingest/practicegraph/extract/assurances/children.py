"""What is said of children's data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.assurances.told import statement
from practicegraph.statement import FIRST_PARTY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.assurances.told import Told
    from practicegraph.extract.draft import Draft

#: Sentences that say themselves what is done with the data are read by their verbs.
_SAID_BY_VERB: Final = re.compile(r"\b(?:collect|gather|solicit|obtain|receiv|request|retain|stor|maintain|delet|remov|shar|disclos)\w*\b")


def children(told: Told) -> Iterator[Draft]:
    """A denied collection where a service is not for children, one with consent where parents must agree.

    A policy that only promises to protect children makes a general safeguard of it.
    """
    names = {h.construction for h in told.hits.get("child", [])}
    if not names:
        return
    draft = statement(told, "Collection", min(names)).but(subject="Child", actor=FIRST_PARTY)
    draft = draft.but(data=draft.data or ("PersonalData",))
    if "consent" in names:
        yield draft.but(rule="collection.parental-consent", conditions=("Consent",))
    elif names & {"not-for", "too-young"}:
        yield draft.but(rule="collection.not-for-children", polarity="denied")
    elif not _SAID_BY_VERB.search(told.text):
        yield draft.but(practice="Protection", rule="protection.of-children", measures=("SecurityMeasure",), data=())
