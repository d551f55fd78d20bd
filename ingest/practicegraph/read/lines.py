"""What a line of text looks like: a heading, a list item, the end of a sentence."""

from __future__ import annotations

import re
from typing import Final

#: A bullet or number at the start of an item, with the space after it.
MARKER: Final = re.compile(
    r"(?P<bullet>[·•●▪■◦○‣⁃∙❖➢►▶✓✔*+–—-]|\u00b7|\uf0b7|o(?=[ \t\u00a0]{2,}))[ \t\u00a0]+"  # noqa: RUF001 - these dashes are bullets
    r"|(?P<tight>[·•●▪■◦○‣⁃∙❖➢►▶\uf0b7])(?=\w)"
    r"|(?P<number>\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})(?:\\?\.(?![\d\w])|\)))[ \t\u00a0]*"
)
#: A line that holds nothing but a bullet or number; its text stands on the next line.
LONE_MARKER: Final = re.compile(
    r"(?:[·•●▪■◦○‣⁃∙*+–—o-]|\uf0b7|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])"  # noqa: RUF001 - these dashes are bullets
)
#: Numbering in front of a heading.
NUMBERING: Final = re.compile(
    r"(?:(?:section|article|part)\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,3}(?:\\?[.):]+|(?=\s))|[A-Z]\\?[.)]|[IVX]{1,5}\\?[.)]|\([a-z0-9]{1,3}\))"
    r"\s*(?:[-–—:]\s+)?(?=\S)",  # noqa: RUF001 - these dashes follow numbers
    re.I,
)
_SENTENCE_END: Final = re.compile(r"[.!?:;][\"'”’)\]*_]*$")  # noqa: RUF001 - typographic quotes
_WORD: Final = re.compile(r"[^\W\d_][\w'’&/-]*")  # noqa: RUF001 - typographic apostrophe
#: Addresses, telephone numbers, post codes.
_CONTACT: Final = re.compile(r"@|://|www\.|\d[\d.() -]{5,}\d|\b\d{3}\b|\b\d{5}\b|\b(?!(?:19|20)\d\d)\d{4}\b")
_DATED: Final = re.compile(
    r"^(?:last|date|effective|updated|revised|posted|version|modified)\b.*\d|^\W*(?:\d{1,2}\W+)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\W+(?:\d{1,2}\W+)?\d{4}\W*$",
    re.I,
)
_ASKS: Final = re.compile(r"(?:what|how|who|whom|whose|why|which|with whom)\b", re.I)
_SAYS: Final = re.compile(
    r"\b(?:we|you|they|it|i)\s+(?:\w+\s+)?(?:may|might|can|will|shall|do|does|are|is|have|has|use|collect|share|"
    r"agree|also|must|should|would|need|want|understand|provide|never|not)\b",
    re.I,
)
#: Words that no heading ends with, but a line cut at a column may.
DANGLING: Final = frozenset(
    "a an the of to in on at by for from with and or nor but as is are was be been that which who your our its their "
    "his her any all such this these those we you they it not no if when may will can shall must has have had".split()
)
#: Lines of the page around the policy, never a heading of it.
PAGE_PARTS: Final = frozenset(
    ("back to top", "top", "top of page", "return to top", "print", "close", "skip to main content")
)

MAX_HEADING_CHARACTERS: Final = 130
MAX_HEADING_WORDS: Final = 14
MAX_QUESTION_WORDS: Final = 20
MAX_LABEL_WORDS: Final = 7
_TITLE_SHARE: Final = 0.7
_UPPER_SHARE: Final = 0.9


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
    words = line.split()
    return bool(words) and (line.endswith((",", "-", "/", "&")) or words[-1].casefold() in DANGLING)


def is_upper(line: str) -> bool:
    """Whether the line is written in capitals, small words and marks apart."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= _UPPER_SHARE * len(letters)


def looks_like_heading(line: str) -> bool:
    """Whether a line without any mark reads as a heading: short, titled or asked, and no sentence."""
    line = line.strip().strip("*_").strip()
    if len(line) > MAX_HEADING_CHARACTERS:
        return False
    words = _WORD.findall(line)
    if not words or len(words) > (MAX_QUESTION_WORDS if line.endswith("?") else MAX_HEADING_WORDS):
        return False
    if starts_lower(line) or not (line[0].isalnum() or line[0] in "\"'“‘(&"):  # noqa: RUF001 - typographic quotes
        return False
    if line.lower() in PAGE_PARTS or _CONTACT.search(line) or _DATED.search(line):
        return False
    return _headed(line, words)


def _headed(line: str, words: list[str]) -> bool:
    if line.endswith("?"):
        return line.count("?") == 1 and ". " not in NUMBERING.sub("", line)
    if words[-1].lower() in DANGLING:
        return False
    if is_upper(line):
        return not line.endswith((",", ";")) and not (line.endswith(".") and bool(_SAYS.search(line)))
    if line.endswith((".", ",", ";", "!")):
        return False
    if line.endswith(":"):
        return len(words) <= MAX_LABEL_WORDS and is_titled(line)
    return is_titled(line) or bool(_ASKS.match(NUMBERING.sub("", line)))


def is_titled(line: str) -> bool:
    """Whether the line is written as titles are, most of its longer words with a capital."""
    words = _WORD.findall(line)
    longer = [w for w in words if len(w) > 3] or words  # noqa: PLR2004 - "of", "and", "the" stay small
    says = _SAYS.search(line)
    return (
        bool(words)
        and sum(w[0].isupper() for w in longer) >= _TITLE_SHARE * len(longer)
        and (says is None or says.group().split()[-1][0].isupper())
    )
    longer = [w for w in words if len(w) > 3] or words
    return sum(w[0].isupper() for w in longer) >= 0.7 * len(longer)


def is_short_label(line: str) -> bool:
    """Whether the line could be a heading in sentence case, if it stands alone before a longer text."""
    words = _WORD.findall(line)
    return (
        0 < len(words) <= MAX_LABEL_WORDS
        and line[0].isupper()
        and not ends_sentence(line)
        and not line.endswith(",")
        and words[-1].lower() not in DANGLING
        and line.lower() not in PAGE_PARTS
        and not _SAYS.search(line)
        and "@" not in line
        and not any(c.isdigit() for c in line)
    )
