"""What the literals of a graph stand for, as far as shapes ask."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import rdflib
from pyoxigraph import Literal

from practicegraph.rdf import XSD

#: A value and what it may be compared with: numbers with numbers, dates with dates.
Value = tuple[str, Any]

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,4000}")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)")
_NUMBER: Final = "number"


def value_of(literal: Literal) -> Value | None:
    """What a literal stands for; None where it is no value of its datatype ("31 May" as a date)."""
    datatype = literal.datatype.value.removeprefix(XSD)
    if datatype == "string":
        return datatype, literal.value
    if datatype == "integer":
        return (_NUMBER, int(literal.value)) if _INTEGER.fullmatch(literal.value) else None
    if datatype == "decimal":
        return (_NUMBER, Decimal(literal.value)) if _DECIMAL.fullmatch(literal.value) else None
    return _by_rdflib(literal)


@lru_cache(maxsize=4096)
def _by_rdflib(literal: Literal) -> Value | None:
    known = rdflib.Literal(literal.value, datatype=rdflib.URIRef(literal.datatype.value))
    return None if known.ill_typed else (literal.datatype.value, known.value)


def is_less(one: object, other: object, *, or_equal: bool = False) -> bool:
    """Whether one term is a value below another; False as well where the two cannot be compared."""
    if not (isinstance(one, Literal) and isinstance(other, Literal)):
        return False
    a, b = value_of(one), value_of(other)
    if a is None or b is None or a[0] != b[0] or a[1] is None:
        return False
    return bool(a[1] <= b[1] if or_equal else a[1] < b[1])
