"""What is said of children's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.assurances.told import statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.assurances.told import Told
    from practicegraph.extract.draft import Draft

#: Constructions that say that children's data is not wanted.
_DENYING: Final = frozenset(("not-for", "too-young", "knowingly"))


def children(told: Told) -> Iterator[Draft]:
    """A denied collection where children are not wanted, an affirmed one where parents or the law allow."""
    names = {h.construction for h in told.hits.get("child", [])}
    if not names:
        return
    draft = statement(told, "Collection", "of-children").but(subject="Child")
    draft = draft.but(data=draft.data or ("PersonalData",))
    if names & _DENYING:
        yield draft.but(rule="collection.not-of-children", polarity="denied")
    elif "consent" in names:
        yield draft.but(rule="collection.parental-consent", conditions=("Consent",))
    else:
        yield draft
