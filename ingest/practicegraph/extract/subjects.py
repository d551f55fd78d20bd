"""Who or what a verb is said of, and what it acts on where that stands to its left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.parse import leftmost
from practicegraph.extract.verbs import own_subject, pairs_with

if TYPE_CHECKING:
    from practicegraph.extract.parse import Parse

RELATIVE: Final = frozenset(("that", "which", "who", "whom", "whose"))
#: Verbs whose object does what their complement says ("allow them to collect"); with others it is the subject.
_OBJECT_CONTROL: Final = frozenset((
    "ask", "asks", "asked", "asking", "allow", "allows", "allowed", "allowing",
    "permit", "permits", "permitted", "permitting", "require", "requires", "required", "requiring",
    "enable", "enables", "enabling", "help", "helps", "helping", "let", "lets", "request", "requests",
    "requested", "authorize", "authorizes", "authorise", "authorized", "invite", "invites", "invited",
    "want", "wants", "cause", "causes", "encourage", "encourages", "instruct", "prompt", "prompts",
    "direct", "need", "advise", "have", "has", "contract", "contracts", "engage", "engages", "hire",
    "hires", "employ", "employs", "restrict", "restricted",
))  # fmt: skip


_ENTITLING: Final = frozenset(("right", "rights", "ability", "need", "permission", "authority"))


def subject_of(parse: Parse, verb: int) -> tuple[int, int] | None:
    """The token range of who or what the verb is said of, through coordination and control."""
    own = own_subject(parse, verb)
    if own is not None:
        if parse.words[own] in RELATIVE and parse.deps[verb] == "relcl":
            return noun_range(parse, parse.heads[verb], verb)
        return noun_range(parse, own, verb)
    return _borrowed_subject(parse, verb)


def _borrowed_subject(parse: Parse, verb: int) -> tuple[int, int] | None:
    dep, head = parse.deps[verb], parse.heads[verb]
    if head == verb:
        return _lost_subject(parse, verb)
    pair = pairs_with(parse, verb)
    if pair is not None:
        return subject_of(parse, pair)
    if dep == "acl" and parse.words[head] in _ENTITLING and parse.heads[head] != head:
        return subject_of(parse, parse.heads[head])
    if dep == "pobj" and parse.words[head] == "to" and parse.words[parse.heads[head]] in _ENTITLING:
        return subject_of(
            parse, parse.heads[parse.heads[head]]
        )  # a verb taken for a noun ("the right to access")
    if dep in ("acl", "relcl") and not parse.tags[head].startswith("VB"):
        return noun_range(parse, head, verb)
    if dep in ("xcomp", "ccomp") and parse.words[head] in _OBJECT_CONTROL:
        controller = next(
            (c for c in parse.children[head] if parse.deps[c] in ("dobj", "dative") and c < verb), None
        )
        if controller is not None:
            return noun_range(parse, controller, verb)
    if dep == "pcomp":
        kept = _kept_from(parse, head)
        if kept is not None:
            return noun_range(parse, kept, verb)
        head = _above_habit(parse, parse.heads[head])
    return (
        subject_of(parse, head) if parse.tags[head].startswith(("VB", "MD", "JJ")) or dep == "conj" else None
    )


def _lost_subject(parse: Parse, verb: int) -> tuple[int, int] | None:
    """A subject that the parser took for an apposition in the clause before it ("if you call Acme, data is kept")."""
    if not any(parse.deps[c] == "auxpass" for c in parse.children[verb]):
        return None
    clauses = (c for c in parse.children[verb] if c < verb and parse.deps[c] == "advcl")
    inside = [i for c in clauses for i in range(verb) if parse.subtrees[c] >> i & 1]
    for noun in (i for i in reversed(inside) if parse.deps[i] == "appos"):
        tokens = parse.subtrees[noun] & ((1 << verb) - 1)
        if parse.words[leftmost(tokens) - 1] == ",":
            return leftmost(tokens), tokens.bit_length()
    return None


#: Nouns for what somebody does, behind whose "of" the doing itself stands ("in the business of selling").
_HABITS: Final = frozenset(("business", "practice", "habit", "process", "intention"))


def _above_habit(parse: Parse, head: int) -> int:
    """The verb above a noun for a habit, and any other word itself."""
    if parse.words[head] not in _HABITS:
        return head
    above = parse.heads[head]
    return parse.heads[above] if parse.deps[above] == "prep" else above


#: Verbs of keeping somebody from doing something.
_KEEPING_FROM: Final = ("prohibit", "prevent", "restrict", "forbid", "bar", "discourag", "stop")


def _kept_from(parse: Parse, preposition: int) -> int | None:
    """Who is kept from doing something ("we prohibit vendors from selling it")."""
    governor = parse.heads[preposition]
    if parse.words[preposition] != "from" or not parse.words[governor].startswith(_KEEPING_FROM):
        return None
    return next((c for c in parse.children[governor] if parse.deps[c] == "dobj" and c < preposition), None)


def noun_range(parse: Parse, noun: int, before: int) -> tuple[int, int]:
    """A noun with its modifiers and the nouns coordinated with it, as far as they stand before a token."""
    while parse.deps[noun] in ("conj", "appos") and parse.heads[noun] < noun:
        noun = parse.heads[noun]
    tokens = parse.subtrees[noun] & ((1 << before) - 1) or 1 << noun
    return leftmost(tokens), tokens.bit_length()


def theme_of(parse: Parse, verb: int, *, passive: bool) -> tuple[int, int] | None:
    """The token range of what the verb acts on, where it is passive or in a relative clause."""
    if passive:
        return subject_of(parse, verb)
    relative = _relative_ancestor(parse, verb)
    if relative is None:
        return None
    own = own_subject(parse, relative)
    if own is None or parse.words[own] in RELATIVE or parse.words[parse.heads[relative]] == "knowledge":
        return None
    return noun_range(parse, parse.heads[relative], relative)


def _relative_ancestor(parse: Parse, verb: int) -> int | None:
    """The relative clause that a verb is in, directly or as a further conjunct or complement of its verb."""
    while parse.deps[verb] in ("conj", "xcomp") and parse.tags[parse.heads[verb]].startswith("VB"):
        verb = parse.heads[verb]
    return (
        verb if parse.deps[verb] == "relcl" and not parse.tags[parse.heads[verb]].startswith("VB") else None
    )
