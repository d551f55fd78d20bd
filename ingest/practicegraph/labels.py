"""How one label of a concept stands for all its spellings, and how a text is folded to meet them."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import Final

#: Signs that count as a blank. None of them ends a sentence.
_BLANKS: Final = '-/\n\t\r\xa0()[]{}"“”\u2018*_<>|•·#+=~,:\u2010\u2011'
#: Last words of a kind of data that stand for each other: "contact information", "contact details".
_HEADS: Final = ("information", "data", "details", "info")
#: British and American spellings, as the stretches of a word that differ.
_SPELLINGS: Final = (
    ("anonymis", "anonymiz"),
    ("authoris", "authoriz"),
    ("behaviour", "behavior"),
    ("centre", "center"),
    ("colour", "color"),
    ("customis", "customiz"),
    ("enquir", "inquir"),
    ("favourite", "favorite"),
    ("fulfilment", "fulfillment"),
    ("licence", "license"),
    ("neighbourhood", "neighborhood"),
    ("optimis", "optimiz"),
    ("organis", "organiz"),
    ("personalis", "personaliz"),
    ("programme", "program"),
    ("pseudonymis", "pseudonymiz"),
)
_BLANK_LINE: Final = re.compile(r"\n(?=[^\S\n]*\n)")
_HISSING: Final = ("s", "x", "z", "ch", "sh")


def fold(text: str) -> str:
    """A text with each hyphen, slash, bracket, quotation mark or white space as a blank, as long as before.

    A blank line becomes a semicolon, since nothing that is looked for reaches across it.
    """
    if "\n" in text:
        text = _BLANK_LINE.sub(";", text)
    for sign in _BLANKS:
        text = text.replace(sign, " ")
    return text.replace("\u2019", "'").replace(" '", "  ")


def variants(label: str, *, heads: bool = False) -> frozenset[str]:
    """Every folded form that a label stands for.

    With `heads`, a last word "information", "data", "details" or "info" stands for each of them.
    """
    words = label.lower().replace("\u2019", "'").split()
    choices = [word_variants(w) for w in words[:-1]] + [_last_variants(words[-1], heads and len(words) > 1)]
    return frozenset(fold(" ".join(words)).strip() for words in product(*choices))


@cache
def word_variants(word: str) -> frozenset[str]:
    """A word, already in lower case, in its spellings; a hyphen may be left out, and so may the sign of "'s"."""
    forms = _spellings(word)
    if word.endswith("'s"):
        forms |= {f.removesuffix("'s") + ending for f in forms for ending in ("", "s", "s'")}
    return frozenset(forms)


def _spellings(word: str) -> set[str]:
    forms = {word}
    for one, other in _SPELLINGS:
        if one in word or other in word:
            forms |= {f.replace(one, other) for f in forms} | {f.replace(other, one) for f in forms}
    if "-" in word:
        forms |= {f.replace("-", "") for f in forms}
    if word in {"and", "&"}:
        forms |= {"and", "&"}
    return forms


def _last_variants(word: str, heads: bool) -> frozenset[str]:
    if word.endswith("'s"):
        # "Your phone's" is not "your phone".
        return frozenset(_spellings(word))
    singular = word_variants(word) | (frozenset(_HEADS) if heads and word in _HEADS else frozenset())
    return singular | {_plural(w) for w in singular}


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith("s") and not word.endswith("ss"):
        return word
    return word + ("es" if word.endswith(_HISSING) else "s")
