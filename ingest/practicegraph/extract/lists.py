"""List items and cells take their practice from the sentence or heading that they hang on."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from practicegraph.document import BlockKind
from practicegraph.extract.actors import as_parties
from practicegraph.extract.draft import Draft
from practicegraph.extract.names import is_name
from practicegraph.extract.phrases import phrases
from practicegraph.extract.purposes import OCCASIONS, narrow
from practicegraph.extract.reading import Reading, specific, unique
from practicegraph.extract.terms import as_marks, find_all
from practicegraph.extract.titles import is_fragment, is_title, label_end, lead_in_above
from practicegraph.extract.unspecified import PERSONAL, UNSPECIFIED
from practicegraph.statement import Party

if TYPE_CHECKING:
    from collections.abc import Callable

    from practicegraph.document import Block, Document
    from practicegraph.extract.draft import Context, Said
    from practicegraph.extract.reading import Mark

_LED: Final = ("Collection", "ThirdPartyCollection", "Storage", "Sharing", "Sale", "Tracking", "Use")
_DATA_PRACTICES: Final = (
    "Collection",
    "ThirdPartyCollection",
    "Storage",
    "Sharing",
    "Sale",
    "Tracking",
    "Use",
)
_PARTY_PRACTICES: Final = ("Sharing", "Sale", "ThirdPartyCollection")
_DATA_LEAD: Final = re.compile(
    r"\b(?:categor\w+|types?|kinds?|following) (?:of )?(?:personal |such |your )?(?:information|data|details)\b(?![^:]*\b(?:to|for|purposes?)\b)",
    re.IGNORECASE,
)


def inherited(
    document: Document, reading: Reading, own: tuple[Draft, ...], said: Said, context: Context
) -> tuple[Draft, ...]:
    """What an item, or a paragraph with no verb, says under its lead-in; nothing where it is a clause of its own."""
    block = document.blocks[reading.sentence.block]
    if not _hangs(document, reading, said) or _is_clause(reading):
        return ()
    if _TITLE.match(reading.sentence.text):
        return ()
    lead_in = block.lead_in
    if block.kind is BlockKind.PARAGRAPH:
        lead_in = lead_in_above(document, reading.sentence.block)
    lead = lead_of(document, lead_in, block.headings, said)
    if lead is None:
        return ()
    lead_reading, templates = lead
    taken = {d.practice for d in own} | (_LISTING_DATA if reading.title else frozenset())
    filled = (_filled(reading, lead_reading, t, context) for t in templates if t.practice not in taken)
    told = (d for d in filled if d is not None and (d.parties or not _must_name(block, d)))
    heads = is_title(reading.sentence.text) and _heads_more(block, reading)
    return tuple(d for d in told if not (heads and _names_only_kinds(d)))


def _heads_more(block: Block, reading: Reading) -> bool:
    """Whether more follows behind a sentence in its block."""
    return block.end - reading.span(0, len(reading.parse))[1] > _LEAST_TEXT


#: What is shorter than so many characters is no text of its own.
_LEAST_TEXT: Final = 20


def _names_only_kinds(draft: Draft) -> bool:
    """Whether a statement names nobody, as that of a title, which the text behind it tells better ("Third parties.")."""
    return draft.practice in _PARTY_PRACTICES and not any(p.name for p in draft.parties)


#: Practices of which a title says nothing that the data behind it does not say better.
_LISTING_DATA: Final = frozenset(("Collection", "ThirdPartyCollection", "Storage", "Sharing", "Sale"))


def _must_name(block: Block, draft: Draft) -> bool:
    """Whether a paragraph must say who gets data to be part of a list of those who do."""
    return block.kind is BlockKind.PARAGRAPH and draft.practice in _PARTY_PRACTICES


#: Who does something, in a text that the parser may take for no clause.
_DOERS: Final = re.compile(r"\b(?:we|they|it|you (?:can|may|will|must|should|have|do))\b", re.IGNORECASE)


def _is_headed_list(document: Document, reading: Reading) -> bool:
    """Whether a paragraph right below a heading lists data or parties ("Identity data", then "Your name and age.")."""
    if document.blocks[reading.sentence.block - 1].kind is not BlockKind.HEADING:
        return False
    listed = [m for m in reading.terms if m.kind in ("data", "party")]
    starts = bool(listed) and listed[0].start <= _NEAR
    return starts and not reading.said("purpose") and _DOERS.search(reading.sentence.text) is None


def _hangs(document: Document, reading: Reading, said: Said) -> bool:
    """Whether a sentence is part of a list: an item, or what stands behind a title or below a heading with no verb."""
    block = document.blocks[reading.sentence.block]
    if block.kind is BlockKind.ITEM and reading.sentence.first:
        return True
    if block.kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH):
        return False
    if not is_fragment(reading) and not _is_only_condition(reading):
        return False
    if reading.sentence.first:
        return label_end(reading.sentence.text) > 0 or _is_headed_list(document, reading)
    before = said.get(reading.sentence.block, [])
    return len(before) == 1 and is_title(before[0][0].sentence.text)


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
            if template.practice in _LISTING_DATA and _leads(template) and template.rule != "engagement":
                filled = _filled(reading, before, template.but(purposes=(), conditions=()), context)
                return (filled,) if filled else ()
    return ()


def _begins_with_data(reading: Reading) -> bool:
    """Whether data stands at the head of a part, with a clause about it ("the address of the computer you are using")."""
    first = next((m.start for m in reading.terms if m.kind == "data"), len(reading.parse))
    acts = any(tag.startswith("VB") for tag in reading.parse.tags[:first])
    return first <= _NEAR and not acts and _DOERS.match(reading.sentence.text) is None


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
    purposes = _purposes(reading)
    if not purposes or not _GOES_ON.match(reading.sentence.text):
        return ()
    return tuple(d for t in _before(reading, said)[-1:] for d in _gone_on(reading, t, purposes))


def _before(reading: Reading, said: Said) -> list[Draft]:
    """What the parts before a part of a sentence say for some purpose or on some occasion."""
    for before, drafts in reversed(said.get(reading.sentence.block, [])):
        if not before.sentence.text.rstrip().endswith(";"):
            return []
        templates = [
            _left_open(before, d) for d in drafts if d.practice in _LED and (d.purposes or d.conditions)
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
    conditions = unique(m.concept for m in reading.said("condition") if m.concept in _OCCASIONS)
    purposes = tuple(p for p in _purposes(reading) if p not in OCCASIONS)
    if template.practice != "Sharing" or template.polarity == "denied" or not (conditions or purposes):
        return ()
    kept = _WITH_ITS_PARTY.isdisjoint(conditions)
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


#: A title that the text runs on from, and no item of a list above it ("Security of your information.").
_TITLE: Final = re.compile(
    r"^\W*(?:[\w-]+ (?:and|or|&) )?(?:collection|use|sharing|disclosure|security|protection|storage|retention|"
    r"transfer|sale|refusing|deleting|managing|opting)(?: (?:and|or|&) [\w-]+)?(?: of|[ -]out)\b[^,;:]{0,60}\.?$",
    re.IGNORECASE,
)


def _is_clause(reading: Reading) -> bool:
    parse = reading.parse
    subordinate = _subordinate_subject(reading)
    return parse.tags[:1] != ("VB",) and any(
        parse.deps[i] in ("nsubj", "nsubjpass")
        and i != subordinate
        and parse.words[max(0, i - 1)] != "so"
        and parse.words[i] in ("we", "you", "it", "they", "i")
        and parse.deps[parse.heads[i]] in ("ROOT", "conj")
        and i < 16  # noqa: PLR2004  # a subject near the start makes the item a sentence
        for i in range(len(parse))
    )


def _subordinate_subject(reading: Reading) -> int:
    """The subject of a clause of condition or aim that is all of an item ("where we must obey the law"); else -1."""
    parse = reading.parse
    if not parse.words or parse.words[0] not in ("where", "when", "if", "as", "unless", "to"):
        return -1
    subjects = [i for i in range(len(parse)) if parse.deps[i] in ("nsubj", "nsubjpass")]
    aim = parse.words[0] == "to" and bool(subjects) and parse.words[subjects[0]] == "you"
    return subjects[0] if subjects and (aim or subjects[0] < _NEAR) else -1


_MAIN: Final = re.compile(r",\s+(?:we|you|it|they|your|our|the|this|these|its|please|then|[A-Z]\w+)\b")
#: What is longer than this many tokens is no mere condition.
_LONGEST_CONDITION: Final = 22


def _is_only_condition(reading: Reading) -> bool:
    """Whether a sentence is a clause of condition with no other behind it ("When you consent or tell us to.")."""
    subjects = sum(dep in ("nsubj", "nsubjpass") for dep in reading.parse.deps)
    alone = subjects == 1 and len(reading.parse) <= _LONGEST_CONDITION
    return alone and _subordinate_subject(reading) >= 0 and _MAIN.search(reading.sentence.text) is None


#: How near to its conjunction a clause's subject stands.
_NEAR: Final = 4


def lead_of(
    document: Document, lead_in: int | None, headings: tuple[int, ...], said: Said
) -> tuple[Reading, tuple[Draft, ...]] | None:
    """The nearest sentence above an item that says a practice: its lead-in, that one's own, or the heading."""
    seen: set[int] = set()
    candidate = lead_in if lead_in is not None else (headings[-1] if headings else None)
    while candidate is not None and candidate not in seen:
        seen.add(candidate)
        block = document.blocks[candidate]
        if _NOTES.search(document.text, block.start, block.end):
            return None
        opens = block.kind is BlockKind.HEADING or _opens(said.get(candidate, []))
        for reading, drafts in reversed(said.get(candidate, [])):
            templates = _affirmed_first(tuple(d for d in drafts if _leads(d))) or _asked(reading)
            if templates:
                return (reading, templates) if opens or any(map(_leads, drafts)) else None
        candidate = (
            block.lead_in if block.lead_in is not None else (block.headings[-1] if block.headings else None)
        )
    return None


