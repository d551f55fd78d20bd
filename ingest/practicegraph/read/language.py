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
_SAMPLE_CHARACTERS: Final = 10_000
#: Fewer words say too little about their language.
_ENOUGH_WORDS: Final = 40
#: English policies are a quarter to a half these words; other languages stay below a twentieth.
_CLEARLY_ENGLISH: Final = 0.2
_COMMON: Final = words("common")
_NAMES: Final = {
    "ar": "Arabic", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hu": "Hungarian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "la": "Latin", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def require_english(text: str, source: str) -> None:
    """Raises UnreadableInput where the text is in another language, and says in which it seems to be."""
    sample = _middle(text)
    found = [w.lower() for w in _WORD.findall(sample)]
    foreign_script = len(sample.encode("ascii", "ignore")) * 2 < len(sample)
    if len(found) < _ENOUGH_WORDS and not foreign_script:
        return
    if sum(w in _COMMON for w in found) >= _CLEARLY_ENGLISH * len(found):
        return
    code = str(_classifier()(sample)[0])
    if code != "en":
        raise UnreadableInput(
            source,
            f"not English but {_NAMES.get(code, f'the language {code!r}')}, it seems",
            "give an English version",
        )


def _middle(text: str) -> str:
    """A sample away from menus and language lists at the edges."""
    start = max(0, (len(text) - _SAMPLE_CHARACTERS) // 2)
    return text[start : start + _SAMPLE_CHARACTERS]


@cache
def _classifier() -> Callable[[str], Any]:
    # Loading takes over a second and most texts do not need it.
    import py3langid  # noqa: PLC0415

    return py3langid.classify  # type: ignore[no-any-return]  # untyped library
