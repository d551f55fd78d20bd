"""What a company's name looks like, and when two spellings are one name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from practicegraph.read.words import words

_PART: Final = (
    r"(?:(?:St|Pte|Pty|Co)\.(?=[ ][A-Z])|[A-Z][\w&+]*(?:[.'-][A-Za-z]\w*)*|[a-z]{1,6}[A-Z]\w+|\d+[A-Z]\w*"
    r"|[a-z][\w-]*\.(?:com|org|net|io|edu|gov)\b)"
)
_FORM: Final = (
    r"(?:,?[ ](?:Inc|Incorporated|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Co|GmbH|AB|Oy|ASA|A/S|S\.A"
    r"|SAS|SARL|B\.V|BV|N\.V|PLC|plc|L\.P|LP|LLP|Pty|Pte|SE|AG|UC|KFT|Kft|S\.r\.l|SpA)\b\.?)"
)
#: A name: capitalised words, small ones between them, and a legal form.
NAME: Final = rf"{_PART}(?:[ ](?:(?:of|for|and|&|the|in)[ ]){{0,2}}{_PART}){{0,5}}{_FORM}{{0,3}}"
NAME_RE: Final = re.compile(NAME)
_LEGAL: Final = re.compile(_FORM + r"+\.?$")
_TLD: Final = re.compile(
    r"\.(?:com|org|net|io|edu|gov|co|ai|us|info|biz|example)(?:\.[a-z]{2})?$", re.IGNORECASE
)
_ARTICLE: Final = re.compile(r"^(?:the|www\.)\s*", re.IGNORECASE)
_MARKS: Final = re.compile(r"[\W_]+")
_ENDING: Final = re.compile(r"(?:'s|'|™|®)$")

_MOST_WORDS: Final = 8
_GENERIC: Final = words("generic")
_LEADING: Final = words("leading")
_OTHERS: Final = words("other_parties")


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """What a name's spellings share: no legal form, article, domain ending, capitals or marks."""
    name = _TLD.sub("", without_legal_form(name))
    return _MARKS.sub("", _ARTICLE.sub("", name)).casefold()


def without_legal_form(name: str) -> str:
    """The name without Inc., Ltd and their like at its end."""
    return _LEGAL.sub("", name.strip()).strip(" ,")


def has_legal_form(name: str) -> bool:
    """Whether the name ends with Inc., Ltd or the like."""
    return bool(_LEGAL.search(name.strip()))


def is_other_party(key: str) -> bool:
    """Whether the key is that of a service or body that policies speak of without being its own."""
    return key in _OTHERS


@lru_cache(maxsize=4096)
def cleaned(name: str) -> str | None:
    """The name without possessive and leading words of a sentence; None if nobody's name is left."""
    parts = _ENDING.sub("", " ".join(name.split()).strip(" \"'*_.,:;-")).split(" ")
    while len(parts) > 1 and parts[0].casefold() in _LEADING and not _is_article(parts):
        parts.pop(0)
    name = _without_policy(" ".join(parts))
    return name if len(parts) <= _MOST_WORDS and len(name_key(name)) > 1 and _is_own(name) else None


def _without_policy(name: str) -> str:
    """The owner alone where the rest is what every policy is full of: Acme's Privacy Policy."""
    owner, possessive, rest = name.partition("'s ")
    return owner if possessive and all(word.casefold() in _GENERIC for word in rest.split(" ")) else name


def _is_article(parts: list[str]) -> bool:
    """Whether the first word belongs to the name: The Guardian."""
    return parts[0] == "The" and parts[1][:1].isupper()


def _is_own(name: str) -> bool:
    """Whether enough of the words are none that every policy is full of."""
    bare = [word.casefold().strip(",.'") for word in without_legal_form(name).split(" ")]
    own = sum(word not in _GENERIC for word in bare)
    return own > 0 and own * 4 >= len(bare) and not _LEGAL.fullmatch(f" {name}")


def initials(name: str) -> str:
    """The capitals that begin the name's words, in lower case."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()).casefold()


def is_of_address(name: str, hint: str) -> bool:
    """Whether an address's word is the name's initials, its initials with the last word, or its singular or plural."""
    bare = _ARTICLE.sub("", without_legal_form(name))
    short, last = initials(bare), name_key(bare.split(" ")[-1])
    return len(hint) > 1 and hint in (
        short,
        f"{short[:-1]}{last}",
        f"{name_key(name)}s",
        name_key(name).removesuffix("s"),
    )


def is_acronym(short: str, name: str) -> bool:
    """Whether the short form is made of the name's initials, all or the last of them."""
    letters = "".join(c for c in short if c.isalpha()).casefold()
    full = (initials(name), initials(without_legal_form(name)))
    return short.isupper() and 2 <= len(letters) < len(name) and any(f.endswith(letters) for f in full)  # noqa: PLR2004
