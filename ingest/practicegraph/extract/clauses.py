"""Predicates of a sentence: who does what, in which voice and mood, and how far their words reach.

The parser attaches prepositional phrases and long lists wrongly too often to be followed there
(docs/decisions/0001-clause-windows.md). It is trusted for verbs, subjects, voice, negation and
coordination; objects are read from the words to the verb's right, up to where the next clause begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Container

    from practicegraph.extract.parse import Parse

Role = Literal[
    "main", "relative", "conditional", "temporal", "infinitive", "complement", "gerund", "question"
]

_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")
_NEGATIONS: Final = frozenset(("not", "n't", "never", "nor", "neither", "cannot", "n’t"))
_NEGATIVE_VERBS: Final = frozenset(
    "refuse decline prohibit prohibits prohibited forbid forbidden prevent prevents refrain avoid "
    "avoids restrict "
    "restricted cease disclaim refuses declines forbids refrains disallow disallows".split(),
)
_POSSIBLE: Final = frozenset(
    ("may", "might", "could", "can", "sometimes", "occasionally", "potentially", "possibly")
)
_RELATIVE: Final = frozenset(("that", "which", "who", "whom", "whose"))
_IF: Final = frozenset(("if", "unless", "whether", "should", "provided", "lest"))
_WHEN: Final = frozenset(
    (
        "when",
        "whenever",
        "while",
        "once",
        "after",
        "before",
        "until",
        "as",
        "where",
        "wherever",
        "because",
        "since",
    )
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb with what belongs to it, all as token indices of its sentence.

    `subject` is the token range of the subject, or of the noun that a participle or relative clause
    hangs on; `theme` of what is acted on where that stands to the left (passive voice, relative
    clauses); `reach` the range to the right that is the verb's own. `role` is its clause's.
    """

    token: int
    passive: bool
    subject: tuple[int, int] | None
    theme: tuple[int, int] | None
    reach: tuple[int, int]
    negated: bool
    possible: bool
    role: Role
    governor: int | None


def predicates(parse: Parse, wanted: Container[str]) -> tuple[Predicate, ...]:
    """The predicates whose verb's form is among the wanted ones, in the order of the sentence."""
    found = [i for i, word in enumerate(parse.words) if word in wanted and is_verb(parse, i)]
    if not found:
        return ()
    verbs = [i for i in range(len(parse)) if is_verb(parse, i)]
    return tuple(_predicate(parse, v, verbs) for v in found)


_ADJECTIVES: Final = frozenset(
    ("aggregate", "aggregated", "combined", "shared", "stored", "collected", "related")
)


def is_verb(parse: Parse, token: int) -> bool:
    """Whether a token heads a clause: a verb that is neither auxiliary nor used as an adjective."""
    tag, dep = parse.tags[token], parse.deps[token]
    if parse.words[token] in _ADJECTIVES and _next_word(parse, token) in (
        "information",
        "data",
        "statistics",
        "form",
    ):
        return False
    if tag.startswith("VB"):
        return dep not in ("aux", "auxpass", "amod", "compound", "nmod", "prep") or _lost_auxiliary(
            parse, token
        )
    return tag in ("NN", "NNP", "JJ") and _in_verb_list(parse, token)


def _lost_auxiliary(parse: Parse, token: int) -> bool:
    """A main verb that the parser took for an auxiliary ("knowingly receive/collect")."""
    return (
        parse.deps[token] == "aux"
        and parse.tags[token] == "VB"
        and parse.words[token] not in ("do", "be", "have")
    )


def _in_verb_list(parse: Parse, token: int) -> bool:
    """A noun tag inside a list of bare verbs ("sell, trade, or otherwise transfer")."""
    head = parse.heads[token]
    return (
        parse.deps[token] == "conj"
        and head < token
        and parse.tags[head] in ("VB", "VBP")
        and not parse.children[token]
    ) or (
        parse.deps[token] == "conj"
        and parse.tags[head] == "VB"
        and _next_word(parse, token) in (",", "or", "and", "/")
    )


def _next_word(parse: Parse, token: int) -> str:
    return parse.words[token + 1] if token + 1 < len(parse) else ""


