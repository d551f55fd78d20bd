"""From a document's sentences to readings: what is marked in them, and how they are parsed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.context import Found
from practicegraph.extract.parse import unparsed
from practicegraph.extract.reading import Reading
from practicegraph.extract.sentences import sentences
from practicegraph.extract.terms import as_marks, find_all
from practicegraph.extract.titles import with_titles
from practicegraph.extract.worth import is_worth_parsing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.document import Document
    from practicegraph.extract.parse import Parse, Parser


def read_sentences(document: Document, parser: Parser) -> list[Reading]:
    """Every sentence with its terms marked, parsed where its grammar matters."""
    first_party = first_party_of(document)
    group = _group_of(_names_of(document))
    found = [(s, *find_all(s.text)) for s in sentences(document)]
    kinds = [document.blocks[s.block].kind if s.first else None for s, _, _ in found]
    worth = [is_worth_parsing(s.text, t, p, kind) for (s, t, p), kind in zip(found, kinds, strict=True)]
    parses = _parses([s.text for s, _, _ in found], worth, parser)
    read = [
        Reading(
            s,
            p,
            as_marks(p, _with_group(s.text, _of_others(terms, first_party), group)),
            as_marks(p, phrases),
            first_party,
        )
        for (s, terms, phrases), p in zip(found, parses, strict=True)
    ]
    return with_titles(read)


def _parses(texts: list[str], worth: list[bool], parser: Parser) -> Iterator[Parse]:
    parsed = iter(parser.parse([t for t, w in zip(texts, worth, strict=True) if w]))
    others = iter(unparsed(t for t, w in zip(texts, worth, strict=True) if not w))
    return (next(parsed if w else others) for w in worth)


def _names_of(document: Document) -> tuple[str, ...]:
    """The publisher's names, the longest first."""
    names = {n for n in (document.company, *document.aliases) if len(n) > 1}
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


def first_party_of(document: Document) -> re.Pattern[str]:
    """What matches the publisher's names, as the document has them."""
    spelled = _names_of(document)
    return re.compile(
        r"\b(?:" + "|".join(map(re.escape, spelled)) + r")\b" if spelled else r"(?!)", re.IGNORECASE
    )


_GROUP: Final = r"(?:companies|entities|businesses|brands|affiliates|(?P<whole>group|family)(?: of (?:companies|brands|businesses))?)\b"
#: What stands before the publisher's name where others are meant that bear it too.
_OTHERS: Final = re.compile(r"\b(?:other (?:members of the )?|members of the |(?P<the>the ))$", re.IGNORECASE)


def _group_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """What matches the companies that bear the publisher's name ("Acme companies", "Acme Group")."""
    spelled = "|".join(map(re.escape, names)) if names else "(?!)"
    return re.compile(
        rf"\b(?:{spelled}) (?i:(?P<firms>group (?:companies|entities|members|undertakings))\b|{_GROUP})"
    )


def _with_group(text: str, terms: tuple[Found, ...], group: re.Pattern[str]) -> tuple[Found, ...]:
    """The terms with the companies of the publisher's group ("other Acme companies", "the Acme Group")."""
    own = []
    for match in group.finditer(text):
        if match["firms"]:
            own.append(Found(match.start(), match.end(), "Affiliate", "party"))
            continue
        before = _OTHERS.search(text, max(0, match.start() - 30), match.start())
        if before and (match["whole"] or not before["the"]):
            own.append(Found(before.start(), match.end(), "Affiliate", "party"))
    if not own:
        return terms
    others = [t for t in terms if t.name or not any(t.start < o.end and o.start < t.end for o in own)]
    free = [o for o in own if not any(t.name and t.start < o.end and o.start < t.end for t in others)]
    return tuple(sorted((*others, *free), key=lambda f: (f.start, f.end, f.concept)))


_OWN_TAIL: Final = re.compile(r"(?:'s|,? (?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Co|Company)\b\.?)+$")


def _of_others(terms: tuple[Found, ...], first_party: re.Pattern[str]) -> tuple[Found, ...]:
    """The terms without the publisher's own name, which a registry may know as a party like any other.

    A longer name that begins with it is that of a company of the same group.
    """
    return tuple(
        t._replace(concept="Affiliate") if t.name and first_party.match(t.name) else t
        for t in terms
        if not (t.name and _is_own(_OWN_TAIL.sub("", t.name), first_party))
    )


def _is_own(name: str, first_party: re.Pattern[str]) -> bool:
    """Whether a name is the publisher's, alone or before what any company has ("Acme Services")."""
    own = first_party.match(name)
    return own is not None and all(w.casefold() in _OF_ANYBODY for w in name[own.end() :].split())


#: What every company has: behind its name, these words name nothing of another's.
_OF_ANYBODY: Final = frozenset(
    (
        *(
            "service",
            "services",
            "site",
            "sites",
            "website",
            "websites",
            "app",
            "apps",
            "application",
            "applications",
        ),
        *("platform", "account", "accounts", "offering", "offerings", "products", "online", "network"),
    )
)
