"""Whether a text is English."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from practicegraph.errors import UnreadableInput
from practicegraph.read.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD: Final = re.compile(r"[^\W\d_]+")
#: How many parts of a text are looked at, and how many characters of each.
_PARTS: Final = 5
_PART: Final = 2_000
#: Fewer words say too little about their language.
_ENOUGH_WORDS: Final = 40
#: English policies are a quarter to a half these words; other languages stay below a twentieth.
_CLEARLY: Final = 0.2
_PERHAPS: Final = 0.1
_COMMON: Final = words("common")
_NAMES: Final = {
    "ar": "Arabic", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hu": "Hungarian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "la": "Latin", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def require_english(text: str, source: str) -> None:
    """Raises UnreadableInput where no part of the text is English, and says what language it seems to be.

    Menus and lists of languages are not English either, so parts from all over the text are looked at.
    """
    parts = [text[at : at + _PART] for at in range(0, max(1, len(text) - _PART), max(1, len(text) // _PARTS))]
    sample = " ".join(parts)
    if any(_is_english(part, _CLEARLY) for part in parts) or _is_english(sample, _PERHAPS):
        return
    foreign_script = len(sample.encode("ascii", "ignore")) * 2 < len(sample)
    if len(_WORD.findall(sample)) < _ENOUGH_WORDS and not foreign_script:
        return
    code = str(_classifier()(sample)[0])
    if code != "en":
        language = _NAMES.get(code, f"the language {code!r}")
        raise UnreadableInput(source, f"not English but {language}, it seems", "give an English version")


def _is_english(part: str, share: float) -> bool:
    found = _WORD.findall(part.lower())
    common = sum(word in _COMMON for word in found)
    return len(found) >= _ENOUGH_WORDS and common >= share * len(found)


@cache
def _classifier() -> Callable[[str], Any]:
    # Loading takes over a second and most texts do not need it.
    import py3langid  # noqa: PLC0415

    return py3langid.classify  # type: ignore[no-any-return]  # untyped library
