"""What the literals of a graph stand for, as far as shapes ask."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal

from practicegraph.rdf import XSD

if TYPE_CHECKING:
    from collections.abc import Callable

#: A value and what it may be compared with: numbers with numbers, dates with dates.
Value = tuple[str, Any]

_INTEGERS: Final = (
    *("integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
    *("long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
)
_ZONE: Final = r"(?:Z|[+-][0-9]{2}:[0-9]{2})?"
#: For each datatype that shapes compare: what its literals look like, what they compare with, their value.
_FORMS: Final[dict[str, tuple[re.Pattern[str], str, Callable[[str], Any]]]] = {
    # Python refuses to read longer numbers, since that takes it quadratic time.
    **dict.fromkeys(_INTEGERS, (re.compile(r"[+-]?[0-9]{1,4000}"), "number", int)),
    "decimal": (re.compile(r"[+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)"), "number", Decimal),
    **dict.fromkeys(("double", "float"), (re.compile(r"[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?"), "number", float)),
    "date": (
        re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_ZONE}"),
        "date",
        lambda day: date.fromisoformat(day[:10]),
    ),
    "gYearMonth": (re.compile(rf"[0-9]{{4}}-(?:0[1-9]|1[0-2]){_ZONE}"), "month", lambda month: month[:7]),
    "gYear": (re.compile(rf"[0-9]{{4}}{_ZONE}"), "year", lambda year: year[:4]),
}


@lru_cache(maxsize=4096)
def value_of(literal: Literal) -> Value | None:
    """What a literal stands for; None where it is no value of its datatype ("31 May" as a date).

    Of a datatype that is not compared, every literal is taken to be a value.
    """
    datatype, text = literal.datatype.value.removeprefix(XSD), literal.value
    if datatype not in _FORMS:
        return datatype, text
    form, kind, read = _FORMS[datatype]
    try:
        return (kind, read(text)) if form.fullmatch(text) else None
    except ValueError:
        return None


def is_less(one: object, other: object, *, or_equal: bool = False) -> bool:
    """Whether one term is a value below another; False as well where the two cannot be compared."""
    if not (isinstance(one, Literal) and isinstance(other, Literal)):
        return False
    a, b = value_of(one), value_of(other)
    if a is None or b is None or a[0] != b[0]:
        return False
    return bool(a[1] <= b[1] if or_equal else a[1] < b[1])