def _predicate(parse: Parse, verb: int, verbs: list[int]) -> Predicate:
    passive = is_passive(parse, verb)
    subject = subject_of(parse, verb)
    role, governor = _role(parse, verb)
    return Predicate(
        token=verb,
        passive=passive,
        subject=subject,
        theme=_theme(parse, verb, passive=passive),
        reach=(verb + 1, _boundary(parse, verb, verbs)),
        negated=is_negated(parse, verb),
        possible=is_possible(parse, verb),
        role=role,
        governor=governor,
    )


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb's subject is what is acted on."""
    deps = [parse.deps[c] for c in parse.children[verb]]
    if "auxpass" in deps or "nsubjpass" in deps:
        return True
    if parse.deps[verb] == "acl":
        return parse.tags[verb] == "VBN"
    if (
        parse.deps[verb] == "conj"
        and parse.tags[verb] in ("VBN", "VBD")
        and _own_subject(parse, verb) is None
    ):
        head = parse.heads[verb]
        return is_passive(parse, head) or _is_be(parse, head) or parse.words[head] == "available"
    return (
        parse.tags[verb] == "VBN"
        and parse.deps[verb] in ("acomp", "oprd", "ROOT")
        and not _has_auxiliary(parse, verb)
    )


def _is_be(parse: Parse, token: int) -> bool:
    return parse.words[token] in ("is", "are", "be", "been", "was", "were", "being", "'s")


def _has_auxiliary(parse: Parse, verb: int) -> bool:
    return any(
        parse.deps[c] == "aux" and parse.words[c] in ("have", "has", "had", "'ve")
        for c in parse.children[verb]
    )


def _own_subject(parse: Parse, verb: int) -> int | None:
    return next((c for c in parse.children[verb] if parse.deps[c] in _SUBJECTS), None)


def subject_of(parse: Parse, verb: int) -> tuple[int, int] | None:
    """The token range of who or what the verb is said of, through coordination and control."""
    own = _own_subject(parse, verb)
    if own is not None:
        if parse.words[own] in _RELATIVE and parse.deps[verb] == "relcl":
            return noun_range(parse, parse.heads[verb], verb)
        return noun_range(parse, own, verb)
    return _borrowed_subject(parse, verb)


#: Verbs whose object does what their complement says ("allow them to collect"); with others it is the subject.
_OBJECT_CONTROL: Final = frozenset(
    "ask asks asked asking allow allows allowed allowing permit permits permitted permitting require "
    "requires required requiring enable "
    "enables enabling help helps helping let lets request requests requested authorize authorizes "
    "authorise authorized invite invites "
    "invited want wants cause causes encourage encourages instruct prompt prompts direct need advise "
    "have has contract contracts "
    "engage engages hire hires employ employs restrict restricted".split(),
)


def _borrowed_subject(parse: Parse, verb: int) -> tuple[int, int] | None:
    dep, head = parse.deps[verb], parse.heads[verb]
    if head == verb:
        return None
    if (
        dep == "acl"
        and parse.words[head] in ("right", "rights", "ability", "need", "permission", "authority")
        and parse.heads[head] != head
    ):
        return subject_of(parse, parse.heads[head])
    if dep in ("acl", "relcl") and not parse.tags[head].startswith("VB"):
        return noun_range(parse, head, verb)
    if dep in ("xcomp", "ccomp") and parse.words[head] in _OBJECT_CONTROL:
        controller = next(
            (c for c in parse.children[head] if parse.deps[c] in ("dobj", "dative") and c < verb), None
        )
        if controller is not None:
            return noun_range(parse, controller, verb)
    if dep == "pcomp":
        head = parse.heads[head]
    return (
        subject_of(parse, head) if parse.tags[head].startswith(("VB", "MD", "JJ")) or dep == "conj" else None
    )


def noun_range(parse: Parse, noun: int, before: int) -> tuple[int, int]:
    """A noun with its modifiers and the nouns coordinated with it, as far as they stand before a token."""
    while parse.deps[noun] in ("conj", "appos") and parse.heads[noun] < noun:
        noun = parse.heads[noun]
    tokens = parse.subtrees[noun] & ((1 << before) - 1) or 1 << noun
    return _first(tokens), tokens.bit_length()


def _first(tokens: int) -> int:
    """The leftmost of some tokens, given as bits."""
    return (tokens & -tokens).bit_length() - 1


def _theme(parse: Parse, verb: int, *, passive: bool) -> tuple[int, int] | None:
    if passive:
        return subject_of(parse, verb)
    relative = _relative_ancestor(parse, verb)
    if relative is None:
        return None
    own = _own_subject(parse, relative)
    if own is None or parse.words[own] in _RELATIVE:
        return None
    return noun_range(parse, parse.heads[relative], relative)


