"""What a part behind a semicolon goes on with: the purposes, occasions or members of the part before it."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import as_parties
from practicegraph.extract.items import (
    CASES,
    LISTING_DATA,
    WITH_THEIR_PARTY,
    filled,
    left_open,
    purposes_of_item,
)
from practicegraph.extract.leading import LED, leads
from practicegraph.extract.lists import DOERS, NEAR
from practicegraph.extract.purposes import OCCASIONS
from practicegraph.extract.reading import unique
from practicegraph.extract.titles import is_fragment

if TYPE_CHECKING:
    from practicegraph.extract.draft import Context, Draft, Said
    from practicegraph.extract.reading import Reading


def continued(reading: Reading, own: tuple[Draft, ...], said: Said, context: Context) -> tuple[Draft, ...]:
    """What a part behind a semicolon says, which only goes on with what the part before it lists."""
    if own or reading.sentence.first or not said.get(reading.sentence.block):
        return ()
    return _with_aims(reading, said) or _with_more(reading, said, context)


#: "(b) payment data", "and (c) your address", "and your address".
_LISTS_ON: Final = re.compile(
    r"^(?:(?:and|or)\s+)?(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[).]\s+|your\s)", re.IGNORECASE
)


def _with_more(reading: Reading, said: Said, context: Context) -> tuple[Draft, ...]:
    """The data or the parties with which a part goes on ("... ; and (c) technical data")."""
    if not (_LISTS_ON.match(reading.sentence.text) or _announced(reading, said)):
        return ()
    if not (is_fragment(reading) or _begins_with_data(reading)):
        return ()
    for before, drafts in reversed(said[reading.sentence.block]):
        if not before.sentence.text.rstrip().endswith(";"):
            return ()
        for template in drafts:
            if template.practice in LISTING_DATA and leads(template) and template.rule != "engagement":
                more = filled(reading, before, template.but(purposes=(), conditions=()), context)
                return (more,) if more else ()
    return ()


def _begins_with_data(reading: Reading) -> bool:
    """Whether data stands at the head of a part, with a clause about it ("the address of the computer you are using")."""
    first = next((m.start for m in reading.terms if m.kind == "data"), len(reading.parse))
    acts = any(tag.startswith("VB") for tag in reading.parse.tags[:first])
    return first <= NEAR and not acts and DOERS.match(reading.sentence.text) is None


def _announced(reading: Reading, said: Said) -> bool:
    """Whether a part goes on with a list that the first part announces with a colon ("...: names; and addresses")."""
    before = (r.sentence.text for r, _ in reversed(said[reading.sentence.block]))
    run = tuple(takewhile(lambda text: text.rstrip().endswith(";"), before))
    return bool(run) and _ANNOUNCES.search(run[-1]) is not None


_ANNOUNCES: Final = re.compile(r":|\b(?:such as|including|includes?)\b", re.IGNORECASE)


def _with_aims(reading: Reading, said: Said) -> tuple[Draft, ...]:
    """The purposes or occasions with which a part goes on ("... ; (c) to prevent fraud")."""
    if _OCCASION.match(reading.sentence.text):
        return tuple(d for t in _before(reading, said)[-1:] for d in _on_occasion(reading, t))
    purposes = purposes_of_item(reading)
    if not purposes or not _GOES_ON.match(reading.sentence.text):
        return ()
    return tuple(d for t in _before(reading, said)[-1:] for d in _gone_on(reading, t, purposes))


def _before(reading: Reading, said: Said) -> list[Draft]:
    """What the parts before a part of a sentence say for some purpose or on some occasion."""
    for before, drafts in reversed(said.get(reading.sentence.block, [])):
        if not before.sentence.text.rstrip().endswith(";"):
            return []
        templates = [
            left_open(before, d) for d in drafts if d.practice in LED and (d.purposes or d.conditions)
        ]
        if templates:
            return templates
    return []


#: "... ; when we believe that ...", "... ; and in connection with a merger".
_OCCASION: Final = re.compile(
    r"^(?:and |or )?(?:also )?(?:in (?:the )?(?:response|connection|context|event|case|course)|when|where|if|as (?:required|part))\b",
    re.IGNORECASE,
)


def _on_occasion(reading: Reading, template: Draft) -> tuple[Draft, ...]:
    """A sharing on a further occasion ("... ; in the context of a merger"), whose party the occasion tells."""
    conditions = unique(m.concept for m in reading.said("condition") if m.concept in CASES)
    purposes = tuple(p for p in purposes_of_item(reading) if p not in OCCASIONS)
    if template.practice != "Sharing" or template.polarity == "denied" or not (conditions or purposes):
        return ()
    kept = WITH_THEIR_PARTY.isdisjoint(conditions)
    parties = (
        template.parties if kept else as_parties(reading, reading.inside("party", 0, len(reading.parse)))
    )
    spans = (reading.span(0, len(reading.parse)), *template.spans[:1])
    return (
        template.but(
            purposes=purposes,
            conditions=conditions,
            parties=parties,
            spans=spans,
            rule=f"list.{template.rule}",
        ),
    )


def _gone_on(reading: Reading, template: Draft, purposes: tuple[str, ...]) -> tuple[Draft, ...]:
    if template.polarity == "denied":
        return ()
    spans = (reading.span(0, len(reading.parse)), *template.spans[:1])
    return (template.but(purposes=purposes, spans=spans, rule=f"list.{template.rule}"),)


#: "(c) protect ...", "or to enforce ...".
_GOES_ON: Final = re.compile(
    r"^(?:(?:and|or)\s+)?(?:\(?(?:[a-z]|[ivx]+|\d+)[).]\s+(?:to\s+)?|to\s+)[a-z]+\b", re.IGNORECASE
)
