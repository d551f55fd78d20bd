"""One sentence, several families: where two of them read the same words, the better reading stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.unspecified import PERSONAL, UNSPECIFIED
from practicegraph.statement import FIRST_PARTY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicegraph.extract.draft import Draft

#: Choices about a technology: the sentence tells how to refuse it, not that it is used.
_REFUSING: Final = frozenset(("CookieControl", "DoNotTrack", "TrackingOptOut"))


#: Rules for what a person is recalled to have given, while the sentence tells something else of it.
_RECALLING: Final = frozenset(("provide.person-active-relative", "enter.person-active-relative"))
_TELLING: Final = frozenset(("Sharing", "Sale", "Right", "Protection", "ChangeNotice", "Choice"))


def consistent(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts of a sentence without those that another draft of it reads better."""
    return tuple(d for d in drafts if not any(_yields(d, other) for other in drafts if other is not d))


def _yields(draft: Draft, other: Draft) -> bool:
    if draft.rule.startswith("tracking.") or set(draft.data) == {"CookieIdentifier"}:
        return other.practice == "Choice" and bool(_REFUSING & set(other.choices))
    if draft.rule in _RECALLING:
        return other.practice in _TELLING
    if draft.practice == "Use" and draft.polarity == "denied" and draft.actor != FIRST_PARTY:
        # What others may "neither use nor share" is said with the sharing.
        return other.practice == "Sharing" and other.polarity == "denied" and other.actor == draft.actor
    if draft.practice == "Storage" and draft.polarity == "affirmed" and draft.duration is None:
        kept_safe = other.practice == "Protection" and set(draft.data) <= {PERSONAL, UNSPECIFIED}
        return kept_safe or (other.practice == "Storage" and other.duration is not None)
    if draft.practice == "Storage" and draft.rule.startswith("erase."):
        timed = other.practice == "Storage" and other.duration is not None and other.data == draft.data
        return timed or (other.practice == "Right" and "ErasureRight" in other.rights)
    if draft.rule == "engagement" and set(draft.data) <= {PERSONAL, UNSPECIFIED}:
        # What those who are engaged collect themselves is what they get.
        return other.practice == "ThirdPartyCollection" and _at_most(draft, other)
    if draft.subject == "Child" and not draft.conditions:
        return bool(other.conditions) and draft == other.but(
            conditions=(), rule=draft.rule, spans=draft.spans
        )
    if draft.rule == "collection.not-of-children":
        return other.practice == "Collection" and other.polarity == "denied" and other.subject == "Child"
    return False


def _at_most(draft: Draft, other: Draft) -> bool:
    """Whether one draft names no party and no purpose beyond those of another."""
    return set(draft.parties) <= set(other.parties) and set(draft.purposes) <= set(other.purposes)
