"""What an item of a list adds to the statement of the sentence or heading that it hangs on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from practicegraph.extract.actors import as_parties
from practicegraph.extract.names import is_name
from practicegraph.extract.phrases import phrases
from practicegraph.extract.purposes import OCCASIONS, narrow
from practicegraph.extract.reading import specific, unique
from practicegraph.extract.terms import as_marks, find_all
from practicegraph.extract.titles import is_fragment, label_end
from practicegraph.extract.unspecified import PERSONAL, UNSPECIFIED
from practicegraph.statement import Party

if TYPE_CHECKING:
    from collections.abc import Callable

    from practicegraph.extract.draft import Context, Draft
    from practicegraph.extract.reading import Mark, Reading

DATA_PRACTICES: Final = (
    "Collection",
    "ThirdPartyCollection",
    "Storage",
    "Sharing",
    "Sale",
    "Tracking",
    "Use",
)
PARTY_PRACTICES: Final = ("Sharing", "Sale", "ThirdPartyCollection")
_DATA_LEAD: Final = re.compile(
    r"\b(?:categor\w+|types?|kinds?|following) (?:of )?(?:personal |such |your )?(?:information|data|details)\b(?![^:]*\b(?:to|for|purposes?)\b)",
    re.IGNORECASE,
)
#: Practices of which a title says nothing that the data behind it does not say better.
LISTING_DATA: Final = frozenset(("Collection", "ThirdPartyCollection", "Storage", "Sharing", "Sale"))


class _Item(NamedTuple):
    """An item under its lead-in, with the data, parties and purposes that it names itself."""

    reading: Reading
    lead: Reading
    data: tuple[str, ...]
    parties: tuple[Party, ...]
    purposes: tuple[str, ...]

    @property
    def occasions(self) -> tuple[str, ...]:
        """Those of its purposes that are occasions on which something is done."""
        return tuple(p for p in self.purposes if p in OCCASIONS)


def filled(reading: Reading, lead: Reading, template: Draft, context: Context) -> Draft | None:
    """The statement of a lead-in with what an item adds to it, or nothing where it adds nothing of the kind."""
    parties = as_parties(reading, reading.inside("party", 0, 8)) or _labelled(reading, template)
    data = _listed_data(reading, context, alone=template.practice in ("Collection", "Storage"))
    item = _Item(reading, lead, data, parties, purposes_of_item(reading))
    spans = (reading.span(0, len(reading.parse)), *template.spans[:1])
    draft = left_open(lead, template).but(spans=spans, rule=f"list.{template.rule}")
    if _is_vague(item, template):
        return None
    return next((fill(item, draft) for applies, fill in _FILLINGS if applies(item, template)), None)


def _is_vague(item: _Item, template: Draft) -> bool:
    """Whether an item under a mere heading names neither a kind of data nor who gets it."""
    if template.rule != "heading" or template.practice == "Use":
        return False
    named = any(c not in (PERSONAL, UNSPECIFIED) for c in item.data)
    return not named and not (item.parties and template.practice == "Sharing")


def _tells_data_in_brackets(item: _Item, template: Draft) -> bool:
    vague = template.practice == "Collection" and set(template.data) <= {PERSONAL, UNSPECIFIED}
    return vague and _tells_when(item.lead) and bool(_in_brackets(item.reading))


def _tells_data(item: _Item, template: Draft) -> bool:
    if template.practice == "Use":
        return _lists_data(item.lead) and bool(item.data) and not _is_purpose_item(item.reading)
    kept = template.practice in ("Collection", "Storage")
    return kept and bool(item.data) and not _starts_with_to(item.reading)


def _with_data(item: _Item, draft: Draft) -> Draft:
    if draft.practice == "Use":
        return draft.but(data=item.data)
    own = item.occasions if _tells_when(item.lead) else item.purposes
    return draft.but(data=item.data, purposes=own or draft.purposes)


def _tells_purpose(item: _Item, template: Draft) -> bool:
    if template.practice == "Use" and item.purposes:
        return True
    aimed = template.practice in ("Sharing", "Sale") and _names_purpose(item.reading)
    return aimed or _is_purpose_item(item.reading)


def _with_purpose(item: _Item, draft: Draft) -> Draft | None:
    if draft.practice not in DATA_PRACTICES or not _purposes_told(item, draft):
        return None
    data = draft.data or (("PersonalData",) if draft.practice == "Use" else ())
    return draft.but(data=data, purposes=_purposes_told(item, draft))


def _purposes_told(item: _Item, draft: Draft) -> tuple[str, ...]:
    """An item's purposes; under "when you ...", those alone that are occasions."""
    return item.occasions if _tells_when(item.lead) and draft.practice != "Use" else item.purposes