def _relative_ancestor(parse: Parse, verb: int) -> int | None:
    """The relative clause that a verb is in, directly or as a further conjunct or complement of its verb."""
    while parse.deps[verb] in ("conj", "xcomp") and parse.tags[parse.heads[verb]].startswith("VB"):
        verb = parse.heads[verb]
    return (
        verb if parse.deps[verb] == "relcl" and not parse.tags[parse.heads[verb]].startswith("VB") else None
    )


def _boundary(parse: Parse, verb: int, verbs: list[int]) -> int:
    """The first token right of a verb that belongs to another clause."""
    limit = next((i for i in range(verb + 1, len(parse)) if parse.words[i] == ";"), len(parse))
    for other in verbs:
        if verb < other < limit and not _is_modifier(parse, other, verb):
            return min(limit, _left_edge(parse, other, verb))
    return limit


def _is_modifier(parse: Parse, other: int, verb: int) -> bool:
    """Whether another verb only modifies a noun on the way ("information you provide")."""
    dep = parse.deps[other]
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


def _left_edge(parse: Parse, other: int, verb: int) -> int:
    edge = _first(_subtree_without(parse, other, verb) & (-1 << (verb + 1)))
    while edge - 1 > verb and parse.words[edge - 1] in (
        "and",
        "or",
        ",",
        "but",
        "to",
        "by",
        "for",
        "in",
        "order",
        "nor",
        "then",
    ):
        edge -= 1
    return edge


def _subtree_without(parse: Parse, token: int, other: int) -> int:
    """A token and all that hangs on it, but the branch in which another token is; as bits."""
    branches = (parse.subtrees[child] for child in parse.children[token])
    return sum((b for b in branches if not b >> other & 1), start=1 << token)


def is_negated(parse: Parse, verb: int) -> bool:
    """Whether the verb is denied, by itself or through what governs it."""
    if _negation_at(parse, verb):
        return True
    dep, head = parse.deps[verb], parse.heads[verb]
    if dep == "conj" and head < verb and not _own_subject(parse, verb):
        return is_negated(parse, head) and not _separately_said(parse, head, verb)
    if (
        dep in ("xcomp", "ccomp", "acomp", "pcomp", "prep")
        and head != verb
        and _passes_negation_down(parse, head)
    ):
        return parse.words[head] in _NEGATIVE_VERBS or is_negated(parse, head)
    return dep == "pcomp" and parse.words[head] == "without"


_PASSING: Final = (
    frozenset(
        "permit permits permitted allow allows allowed authorize authorizes authorized authorise "
        "authorised enable require "
        "requires required want intend intends intended plan wish attempt seek need able entitled going "
        "knowingly agree "
        "designed have let cause likely willing try from used use uses using".split(),
    )
    | _NEGATIVE_VERBS
)


def _passes_negation_down(parse: Parse, head: int) -> bool:
    return parse.words[head] in _PASSING


def _negation_at(parse: Parse, verb: int) -> bool:
    for child in parse.children[verb]:
        near = child < verb or (_is_be(parse, verb) and child <= verb + 2)
        if parse.words[child] in _NEGATIONS and near and not _not_only(parse, child):
            return True
        if parse.deps[child] in ("nsubjpass", "nsubj", "dobj") and _is_none(parse, child):
            return True
        if parse.deps[child] == "cc" and parse.words[child] == "nor":
            return True
        if (
            child < verb
            and parse.words[child] == "in"
            and parse.words[child + 1 : child + 3] == ("no", "way")
        ):
            return True
    return _negation_before(parse, verb)


def _is_none(parse: Parse, noun: int) -> bool:
    return parse.words[noun] in ("none", "nothing", "neither", "nobody") or any(
        parse.words[c] in ("no", "neither") and parse.deps[c] == "det" for c in parse.children[noun]
    )


def _not_only(parse: Parse, negation: int) -> bool:
    return _next_word(parse, negation) in ("only", "just", "limited", "necessarily")


def _negation_before(parse: Parse, verb: int) -> bool:
    """A negation in the words just before the verb that the parser hung elsewhere ("will not, without ..., sell")."""
    for i in range(verb - 1, max(-1, verb - 9), -1):
        word = parse.words[i]
        if word in _NEGATIONS:
            modal = i > 0 and parse.tags[i - 1] in ("MD", "VBP", "VBZ", "VBD")
            return (modal or word in ("never", "nor")) and not _not_only(parse, i)
        if (
            parse.tags[i].startswith("VB") and word not in ("do", "does", "did", "be", "is", "are")
        ) or word in (";", ":", "but", "and", "or"):
            return False
    return False


