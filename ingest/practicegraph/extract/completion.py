"""What a statement implies: who gets data on a merger or by order of law, and what an advertiser tracks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.reading import unique
from practicegraph.statement import Party

if TYPE_CHECKING:
    from practicegraph.extract.draft import Draft

#: Purpose → (the condition under which it is pursued, the party that it is pursued with).
_IMPLIED: Final = {
    "BusinessTransfer": ("UponBusinessTransfer", "Acquirer"),
    "LegalCompliance": ("LegalObligation", "LegalAuthority"),
}
#: What a party of this role collects or tracks for, where a policy does not say.
_PURSUIT: Final = {"AdvertisingCompany": "Advertising", "AnalyticsProvider": "Analytics"}
#: What a party of this role gets data for, where a policy does not say.
_ERRAND: Final = {"PaymentProcessor": "PaymentProcessing", "ShippingCarrier": "OrderFulfilment"}
#: What only ever happens with a party of this role, and so is what it gets data for.
_CALLING: Final = {"Acquirer": "BusinessTransfer", "LegalAuthority": "LegalCompliance"}
_UNSPECIFIED: Final = ((), (Party(None, "ThirdParty"),))


def completed(draft: Draft) -> Draft:
    """The draft with what its purposes, conditions or parties imply; a party only where none is told apart."""
    if draft.polarity == "denied":
        return draft
    draft = _without_tailoring(draft)
    if draft.practice in ("Sharing", "Sale"):
        return _with_occasion(draft)
    if draft.practice in ("ThirdPartyCollection", "Tracking") and draft.parties and not draft.purposes:
        return draft.but(purposes=unique(_PURSUIT[p.role] for p in draft.parties if p.role in _PURSUIT))
    return draft


def _without_tailoring(draft: Draft) -> Draft:
    """Without personalisation where others show advertisements: it is these that are said to be tailored."""
    advertised = draft.parties and not {"Advertising", "TargetedAdvertising"}.isdisjoint(draft.purposes)
    if not advertised:
        return draft
    return draft.but(purposes=tuple(p for p in draft.purposes if p != "Personalisation"))


def _may_be(draft: Draft, role: str) -> bool:
    """Whether those who get data may be of a role: where the law lets couriers have it, it is not for the law's sake."""
    return not draft.parties or any(p.role in ("ThirdParty", role) for p in draft.parties)


def _with_occasion(draft: Draft) -> Draft:
    if not draft.purposes and draft.parties and all(p.role in _ERRAND for p in draft.parties):
        draft = draft.but(purposes=unique(_ERRAND[p.role or ""] for p in draft.parties))
    if not draft.purposes and not draft.conditions:
        draft = draft.but(purposes=unique(_CALLING[p.role] for p in draft.parties if p.role in _CALLING))
    for purpose, (condition, role) in _IMPLIED.items():
        if purpose in draft.purposes or (condition in draft.conditions and _may_be(draft, role)):
            parties = (Party(None, role),) if draft.parties in _UNSPECIFIED else draft.parties
            asked = purpose == "LegalCompliance" and all(p.role == "LegalAuthority" for p in parties)
            draft = (
                draft.but(purposes=tuple(p for p in draft.purposes if p != "CustomerSupport"))
                if asked
                else draft
            )
            return draft.but(
                conditions=unique(c for c in (*draft.conditions, condition) if c != "Necessity"),
                purposes=unique((*draft.purposes, purpose)),
                parties=parties,
            )
    return draft
