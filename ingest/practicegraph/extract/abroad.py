"""Transfers of data to other countries: where to, and on what safeguard.

Such a transfer is often told of without a recipient, so it is a fact of the policy beside its statements.
A safeguard belongs to the transfer of its sentence, or to the last one before it in its section.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph.concepts import load_concepts
from practicegraph.document import BlockKind
from practicegraph.extract.definitions import data_in
from practicegraph.extract.found import Found
from practicegraph.extract.passages import Topic
from practicegraph.extract.phrases import phrases
from practicegraph.extract.places import code_of, find_places, label_of, narrow
from practicegraph.extract.sentences import evidence
from practicegraph.extract.wordings import labels_in, patterns_in
from practicegraph.facts import Transfer
from practicegraph.statement import AND

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from practicegraph.extract.draft import Draft
    from practicegraph.extract.passages import Passages
    from practicegraph.extract.places import Place

#: Practices by which data gets to a place.
_GOING: Final = frozenset(("Collection", "Use", "Sharing", "Sale", "ThirdPartyCollection", "Storage"))
#: How far before a place the words may stand that send data there, in characters.
_FARTHEST: Final = 140
#: How far a safeguard may follow its transfer, in sentences.
_REACH: Final = 6


def _says(name: str) -> re.Pattern[str]:
    return phrases("abroad")[name]


def transfers(passages: Passages) -> tuple[Transfer, ...]:
    """The transfers abroad that a policy tells of, in order, each with the safeguards said of it."""
    return tuple(transfer for _, transfer in transfers_by_sentence(passages).items())


@lru_cache(maxsize=1)
def transfers_by_sentence(passages: Passages) -> dict[int, Transfer]:
    """The same by the sentence that tells of each."""
    found: dict[int, Transfer] = {}
    for sentence in passages.about(Topic.ABROAD, Topic.SAFEGUARD):
        transfer = _transfer(passages, sentence)
        if transfer is not None:
            found[sentence] = transfer
        elif (safeguards := _safeguards(passages, sentence)) and (
            told := _told_before(passages, found, sentence)
        ) is not None:
            found[told] = _with(passages, found[told], safeguards, sentence)
    return found


def country(passages: Passages, draft: Draft, sentence: int) -> Found | None:
    """Where the data of a draft that stands in a sentence goes or lies, as that sentence says."""
    told = _of_draft(passages, draft, sentence)
    return Found(AND.join(told.countries), sentence) if told and told.countries else None


def safeguard(passages: Passages, draft: Draft, sentence: int) -> Found | None:
    """What protects the data of a draft that stands in a sentence when it goes abroad."""
    told = _of_draft(passages, draft, sentence)
    if told is None or not told.safeguards:
        return None
    return Found(AND.join(told.safeguards), passages.at(told.evidence[-1].start))


def _of_draft(passages: Passages, draft: Draft, sentence: int) -> Transfer | None:
    told = transfers_by_sentence(passages).get(sentence) if draft.practice in _GOING else None
    return told if told and told.polarity == draft.polarity else None


def _transfer(passages: Passages, sentence: int) -> Transfer | None:
    """The transfer that a sentence tells of by itself."""
    text = passages.text(sentence)
    if not _may_tell(passages, sentence, text):
        return None
    safeguards = _safeguards(passages, sentence)
    denied = not safeguards and bool(_says("denied").search(text)) and not _says("lifted").search(text)
    countries = destinations(text, denied=denied)
    # Consent to a transfer may be one to a transfer at home.
    named = bool(set(safeguards) - {label_of("TransferConsent")}) and _says("transfer").search(text)
    if not (countries or named):
        return None
    return Transfer(
        countries=countries,
        safeguards=safeguards,
        data=_data(text),
        evidence=(evidence(passages.document, *passages.span(sentence)),),
        polarity="denied" if denied else "affirmed",
    )


def _may_tell(passages: Passages, sentence: int, text: str) -> bool:
    """Whether data moves or lies somewhere in a sentence that is neither a title nor advice."""
    if not passages.topics[sentence] & Topic.ABROAD:
        return False
    if passages.document.blocks[passages.block(sentence)].kind is BlockKind.HEADING:
        return False
    return bool(
        _says("moves").search(text) and _says("data").search(text) and not _says("advice").search(text)
    )


def destinations(text: str, *, denied: bool = False) -> tuple[str, ...]:
    """Where a sentence says that data goes or lies: codes and names of places, else words for "abroad".

    Of a sentence in which a transfer is `denied`, the words for "abroad" come first: what it names besides
    is where data stays.
    """
    places = find_places(text)
    reached = narrow(p.id for p in _reached(text, places))
    named = tuple(dict.fromkeys(code_of(p) or label_of(p) for p in reached))
    return _worded(text, places) or named if denied else named or _worded(text, places)


def _worded(text: str, places: tuple[Place, ...]) -> tuple[str, ...]:
    """The first words that tell of data abroad without naming where."""
    found = (_beyond(text, places), *(m.span() for m in _says("abroad").finditer(text)))
    words = next((span for span in found if span and _near(text, span[0])), None)
    return (" ".join(text[slice(*words)].split()),) if words else ()


def _beyond(text: str, places: tuple[Place, ...]) -> tuple[int, int] | None:
    """Where words such as "countries outside the EEA and the UK" stand."""
    found: tuple[int, int] | None = None
    for place in (p for p in places if p.naming == "name"):
        if found and _says("list").match(text[found[1] : place.start]):
            found = (found[0], place.end)
        elif not found and (match := _before(text, place.start, "beyond")):
            found = (match.start(), place.end)
    if found and "(" in text[slice(*found)] and text[found[1] : found[1] + 1] == ")":
        return found[0], found[1] + 1
    return found


def _reached(text: str, places: tuple[Place, ...]) -> Iterator[Place]:
    """The places to which data goes or where it lies; those of a list follow its first."""
    reached = False
    end = -1
    for place in places:
        if place.naming != "name" or "-" in (text[place.start - 1], text[place.end : place.end + 1]):
            continue  # "EU-US" is part of a safeguard's name
        listed = end >= 0 and _says("list").match(text[end : place.start]) is not None
        reached = reached if listed else _is_reached(text, place)
        end = place.end
        if reached:
            yield place


def _is_reached(text: str, place: Place) -> bool:
    way = _before(text, place.start, "to")
    if way is None or _says("from").match(way["word"]) or _says("away").search(way["between"]):
        return False
    if _says("its-laws").match(text, place.end):
        return False
    return _near(text, way.start()) and not _before(text, way.start(), "people-there")


def _near(text: str, place: int) -> bool:
    """Whether the words before tell of data that moves or lies somewhere."""
    moves = _says("moves").search(text, max(0, place - _FARTHEST), place)
    return moves is not None and _says("data").search(text) is not None


def _before(text: str, end: int, name: str) -> re.Match[str] | None:
    """What ends right before a place of a text."""
    return _says(name).search(text, max(0, end - _FARTHEST), end)


def _safeguards(passages: Passages, sentence: int) -> tuple[str, ...]:
    """The labels of the safeguards that a sentence names, and does not say to be lacking."""
    if not passages.topics[sentence] & Topic.SAFEGUARD:
        return ()
    text = passages.text(sentence)
    hits = sorted(
        {(h.start, h.concept_id) for find in (labels_in, patterns_in) for h in find(text, "safeguard")}
    )
    named = (concept for start, concept in hits if not _before(text, start, "lacking"))
    return tuple(label_of(concept) for concept in dict.fromkeys(named))


def _told_before(passages: Passages, found: dict[int, Transfer], sentence: int) -> int | None:
    """The transfer that a safeguard in another sentence is for: the last one before, near, in its section."""
    told = next(reversed(found), None)
    if told is None or sentence - told > _REACH:
        return None
    here, there = (passages.block(n) for n in (sentence, told))
    if passages.section(here) != passages.section(there):
        return None
    listed = passages.document.blocks[here].kind is BlockKind.ITEM
    return told if here == there or listed or _says("transfer").search(passages.text(sentence)) else None


def _with(passages: Passages, transfer: Transfer, safeguards: tuple[str, ...], sentence: int) -> Transfer:
    more = tuple(s for s in safeguards if s not in transfer.safeguards)
    if not more:
        return transfer
    quote = evidence(passages.document, *passages.span(sentence))
    return replace(
        transfer,
        safeguards=(*transfer.safeguards, *more),
        evidence=(*transfer.evidence, quote),
        polarity="affirmed",
    )


#: Kinds of data whose words name a country or the transfer itself here.
_NO_DATA: Final = frozenset(("ApproximateLocation", "LocationData", "TransactionData"))


def _data(text: str) -> tuple[str, ...]:
    """The kinds of data that a sentence names, without those that narrower ones stand for."""
    return load_concepts().narrowest(d for d in data_in(text, generic=True) if d not in _NO_DATA)