def _tells_party(item: _Item, template: Draft) -> bool:
    told = bool(item.parties) and (not item.data or _party_first(item.reading))
    return template.practice in PARTY_PRACTICES and told


def _tells_data_and_party(item: _Item, template: Draft) -> bool:
    return template.practice in PARTY_PRACTICES and bool(item.data and _handed_to(item.reading))


def _with_party(item: _Item, draft: Draft) -> Draft:
    parties = item.parties if _tells_party(item, draft) else _handed_to(item.reading)
    purposes = _purposes_told(item, draft) or draft.purposes
    return draft.but(data=item.data or draft.data, parties=parties, purposes=purposes)


def _tells_data_of_any(item: _Item, template: Draft) -> bool:
    return template.practice in DATA_PRACTICES and template.practice != "Use" and bool(item.data)


def _tells_occasion(item: _Item, template: Draft) -> bool:
    return template.practice == "Sharing" and bool(_conditions_told(item))


def _conditions_told(item: _Item) -> tuple[str, ...]:
    return unique(m.concept for m in item.reading.said("condition") if m.concept in CASES)


def _with_occasion(item: _Item, draft: Draft) -> Draft:
    # With whom data is shared on such an occasion is for the occasion to say, and not for what leads to the list.
    occasions = _conditions_told(item)
    return draft.but(
        conditions=occasions, parties=draft.parties if WITH_THEIR_PARTY.isdisjoint(occasions) else ()
    )


_FILLINGS: Final[
    tuple[tuple[Callable[[_Item, Draft], bool], Callable[[_Item, Draft], Draft | None]], ...]
] = (
    (
        _tells_data_in_brackets,
        lambda item, draft: draft.but(data=_in_brackets(item.reading), purposes=item.occasions),
    ),
    (_tells_data, _with_data),
    (_tells_purpose, _with_purpose),
    (_tells_party, _with_party),
    (_tells_data_and_party, _with_party),
    (
        _tells_data_of_any,
        lambda item, draft: draft.but(data=item.data, purposes=_purposes_told(item, draft) or draft.purposes),
    ),
    (_tells_occasion, _with_occasion),
)


def _labelled(reading: Reading, template: Draft) -> tuple[Party, ...]:
    """The company whose name is the label of an item ("Acmely: customer chat"), as what it is there for tells."""
    if template.practice != "Sharing":
        return ()
    end = label_end(reading.sentence.text)
    name = reading.sentence.text[:end].strip(" :*_\u2013\u2014-")
    capital = name[:1].isupper() and all(w[:1].isupper() for w in name.split())
    if not capital or not is_name(name, apposed=True) or reading.first_party.search(name):
        return ()
    roles = (r for r, words in phrases("vendors").items() if words.search(reading.sentence.text[end:]))
    return tuple(Party(name, role) for role in list(roles)[:1])


def _listed_data(reading: Reading, context: Context, *, alone: bool) -> tuple[str, ...]:
    """The data of an item, of a word `alone` too; a label at its head only says of what kind it is."""
    end = len(reading.parse)
    behind = reading.inside("data", reading.token(label_end(reading.sentence.text)), end)
    marks = behind if behind and is_fragment(reading) else reading.inside("data", 0, end)
    if alone and is_fragment(reading) and not any(not m.generic for m in marks):
        marks = _as_pieces(reading) or marks
    return unique(m.concept for m in specific(reading, marks, context.broader))


#: How many tokens an item has at most whose words are data only because they are listed.
_SHORT: Final = 10