def _affirmed_first(templates: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Of what is denied and what is affirmed above a list, the latter ("we never sell, and only share with:")."""
    return tuple(d for d in templates if d.polarity == "affirmed") or templates


#: A list below this says many things.
_NOTES: Final = re.compile(r"\bplease (?:also )?note(?: that)?:?\W*$", re.IGNORECASE)


def _leads(draft: Draft) -> bool:
    """Whether the items of a list can say more of a statement above it."""
    return draft.practice in _LED and draft.rule != "consented"


def _opens(said: list[tuple[Reading, tuple[Draft, ...]]]) -> bool:
    """Whether a text that stands above a list introduces it: it points below, or ends with no full stop."""
    last = said[-1][0].sentence.text if said else "."
    return not last.endswith((".", "!", ")")) or _POINTS_BELOW.search(last) is not None


_POINTS_BELOW: Final = re.compile(r"\b(?:below|following|as follows)\b", re.IGNORECASE)


_NOMINAL: Final = re.compile(
    r"\b(?:(?P<Collection>collect\w*|gather\w*|"
    r"(?:information|data|details) (?:(?:that|which) )?(?:we|is|are) (?:automatically )?(?:get|obtain|receive|hold|process|have|store|log)\w*"
    r"(?! (?:for|to|on)\b)|"
    r"(?:information|data|details) (?:(?:that|which) )?you (?:\w+ )?(?:\w+ to )?(?:give|provide|submit|supply|share with us)|"
    r"you (?:give|provide|send|tell|supply|submit to)(?: to)? us|(?:information|data) from (?:other|third[- ]party) sources)|"
    r"(?P<Sale>s(?:old|ell|elling)|sales? of)|"
    r"(?P<Sharing>shar(?:e|ed|ing)|disclos\w+|who (?:else )?(?:gets?|receives?|sees?|has access)|with whom|"
    r"recipients?|transfers?|third[ -]part(?:y|ies))|"
    r"(?P<Use>(?<!\byou )(?<!\byour )us(?:e|ed|es|ing)\b|process(?!or)\w*|purposes?|what we do with)|"
    r"(?P<Storage>retain|retention|store|keep))\b",
    re.IGNORECASE,
)


#: What is collected, where nothing tells that it is about something else.
_KINDS: Final = re.compile(
    r"\b(?P<Collection>(?:types?|categor(?:y|ies)|kinds?) of (?:your )?(?:personal )?(?:information|data))\b",
    re.IGNORECASE,
)


_NOT: Final = re.compile(
    r"(?:\b(?:not|never|cannot|no longer)|n't)(?: (?!only\b)[\w-]+){0,3} $", re.IGNORECASE
)
_PERHAPS: Final = re.compile(r"\b(?:may|might|could)\b", re.IGNORECASE)


#: What the person is told or may ask for, and no practice.
_TO_YOU: Final = re.compile(
    r"\b(?:disclos\w+|shar\w+) (?:to|with) you\b|^\W*(?:your |the )?rights? (?:to|of)\b|\bhave the right\b",
    re.IGNORECASE,
)


def _asked(reading: Reading) -> tuple[Draft, ...]:
    """What a question or a title opens ("What information do we collect?", "Sharing of information")."""
    match = _NOMINAL.search(reading.sentence.text) or _KINDS.search(reading.sentence.text)
    if match is None or _TO_YOU.search(reading.sentence.text):
        return ()
    practice = next(name for name, value in match.groupdict().items() if value)
    draft = Draft(practice=practice, rule="heading", spans=(reading.span(0, len(reading.parse)),))
    if practice in ("Sharing", "Sale"):
        data = unique(m.concept for m in reading.inside("data", 0, len(reading.parse)))
        draft = draft.but(data=data or (UNSPECIFIED,))
    if _NOT.search(reading.sentence.text[: match.start()]):
        draft = draft.but(polarity="denied")
    return (draft.but(modality="may") if _PERHAPS.search(reading.sentence.text) else draft,)


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


def _filled(reading: Reading, lead: Reading, template: Draft, context: Context) -> Draft | None:
    """The statement of a lead-in with what an item adds to it, or nothing where it adds nothing of the kind."""
    parties = as_parties(reading, reading.inside("party", 0, 8)) or _labelled(reading, template)
    data = _listed_data(reading, context, alone=template.practice in ("Collection", "Storage"))
    item = _Item(reading, lead, data, parties, _purposes(reading))
    spans = (reading.span(0, len(reading.parse)), *template.spans[:1])
    draft = _left_open(lead, template).but(spans=spans, rule=f"list.{template.rule}")
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
    if draft.practice not in _DATA_PRACTICES or not _purposes_told(item, draft):
        return None
    data = draft.data or (("PersonalData",) if draft.practice == "Use" else ())
    return draft.but(data=data, purposes=_purposes_told(item, draft))


def _purposes_told(item: _Item, draft: Draft) -> tuple[str, ...]:
    """An item's purposes; under "when you ...", those alone that are occasions."""
    return item.occasions if _tells_when(item.lead) and draft.practice != "Use" else item.purposes


def _tells_party(item: _Item, template: Draft) -> bool:
    told = bool(item.parties) and (not item.data or _party_first(item.reading))
    return template.practice in _PARTY_PRACTICES and told


def _tells_data_and_party(item: _Item, template: Draft) -> bool:
    return template.practice in _PARTY_PRACTICES and bool(item.data and _handed_to(item.reading))


def _with_party(item: _Item, draft: Draft) -> Draft:
    parties = item.parties if _tells_party(item, draft) else _handed_to(item.reading)
    purposes = _purposes_told(item, draft) or draft.purposes
    return draft.but(data=item.data or draft.data, parties=parties, purposes=purposes)


def _tells_data_of_any(item: _Item, template: Draft) -> bool:
    return template.practice in _DATA_PRACTICES and template.practice != "Use" and bool(item.data)


def _tells_occasion(item: _Item, template: Draft) -> bool:
    return template.practice == "Sharing" and bool(_conditions_told(item))


def _conditions_told(item: _Item) -> tuple[str, ...]:
    return unique(m.concept for m in item.reading.said("condition") if m.concept in _OCCASIONS)


def _with_occasion(item: _Item, draft: Draft) -> Draft:
    # With whom data is shared on such an occasion is for the occasion to say, and not for what leads to the list.
    occasions = _conditions_told(item)
    return draft.but(
        conditions=occasions, parties=draft.parties if _WITH_ITS_PARTY.isdisjoint(occasions) else ()
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
_OCCASIONS: Final = frozenset(("Consent", "LegalObligation", "UponBusinessTransfer"))


_WITH_ITS_PARTY: Final = frozenset(("LegalObligation", "UponBusinessTransfer"))


_TELLS_WHEN: Final = re.compile(r"\b(?:when(?:ever)?|if|where)\b[^.:]*\byou\b[^.:]*:?\s*$", re.IGNORECASE)


def _tells_when(lead: Reading) -> bool:
    """Whether the items of a list are what a person does ("we collect your name when you:")."""
    return _TELLS_WHEN.search(lead.sentence.text) is not None


def _lists_data(lead: Reading) -> bool:
    """Whether the items of a list are data ("we process the following kinds of data:"), and not purposes."""
    return _DATA_LEAD.search(lead.sentence.text) is not None


def _left_open(lead: Reading, template: Draft) -> Draft:
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
    occasion = any(m.concept in _OCCASIONS for m in reading.said("condition"))
    return first and not occasion and not any(m.kind in ("data", "party") for m in reading.terms)


def _purposes(reading: Reading) -> tuple[str, ...]:
    return narrow(m.concept for m in reading.said("purpose"))
