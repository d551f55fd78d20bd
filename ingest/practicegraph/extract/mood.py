"""Whether a verb is denied, and whether it is only said to be possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.verbs import is_be, is_infinitive, next_word, own_subject, pairs_with

if TYPE_CHECKING:
    from practicegraph.extract.parse import Parse

_NEGATIONS: Final = frozenset(("not", "n't", "never", "nor", "neither", "cannot", "n’t"))
_NEGATIVE_VERBS: Final = frozenset((
    "refuse", "decline", "prohibit", "prohibits", "prohibited", "forbid", "forbidden", "prevent",
    "prevents", "refrain", "avoid", "avoids", "restrict", "restricted", "cease", "disclaim", "refuses",
    "declines", "forbids", "refrains", "disallow", "disallows", "stopped", "ceased", "discontinued", "quit",
))  # fmt: skip
#: Words that are denied together with what they govern ("not allow them to use").
_PASSING: Final = frozenset((
    "permit", "permits", "permitted", "allow", "allows", "allowed", "authorize", "authorizes",
    "authorized", "authorise", "authorised", "enable", "require", "requires", "required", "want",
    "intend", "intends", "intended", "plan", "wish", "attempt", "seek", "need", "able", "entitled",
    "going", "knowingly", "agree", "designed", "have", "let", "cause", "likely", "willing", "try", "from",
    "used", "use", "uses", "using",
)) | _NEGATIVE_VERBS  # fmt: skip
#: What a denial names behind "no" ("in no event").
_OCCASIONS: Final = frozenset((
    "way", "time", "point", "event", "case", "means", "circumstance", "circumstances", "condition",
    "conditions", "account",
))  # fmt: skip
_POSSIBLE: Final = frozenset(
    ("may", "might", "could", "can", "sometimes", "occasionally", "potentially", "possibly")
)


def is_negated(parse: Parse, verb: int) -> bool:
    """Whether the verb is denied, by itself or through what governs it."""
    pair = pairs_with(parse, verb)
    if pair is not None:
        return is_negated(parse, pair)
    if _negation_at(parse, verb):
        return True
    dep, head = parse.deps[verb], parse.heads[verb]
    if dep == "conj" and head < verb and not own_subject(parse, verb):
        return is_negated(parse, head) and not _separately_said(parse, head, verb)
    if parse.words[head] == "knowledge" and dep in ("ccomp", "acl", "relcl"):
        return is_negated(parse, parse.heads[head])
    if (
        dep in ("xcomp", "ccomp", "acomp", "pcomp", "prep")
        and head != verb
        and _passes_negation_down(parse, head)
    ):
        return parse.words[head] in _NEGATIVE_VERBS or is_negated(parse, head)
    letting = lets_do(parse, verb)
    if letting is not None:
        return is_negated(parse, letting)
    return dep == "pcomp" and parse.words[head] == "without"


#: Verbs by which somebody lets others do something.
LETTING: Final = frozenset((
    "permit", "permits", "allow", "allows", "authorize", "authorizes", "authorise", "authorises", "enable",
    "enables", "let",
))  # fmt: skip


def lets_do(parse: Parse, verb: int) -> int | None:
    """The verb by which others are let do something, where the parser hung it on them ("authorize anyone to use it")."""
    if parse.deps[verb] not in ("relcl", "acl") or not is_infinitive(parse, verb):
        return None
    others = parse.heads[verb]
    letting = parse.heads[others]
    return letting if parse.deps[others] == "dobj" and parse.words[letting] in LETTING else None


def _passes_negation_down(parse: Parse, head: int) -> bool:
    return parse.words[head] in _PASSING


def _negation_at(parse: Parse, verb: int) -> bool:
    for child in parse.children[verb]:
        near = child < verb or (is_be(parse, verb) and child <= verb + 2)
        if parse.words[child] in _NEGATIONS and near and not _not_only(parse, child):
            return True
        if parse.deps[child] in ("nsubjpass", "nsubj", "dobj") and _is_none(parse, child):
            return True
        if parse.deps[child] == "cc" and parse.words[child] == "nor":
            return True
        if parse.deps[child] == "prep" and _is_on_no_occasion(parse, child):
            return True
        if parse.words[child - 1 : child + 1] == ("no", "longer"):
            return True
    return _negation_before(parse, verb)


def _is_on_no_occasion(parse: Parse, preposition: int) -> bool:
    """ "Under no circumstances", "at no time"."""
    no, noun = (*parse.words[preposition + 1 : preposition + 3], "", "")[:2]
    return no == "no" and noun in _OCCASIONS


def _is_none(parse: Parse, noun: int) -> bool:
    return parse.words[noun] in ("none", "nothing", "neither", "nobody") or any(
        parse.words[c] in ("no", "neither") and parse.deps[c] == "det" for c in parse.children[noun]
    )


def _not_only(parse: Parse, negation: int) -> bool:
    return next_word(parse, negation) in ("only", "just", "limited", "necessarily")


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
    if "but" in joined or ("or" not in joined and _has_auxiliary(parse, head, verb)):
        return True
    return (
        "and" in joined
        and "or" not in joined
        and _has_object(parse, head, verb)
        and _has_object(parse, verb, len(parse))
    )


def _has_auxiliary(parse: Parse, head: int, verb: int) -> bool:
    """Whether a verb has an auxiliary of its own ("is not sold, and is used to ...")."""
    return any(head < c < verb and parse.deps[c] in ("aux", "auxpass") for c in parse.children[verb])


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
    if head == verb or (parse.words[head] == "permitted" and is_negated(parse, head)):
        return False
    if parse.words[head] in ("right", "reserve", "reserves", "time", "permitted") or _possible_before(
        parse, verb
    ):
        return True
    if dep in ("conj", "xcomp", "ccomp", "acl", "acomp") and not (dep == "conj" and own_subject(parse, verb)):
        return is_possible(parse, head)
    return dep == "advcl" and is_infinitive(parse, verb) and is_possible(parse, head)


def _possible_before(parse: Parse, verb: int) -> bool:
    """A "may" at the head of the list of verbs that the verb stands in, where the parse lost the list."""
    for i in range(verb - 1, max(-1, verb - 30), -1):
        if parse.words[i] in ("may", "might", "could"):
            return True
        if parse.tags[i] not in ("VB", "NN", "CC", ",", "RB", "JJ"):
            return False
    return False


def _own_person(parse: Parse, verb: int) -> bool:
    subject = own_subject(parse, verb)
    return subject is not None and parse.words[subject] == "you"
