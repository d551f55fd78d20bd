"""Names as policies write them, brought step by step to the name that a registry lists.

Each step takes something away that does not tell one party from another: a trade mark sign, a legal
form, whose product it is. The steps are data, in the order in which they are tried.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph.parties.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPANY: Final = r"(?:company|companies|brand|service|product|business|subsidiary|affiliate|division|unit)"
_ONCE: Final = r"(?:d\.?/?b\.?/?a\.?|doing\s+business\s+as|trading\s+as|t/a)"
_FORMERLY: Final = r"(?:f/?k/?a|a/?k/?a|formerly|also\s+known\s+as|previously|now)"
_ORIGIN: Final = (
    r"(?:(?:a\s+)?part\s+of|a\s+service\s+of|(?:owned|operated|provided|offered|developed|powered|run)\s+by)"
)
#: What is cut away, by what it says, in the order of cutting; each works on what the one before left.
CUTS: Final = {
    what: re.compile(pattern, re.IGNORECASE)
    for what, pattern in (
        (
            "trade mark",
            r"[™®©℠*†‡]|\((?:tm|r|c)\)|^[\s\"'\u201c\u201d\u2018\u2019.,;:]+|[\s\"\u201c\u201d\u2018,;:]+$",
        ),
        ("article", r"^(?:the|our|its|their|a|an|via|by|with|to|from)\s+"),
        (
            "affiliates",
            r",?\s+(?:and|&|or|and/or)\s+(?:(?:any|all)\s+of\s+)?(?:its|their|his|her|other|our)\b.*$",
        ),
        ("owner", rf",?\s*[(\[]?\b(?:an?|the)\s+[\w.&'\u2019 -]+?\s+{_COMPANY}\b[)\]]?.*$"),
        ("other name", rf",?\s*[(\[]?\b(?:{_ONCE}|{_FORMERLY})\b.*$"),
        ("origin", rf",?\s+(?:(?:which|that)\s+is\s+)?(?:{_ORIGIN}|by|from|via|through|for|of)\s+.*$"),
        ("bracket", r"\s*[(\[{].*$"),
        ("loose end", r"(?:[\s.,;:]+(?:and|or|&|for|of|in|the|to|by|on|with|from|an?))*[\s.,;:_]*$"),
    )
}
_POSSESSIVE: Final = re.compile(r"['\u2019`\u00b4]s?(?=\s|$)")
_BRACKETS: Final = re.compile(
    r"[(\[]\s*(?:or\s+|aka\s+|formerly\s+(?:known\s+as\s+)?)?[\"\u201c']?([^()\[\]]+?)[\"\u201d']?\s*[)\]]"
)
_TRADING_AS: Final = re.compile(rf"\b{_ONCE}\s+(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A name with something taken away; `kept` is the share of the name's letters that are left."""

    text: str
    kept: float


#: Every name of the registry has its key taken several times; there are some ten thousand.
@lru_cache(maxsize=1 << 15)
def key(name: str) -> str:
    """Letters and digits alone, without case or accents, so that "Shop Pay" and "ShopPay" are one."""
    spelled = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("+", " plus "))
    return "".join(c for c in spelled.casefold() if c.isalnum())


def readings(name: str) -> Iterator[Reading]:
    """Yield the name as it stands, then with ever more taken away, then what its brackets hold."""
    full = max(len(key(name)), 1)
    seen: set[str] = set()
    for text in _texts(" ".join(name.split())):
        if text and text not in seen:
            seen.add(text)
            yield Reading(text, min(len(key(text)) / full, 1.0))


def _texts(name: str) -> Iterator[str]:
    yield name
    head = name
    for cut in CUTS.values():
        head = cut.sub("", head).strip()
        yield from _without_ending(head)
    for inner in (*_BRACKETS.findall(name), *_TRADING_AS.findall(name)):
        yield from _without_ending(inner.strip())


def _without_ending(head: str) -> Iterator[str]:
    """Yield a name, then without possessives, then word by word without its ending."""
    yield head
    plain = _POSSESSIVE.sub("", head)
    yield plain
    endings = word_set("legal forms")
    yield from _shortened(plain, endings)
    endings |= word_set("arms")
    yield from _shortened(plain, endings)
    yield from _shortened(plain, endings | word_set("kinds"))


def _shortened(name: str, endings: frozenset[str]) -> Iterator[str]:
    """Drop the last words of a name, one by one, while they are endings; the first word stays."""
    words = name.split()
    while len(words) > 1 and (dropped := _ending(words, endings)):
        del words[-dropped:]
        yield " ".join(words).rstrip(" ,;:-\u2013&/")


def _ending(words: list[str], endings: frozenset[str]) -> int:
    """Count the words at the end that are one ending: "Inc." is one, "S.à r.l." is two, "Google" none."""
    last = key(words[-1])
    if not last or last in endings:
        return 1
    return 2 if key(words[-2]) + last in endings and len(words) > 2 else 0  # noqa: PLR2004  # a first word stays