def _separately_said(parse: Parse, head: int, verb: int) -> bool:
    """Whether "and"/"but" joins a verb with an object of its own to a denied one that has its own too."""
    joined = {parse.words[c] for c in parse.children[head] if head < c < verb and parse.deps[c] == "cc"}
    if "but" in joined:
        return True
    return (
        "and" in joined
        and "or" not in joined
        and _has_object(parse, head, verb)
        and _has_object(parse, verb, len(parse))
    )


def _has_object(parse: Parse, verb: int, before: int) -> bool:
    return any(
        verb < c < before and parse.deps[c] in ("dobj", "dative", "prep") for c in parse.children[verb]
    )


def is_possible(parse: Parse, verb: int) -> bool:
    """Whether the verb is said to happen perhaps: may, might, could, sometimes, reserve the right."""
    for child in parse.children[verb]:
        if child < verb and parse.words[child] in _POSSIBLE and parse.deps[child] in ("aux", "advmod"):
            return parse.words[child] != "can" or not _own_person(parse, verb)
    dep, head = parse.deps[verb], parse.heads[verb]
    if head == verb:
        return False
    if parse.words[head] in ("right", "reserve", "reserves", "time", "permitted") or _possible_before(
        parse, verb
    ):
        return True
    if dep in ("conj", "xcomp", "ccomp", "acl") and not (dep == "conj" and _own_subject(parse, verb)):
        return is_possible(parse, head)
    return False


def _possible_before(parse: Parse, verb: int) -> bool:
    """A "may" at the head of the list of verbs that the verb stands in, where the parse lost the list."""
    for i in range(verb - 1, max(-1, verb - 30), -1):
        if parse.words[i] in ("may", "might", "could"):
            return True
        if parse.tags[i] not in ("VB", "NN", "CC", ",", "RB", "JJ"):
            return False
    return False


def _own_person(parse: Parse, verb: int) -> bool:
    subject = _own_subject(parse, verb)
    return subject is not None and parse.words[subject] == "you"


def _role(parse: Parse, verb: int) -> tuple[Role, int | None]:
    """What kind of clause a verb is in, and the verb that governs it."""
    if _is_asked(parse, verb):
        return "question", parse.heads[verb]
    top = verb
    while parse.deps[top] == "conj" and parse.heads[top] < top and not _own_marker(parse, top):
        top = parse.heads[top]
    dep, head = parse.deps[top], parse.heads[top]
    marker = _own_marker(parse, top)
    if marker in _IF:
        return "conditional", head
    if marker in _WHEN and dep in ("advcl", "relcl", "ccomp", "acl", "pcomp"):
        return "temporal", head
    if dep in ("relcl", "acl", "ccomp") and parse.words[head] in ("event", "case", "events", "cases"):
        return "conditional", head
    if dep in ("relcl", "acl"):
        return ("infinitive" if marker == "to" else "relative"), head
    if dep in ("xcomp", "advcl") and marker == "to":
        return (
            "conditional" if dep == "xcomp" and _role(parse, head)[0] == "conditional" else "infinitive"
        ), head
    if dep in ("ccomp", "xcomp") and head != top:
        return ("conditional" if _role(parse, head)[0] == "conditional" else "complement"), head
    if dep in ("pcomp", "advcl", "prep") and parse.tags[top] == "VBG":
        return "gerund", head
    return "main", None


_ASKING: Final = frozenset(("how", "what", "why", "whether", "whom"))


def _is_asked(parse: Parse, verb: int) -> bool:
    """Whether the verb is in a question inside the sentence ("explains how we use it", "under what circumstances")."""
    if parse.deps[verb] == "conj" and _own_subject(parse, verb) is None and parse.heads[verb] < verb:
        return _is_asked(parse, parse.heads[verb])
    for i in range(verb - 1, max(-1, verb - 9), -1):
        if parse.words[i] in _ASKING:
            return i > 0 or parse.deps[verb] != "ROOT"
        if (
            parse.words[i] == "which"
            and i > 0
            and parse.words[i - 1] in ("of", "to", "from", "in", "with", "and")
        ):
            return parse.words[i - 1] == "and"
        if is_verb(parse, i) or parse.words[i] in (".", ";", ":"):
            return False
    return False


def _own_marker(parse: Parse, verb: int) -> str | None:
    for child in parse.children[verb]:
        if child < verb:
            if parse.deps[child] in ("mark", "advmod") and (
                parse.words[child] in _IF or parse.words[child] in _WHEN
            ):
                return parse.words[child]
            if parse.deps[child] == "aux" and parse.words[child] == "to":
                return "to"
    return None
