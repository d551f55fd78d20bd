"""How far to the right the words are a verb's own (docs/decisions/0001-clause-windows.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.parse import leftmost

if TYPE_CHECKING:
    from practicegraph.extract.parse import Parse

#: Words that lead to a clause, and belong to it.
_LEADING: Final = frozenset(("and", "or", ",", "but", "to", "by", "for", "in", "order", "nor", "then"))


def boundary(parse: Parse, verb: int, verbs: list[int]) -> int:
    """The first token right of a verb that belongs to another clause."""
    limit = _clause_end(parse, verb, verbs[-1])
    for other in verbs:
        if verb < other < limit and not (_is_by_the_way(parse, other) or _is_modifier(parse, other, verb)):
            return min(limit, _left_edge(parse, other, verb))
    return limit


def _clause_end(parse: Parse, verb: int, last: int) -> int:
    """The semicolon right of a verb that another clause follows; those in a list of nouns end nothing."""
    return next((i for i in range(verb + 1, last) if parse.words[i] == ";"), len(parse))


def shares_object(parse: Parse, verb: int, other: int) -> bool:
    """Whether nothing but a conjunction stands between two verbs, so that one object is that of both."""
    between = parse.words[verb + 1 : other]
    return (
        parse.heads[other] == verb
        and parse.deps[other] == "conj"
        and between in (("or",), ("and",), ("/",), (",", "or"), (",", "and"))
    )


#: What a policy says of itself by the way ("as described below").
_SAID_ELSEWHERE: Final = frozenset((
    "described", "set", "stated", "outlined", "explained", "noted", "specified", "discussed", "detailed",
    "mentioned", "provided", "listed", "defined", "indicated", "identified",
))  # fmt: skip


def _is_by_the_way(parse: Parse, other: int) -> bool:
    """Whether a participle refers to another place, and the clause goes on behind it ("as set forth below")."""
    before = parse.words[max(0, other - 2) : other]
    return "as" in before and parse.words[other] in _SAID_ELSEWHERE and parse.tags[other] in ("VBN", "VBD")


def _is_modifier(parse: Parse, other: int, verb: int) -> bool:
    """Whether another verb only modifies a noun on the way ("information you provide")."""
    dep = parse.deps[other]
    if _is_reduced_relative(parse, other):
        return True
    if dep in ("relcl", "acl"):
        return parse.words[other - 1] != "to"
    if dep in ("conj", "xcomp", "ccomp", "advcl", "dobj", "aux"):
        head = parse.heads[other]
        return (
            head != verb
            and head > verb
            and parse.tags[head].startswith("VB")
            and _is_modifier(parse, head, verb)
        )
    return dep in ("pobj", "pcomp") and parse.words[parse.heads[other]] in ("including", "as", "of", "about")


#: Verbs with an object and never a clause: a participle behind it says of which kind it is.
_TRANSITIVE: Final = frozenset(
    (
        "share",
        "sell",
        "rent",
        "trade",
        "use",
        "disclose",
        "collect",
        "store",
        "retain",
        "keep",
        "transfer",
        "release",
    )
)


def _is_reduced_relative(parse: Parse, verb: int) -> bool:
    """Whether a participle right behind a noun modifies it, though the parser reads a clause ("share names gathered here")."""
    if parse.deps[verb] not in ("ccomp", "conj") or parse.tags[verb] not in ("VBN", "VBD"):
        return False
    noun = verb - 1
    if parse.heads[noun] != verb or parse.tags[noun] not in ("NN", "NNS"):
        return False
    return parse.words[leftmost(parse.subtrees[noun]) - 1] in _TRANSITIVE


def _left_edge(parse: Parse, other: int, verb: int) -> int:
    edge = leftmost(_subtree_without(parse, other, verb) & (-1 << (verb + 1)))
    while edge - 1 > verb and parse.words[edge - 1] in _LEADING:
        edge -= 1
    return edge


def _subtree_without(parse: Parse, token: int, other: int) -> int:
    """A token and all that hangs on it, but the branch in which another token is; as bits."""
    branches = (parse.subtrees[child] for child in parse.children[token])
    return sum((b for b in branches if not b >> other & 1), start=1 << token)