def _as_pieces(reading: Reading) -> tuple[Mark, ...]:
    """The data of an item whose words are data in a list alone ("gender", "profile picture")."""
    if len(reading.parse) > _SHORT or reading.parse.tags[0].startswith("VB"):
        return ()
    terms, _ = find_all(reading.sentence.text, listed=True)
    return tuple(m for m in as_marks(reading.parse, terms) if m.kind == "data")


_BRACKETS: Final = re.compile(r"\((?:e\.g\.,? |such as |including |for example,? )?([^()]+)\)")


def _in_brackets(reading: Reading) -> tuple[str, ...]:
    """The data that an item of what a person does gives in brackets ("create an account (your name and e-mail)")."""
    match = _BRACKETS.search(reading.sentence.text)
    if match is None:
        return ()
    named = [m for m in reading.inside("data", 0, len(reading.parse)) if not m.generic]
    if not all(match.start(1) <= m.at < match.end(1) for m in named):
        return ()
    return unique(m.concept for m in named)


#: Conditions that a list of cases in which data is shared gives as cases of their own.
CASES: Final = frozenset(("Consent", "LegalObligation", "UponBusinessTransfer"))


WITH_THEIR_PARTY: Final = frozenset(("LegalObligation", "UponBusinessTransfer"))


_TELLS_WHEN: Final = re.compile(r"\b(?:when(?:ever)?|if|where)\b[^.:]*\byou\b[^.:]*:?\s*$", re.IGNORECASE)


def _tells_when(lead: Reading) -> bool:
    """Whether the items of a list are what a person does ("we collect your name when you:")."""
    return _TELLS_WHEN.search(lead.sentence.text) is not None


def _lists_data(lead: Reading) -> bool:
    """Whether the items of a list are data ("we process the following kinds of data:"), and not purposes."""
    return _DATA_LEAD.search(lead.sentence.text) is not None


def left_open(lead: Reading, template: Draft) -> Draft:
    """Under "we do not share, except:" an item says when the company does."""
    if template.polarity == "denied" and lead.exception < len(lead.parse):
        return template.but(
            polarity="affirmed", practice="Sharing" if template.practice == "Sale" else template.practice
        )
    return template


_TO: Final = re.compile(
    r"(?:^|[\s,;(])(?:(?:shared? |given |sent |passed |disclosed |provided )?(?:with|to|by)"
    r"|[:\u2013\u2014\u2192]|->?|=>)\s*(?:(?:with|to|by) )?(?:our |the |certain |some |other |selected )*$"
)


def _handed_to(reading: Reading) -> tuple[Party, ...]:
    """The parties that an item names behind its data as those who get it ("Your name \u2013 with couriers")."""
    marks = [m for m in reading.terms if m.kind in ("data", "party")]
    first = next((i for i, m in enumerate(marks) if m.kind == "party"), 0)
    if not first:
        return ()
    between = reading.sentence.text[marks[first - 1].until : marks[first].at].lower()
    if not _TO.search(between):
        return ()
    return as_parties(reading, tuple(m for m in marks[first:] if m.kind == "party"))


def _party_first(reading: Reading) -> bool:
    first_party = next((m.start for m in reading.terms if m.kind == "party"), 99)
    first_data = next((m.start for m in reading.terms if m.kind == "data"), 99)
    return first_party < first_data


def _starts_with_to(reading: Reading) -> bool:
    return reading.parse.words[0] in ("to", "in") or reading.parse.tags[0] == "VB"


def _is_purpose_item(reading: Reading) -> bool:
    words, tags = reading.parse.words, reading.parse.tags
    return words[0] in ("to", "for", "in") or tags[0] in ("VB", "VBG")


def _names_purpose(reading: Reading) -> bool:
    """Whether an item is a purpose from its first word on, and names neither data nor a party ("Fraud prevention")."""
    first = any(m.start == 0 for m in reading.said("purpose"))
    occasion = any(m.concept in CASES for m in reading.said("condition"))
    return first and not occasion and not any(m.kind in ("data", "party") for m in reading.terms)


def purposes_of_item(reading: Reading) -> tuple[str, ...]:
    """The purposes that an item names, the more particular of those that say the same."""
    return narrow(m.concept for m in reading.said("purpose"))
