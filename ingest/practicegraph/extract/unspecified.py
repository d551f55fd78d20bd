"""Bare "information": what it stands for where a policy also speaks of personal information.

A policy that says "we collect personal information" and then "we use information to ..." leaves open which
information it means. Such words are kept as UNSPECIFIED while sentences are read. They count as personal data
only for practices of which the policy nowhere says so in so many words, and where a sentence that speaks of the
person's own ("your data") names somebody who is nowhere said to get it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from practicegraph.extract.draft import Draft

#: How the rule of a statement ends that only introduces a list, and says nothing where the list does.
LEAD_IN: Final = "-lead-in"
UNSPECIFIED: Final = "UnspecifiedData"
PERSONAL: Final = "PersonalData"
_FLOWS: Final = ("Sharing", "Sale", "ThirdPartyCollection")
_STRONG: Final = ("personal", "identif", "pii", "private", "sensitive")


def is_unspecified(words: str) -> bool:
    """Whether the words of a generic label leave open that the data is about a person."""
    return not any(s in words for s in _STRONG)


#: Words that say whose data it is, where they leave open which.
_OWN: Final = re.compile(
    r"\b(?:your|their|users?'?|customers?'?|members?'?) (?:\w+ ){0,2}?(?:information|data|details)\b|\b(?:about|from) (?:you|users)\b",
    re.IGNORECASE,
)


def settled(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts with unspecified data taken for personal data, or left out where the policy says it elsewhere.

    Of a practice that a policy only speaks of in such words, the first mention stands for all; `text` is the
    document's.
    """
    said = {key for d in drafts if PERSONAL in d.data for key in _keys(d)}
    result = []
    for draft in drafts:
        kept = _settle(draft, said, text) if UNSPECIFIED in draft.data else draft
        said.update(_keys(kept) if PERSONAL in kept.data else ())
        result.append(kept)
    fuller = {_told(d) for d in result if d.data}
    return [d for d in result if _says_something(d) and (d.data or _told(d) not in fuller)]


def _told(draft: Draft) -> tuple[object, ...]:
    """What a draft says, without its data: two verbs of one object say the same."""
    return draft.spans, draft.but(data=(), rule="", spans=())


def _says_something(draft: Draft) -> bool:
    """Whether a flow of data still says of which data, for what, or to whom."""
    if (
        draft.rule.endswith(LEAD_IN)
        and not draft.rule.startswith("list.")
        and not (draft.data or draft.purposes)
    ):
        return False
    if draft.practice not in ("Use", "Storage", *_FLOWS):
        return True
    said = draft.data or draft.purposes or draft.duration or draft.parties
    return bool(said or (draft.rule.startswith("list.") and draft.conditions))


def _key(draft: Draft) -> tuple[object, ...]:
    told_apart = tuple(p.name or p.role for p in draft.parties if p.name or p.role in _APART)
    return draft.practice, draft.polarity, draft.subject, told_apart


#: Who gets data on an occasion of its own, of which a policy speaks once: what goes to vendors says nothing of it.
_APART: Final = frozenset(("Acquirer", "LegalAuthority"))


def _keys(draft: Draft) -> Iterator[tuple[object, ...]]:
    """What a draft says of a practice, and of everybody whom it names or describes."""
    yield _key(draft)
    if draft.practice == "Sharing":
        yield from ((draft.polarity, p) for p in draft.parties if p.role != "ThirdParty")


def _settle(draft: Draft, said: set[tuple[object, ...]], text: str) -> Draft:
    others = tuple(c for c in draft.data if c != UNSPECIFIED)
    if (draft.subject == "Child" or draft.polarity == "denied") and not others:
        return draft.but(data=(PERSONAL,))
    owned = not others and any(_OWN.search(text, *span) for span in draft.spans)
    if others or (said.issuperset(_keys(draft)) if owned else _key(draft) in said):
        return draft.but(data=others)
    return draft.but(data=(PERSONAL,))
