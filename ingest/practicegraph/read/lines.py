"""What a line of text looks like: a heading, a list item, the end of a sentence."""

from __future__ import annotations

import re
from typing import Final

from practicegraph.read.words import words

_BULLETS: Final = r"·•●▪■◦○‣⁃∙❖➢►▶\uf0b7"
_NUMBER: Final = r"\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})"
#: A bullet or number at the start of an item, with the space after it.
MARKER: Final = re.compile(
    rf"(?P<bullet>[{_BULLETS}✓✔*+–—-]|o(?=[ \t\u00a0]{{2,}}))[ \t\u00a0]+"
    rf"|(?P<tight>[{_BULLETS}])(?=\w)"
    rf"|(?P<number>{_NUMBER}(?:\\?\.(?![\d\w])|\)))[ \t\u00a0]*"
)
#: A line that holds nothing but a bullet or number; its text stands on the next line.
LONE_MARKER: Final = re.compile(rf"(?:[{_BULLETS}*+–—o-]|{_NUMBER}[.)])")
#: Numbering in front of a heading.
NUMBERING: Final = re.compile(
    r"(?:(?:section|article|part)\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}(?:\\?[.):]+|(?=\s))|[A-Z]\\?[.)]|[IVX]{1,5}\\?[.)]|\([a-z0-9]{1,3}\))"
    r"\s*(?:[-–—:]\s+)?(?=\S)",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"[.!?:;][\"'”’)\]*_]*$")
_WORD: Final = re.compile(r"[^\W\d_][\w'’&/-]*")
_CONTACT: Final = re.compile(r"@|://|www\.|\d[\d.() -]{5,}\d|\b\d{3}\b|\b\d{5}\b|\b(?!(?:19|20)\d\d)\d{4}\b")
_DATED: Final = re.compile(
    r"^(?:last|date|effective|updated|revised|posted|version|modified)\b.*\d|^\W*(?:\d{1,2}\W+)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\W+(?:\d{1,2}\W+)?\d{4}\W*$",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(r"(?:what|how|who|whom|whose|why|which|with whom)\b", re.IGNORECASE)
_SAYS: Final = re.compile(
    r"\b(?:we|you|they|it|i)\s+(?:\w+\s+)?(?:may|might|can|will|shall|do|does|are|is|have|has|use|collect|share|"
    r"agree|also|must|should|would|need|want|understand|provide|never|not)\b",
    re.IGNORECASE,
)
#: Words that no heading ends with, but a line cut at a column may.
_DANGLING: Final = words("dangling")
#: Words that not even a question ends with.
_NEVER_LAST: Final = frozenset(
    ("a", "an", "the", "and", "or", "of", "our", "your", "their", "its", "his", "her", "any")
)
#: Lines of the page around the policy, never a heading of it.
_PAGE_PARTS: Final = frozenset(
    ("back to top", "top", "top of page", "return to top", "print", "close", "skip to main content")
)
_MOST_CHARACTERS: Final = 130
_MOST_WORDS: Final = 14
_MOST_WORDS_OF_A_QUESTION: Final = 20
_MOST_WORDS_OF_A_LABEL: Final = 7
_TITLE_SHARE: Final = 0.7
_UPPER_SHARE: Final = 0.9
#: "Of", "and", "the" stay small in titles.
_SMALL: Final = 3


def ends_sentence(line: str) -> bool:
    """Whether the line ends with a mark that closes a sentence or opens a list."""
    return bool(_SENTENCE_END.search(line.rstrip()))


def starts_lower(line: str) -> bool:
    """Whether the line begins with a small letter, and not with a name such as eBay."""
    word = line.split(maxsplit=1)[0] if line else ""
    return line[:1].islower() and not any(c.isupper() for c in word)


def is_contact(line: str) -> bool:
    """Whether the line holds an address, a telephone number or a post code."""
    return bool(_CONTACT.search(line))


def is_dangling(line: str) -> bool:
    """Whether the line breaks off: at a comma, or at a word that no line would end with on purpose."""
    last = line.split()[-1:]
    return bool(last) and (line.endswith((",", "-", "/", "&")) or last[0].casefold() in _DANGLING)


def is_upper(line: str) -> bool:
    """Whether the line is written in capitals, small words and marks apart."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= _UPPER_SHARE * len(letters)


def looks_like_heading(line: str) -> bool:
    """Whether a line without any mark reads as a heading: short, titled or asked, and no sentence."""
    line = line.strip().strip("*_").strip()
    if not 0 < len(line) <= _MOST_CHARACTERS or starts_lower(line):
        return False
    if not (line[0].isalnum() or line[0] in "\"'“‘(&"):
        return False
    return not is_page_part(line) and _reads_as_heading(line, _WORD.findall(line))


def is_page_part(line: str) -> bool:
    """Whether the line belongs to the page around the policy: an address, a date, a link to the top."""
    return line.lower() in _PAGE_PARTS or bool(_CONTACT.search(line) or _DATED.search(line))


def _reads_as_heading(line: str, found: list[str]) -> bool:
    if line.endswith("?"):
        whole = line.count("?") == 1 and ". " not in NUMBERING.sub("", line)
        return whole and 0 < len(found) <= _MOST_WORDS_OF_A_QUESTION
    asks = bool(_ASKS.match(NUMBERING.sub("", line)))
    if not 0 < len(found) <= _MOST_WORDS or line.endswith((",", ";")):
        return False
    if found[-1].lower() in (_NEVER_LAST if asks else _DANGLING):
        return False
    if is_upper(line):
        return not (line.endswith(".") and bool(_SAYS.search(line)))
    if line.endswith(":"):
        return len(found) <= _MOST_WORDS_OF_A_LABEL and is_titled(line)
    return not line.endswith((".", "!")) and (is_titled(line) or asks)


def is_titled(line: str) -> bool:
    """Whether the line is written as titles are: its longer words, and what it says, with a capital."""
    found: list[str] = _WORD.findall(line)
    longer = [word for word in found if len(word) > _SMALL] or found
    says = _SAYS.search(line)
    if not found or (says and says.group().split()[-1][:1].islower()):
        return False
    return sum(word[0].isupper() for word in longer) >= _TITLE_SHARE * len(longer)


def is_short_label(line: str) -> bool:
    """Whether the line could be a heading in sentence case, if it stands alone before a longer text."""
    found = _WORD.findall(line)
    if not 0 < len(found) <= _MOST_WORDS_OF_A_LABEL or not line[0].isupper() or is_page_part(line):
        return False
    if ends_sentence(line) or is_dangling(line) or any(c.isdigit() for c in line):
        return False
    return not _SAYS.search(line)
