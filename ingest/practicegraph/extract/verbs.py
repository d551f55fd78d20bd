"""Which words of a sentence are verbs that head a clause, and in which voice they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from practicegraph.extract.parse import Parse

_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")
_ADJECTIVES: Final = frozenset(
    (
        "aggregate",
        "aggregated",
        "combined",
        "shared",
        "stored",
        "collected",
        "related",
        "anonymized",
        "anonymised",
        "grouped",
        "pooled",
        "hashed",
        "identifying",
    )
)
#: Words behind which a participle is a verb.
_VERBAL: Final = frozenset(
    ("", "we", "they", "you", "it", "have", "has", "had", "not", "also", "may", "and", "or", "to")
)
_OF_DATA: Final = ("information", "data", "statistics", "form")
_TAGS: Final = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
#: Tags that the parser gives by mistake to a bare verb in a list.
_LIST_TAGS: Final = frozenset(("NN", "NNP", "JJ"))
_AUXILIARY: Final = frozenset(("aux", "auxpass", "amod", "compound", "nmod", "prep"))


def is_verb(parse: Parse, token: int) -> bool:
    """Whether a token heads a clause: a verb that is neither auxiliary nor used as an adjective."""
    tag = parse.tags[token]
    if _opens_list(parse, token):
        return False
    if tag in _TAGS:
        heads = parse.deps[token] not in _AUXILIARY or _lost_auxiliary(parse, token)
        return heads and not _is_adjective(parse, token)
    listed = _in_verb_list(parse, token) or pairs_with(parse, token) is not None
    return tag in _LIST_TAGS and listed and not _is_adjective(parse, token)


#: Verbs of a pair ("use or share") that the parser takes for the first word of the noun behind them.
_PAIRED: Final = frozenset(
    ("share", "use", "transfer", "trade", "exchange", "release", "store", "process", "record", "lease")
)


def pairs_with(parse: Parse, token: int) -> int | None:
    """The bare verb that a word goes on with, taken for a part of its object ("may use or share contest entries")."""
    paired = (
        token > 1
        and parse.words[token] in _PAIRED
        and parse.deps[token] == "compound"
        and parse.words[token - 1] in ("or", "and")
        and parse.tags[token - 2] == "VB"
    )
    return token - 2 if paired else None


def _opens_list(parse: Parse, token: int) -> bool:
    """Whether a participle is that of "not limited to", behind which a list goes on."""
    return (
        parse.words[token] == "limited"
        and parse.words[token - 1] == "not"
        and next_word(parse, token) == "to"
    )


def _is_adjective(parse: Parse, token: int) -> bool:
    """Whether a participle tells of what kind data is ("aggregated data", "shared demographic information")."""
    if parse.words[token] not in _ADJECTIVES:
        return False
    if parse.words[token].startswith("aggregate") and parse.tags[token + 1 : token + 2] in (
        ("NN",),
        ("NNS",),
    ):
        return True
    return next_word(parse, token) in _OF_DATA or _modifies_data(parse, token)


def _modifies_data(parse: Parse, token: int) -> bool:
    """Whether other modifiers stand between a participle and its noun, and no auxiliary or subject before it."""
    before = parse.words[token - 1] if token else ""
    if before in _VERBAL or is_be(parse, token - 1):
        return False
    for i in range(token + 1, min(token + 4, len(parse))):
        if parse.words[i] in _OF_DATA:
            return True
        if not parse.tags[i].startswith(("JJ", "NN", "HYPH")):
            return False
    return False


def _lost_auxiliary(parse: Parse, token: int) -> bool:
    """A main verb that the parser took for an auxiliary ("knowingly receive/collect")."""
    return (
        parse.deps[token] == "aux"
        and parse.tags[token] == "VB"
        and parse.words[token] not in ("do", "be", "have")
    )


def _in_verb_list(parse: Parse, token: int) -> bool:
    """A noun tag inside a list of bare verbs ("sell, trade, or otherwise transfer")."""
    if parse.deps[token] != "conj":
        return False
    head = parse.heads[token]
    if head < token and parse.tags[head] in ("VB", "VBP") and _holds_no_noun(parse, token):
        return True
    return parse.tags[head] == "VB" and next_word(parse, token) in (",", "or", "and", "/")


def _holds_no_noun(parse: Parse, token: int) -> bool:
    """Whether nothing hangs on a word, or the further verbs of its list do ("record, store and use")."""
    below = parse.children[token]
    return not below or any(parse.deps[c] == "conj" and parse.tags[c] == "VB" for c in below)


def next_word(parse: Parse, token: int) -> str:
    """The word right of a token, or nothing."""
    return parse.words[token + 1] if token + 1 < len(parse) else ""


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb's subject is what is acted on."""
    deps = [parse.deps[c] for c in parse.children[verb]]
    if "auxpass" in deps or "nsubjpass" in deps:
        return True
    if parse.deps[verb] == "acl":
        return parse.tags[verb] == "VBN"
    if parse.deps[verb] == "conj" and parse.tags[verb] in ("VBN", "VBD") and own_subject(parse, verb) is None:
        head = parse.heads[verb]
        return is_passive(parse, head) or is_be(parse, head) or parse.words[head] == "available"
    if _is_lost_conjunct(parse, verb):
        return is_passive(parse, parse.heads[verb])
    return (
        parse.tags[verb] == "VBN"
        and parse.deps[verb] in ("acomp", "oprd", "ROOT")
        and not _has_auxiliary(parse, verb)
    )


def _is_lost_conjunct(parse: Parse, verb: int) -> bool:
    """A participle in a list that the parser took for a clause ("is collected, stored and used")."""
    listed = parse.tags[verb] == "VBN" and parse.deps[verb] == "advcl" and parse.words[verb - 1] == ","
    return listed and parse.heads[verb] < verb and all(c > verb for c in parse.children[verb])


def is_be(parse: Parse, token: int) -> bool:
    """Whether a token is a form of "to be"."""
    return parse.words[token] in ("is", "are", "be", "been", "was", "were", "being", "'s")


def _has_auxiliary(parse: Parse, verb: int) -> bool:
    return any(
        parse.deps[c] == "aux" and parse.words[c] in ("have", "has", "had", "'ve")
        for c in parse.children[verb]
    )


def own_subject(parse: Parse, verb: int) -> int | None:
    """The head of the subject that stands with the verb itself."""
    own = next((c for c in parse.children[verb] if parse.deps[c] in _SUBJECTS), None)
    return own if own is not None else _name_before(parse, verb)


def _name_before(parse: Parse, verb: int) -> int | None:
    """A name that the parser took for a part of the finite verb behind it ("Acme shares data")."""
    if parse.tags[verb] not in ("VBZ", "VBP"):
        return None
    names = (c for c in parse.children[verb] if c < verb and parse.deps[c] == "compound")
    return next((c for c in names if parse.tags[c] in ("NNP", "NNPS")), None)


def is_infinitive(parse: Parse, verb: int) -> bool:
    """Whether "to" stands with a verb."""
    return any(parse.words[c] == "to" and parse.tags[c] == "TO" for c in parse.children[verb] if c < verb)


def infinitive_before(parse: Parse, verb: int) -> int | None:
    """The infinitive that a bare verb goes on with ("to run, maintain and ..."), wherever the parser hung it."""
    if verb < 2 or parse.tags[verb] not in ("VB", "VBP") or not _is_joined(parse, verb):  # noqa: PLR2004  # "to", a verb
        return None
    if own_subject(parse, verb) is not None:
        return None
    if parse.words[verb - 1] == "," and parse.tags[verb] == parse.tags[verb - 2] == "VB":
        return verb - 2 if is_infinitive(parse, verb - 2) else None
    first = _first_infinitive(parse, verb)
    members = _listed_verbs(parse, first) if first is not None else []
    return first if verb in members and len(members) > 1 else None


#: How many tokens a list of bare infinitives may take before its last one ("to identify, contact or sue").
_INFINITIVES: Final = 7


def ends_infinitives(parse: Parse, token: int) -> bool:
    """Whether a verb ends a list of single ones behind "to", whatever the parser took them for."""
    if token == 0 or parse.words[token - 1] not in ("or", "and"):
        return False
    for i in range(token - 2, max(-1, token - _INFINITIVES), -1):
        if parse.words[i] == "to":
            return parse.tags[i + 1] == "VB"
        if parse.words[i] not in (",", "or", "and") and parse.tags[i] not in ("VB", "VBP", "NN"):
            return False
    return False


#: How far before a verb in a list its first member stands at most, in tokens.
_LONGEST_LIST: Final = 90


def _first_infinitive(parse: Parse, verb: int) -> int | None:
    """The last verb behind a "to" before a member of a list, in the same clause."""
    for i in range(verb - 2, max(-1, verb - _LONGEST_LIST), -1):
        if parse.words[i] == "to" and parse.tags[i + 1] in ("VB", "VBP"):
            return i + 1
        if parse.words[i] in _CLAUSE_STARTS:
            return None
    return None


_CLAUSE_STARTS: Final = frozenset((";", ".", "we", "they", "but", "please"))


def _listed_verbs(parse: Parse, first: int) -> list[int]:
    """The bare verbs that are joined to an infinitive by commas ("to ship it, bill you, and send news")."""
    members: list[int] = []
    for i in range(first + 2, len(parse)):
        if parse.words[i] in _CLAUSE_STARTS:
            break
        bare = parse.tags[i] in ("VB", "VBP") and own_subject(parse, i) is None
        if bare and _is_joined(parse, i):
            members.append(i)
    return members


def _is_joined(parse: Parse, verb: int) -> bool:
    """Whether a comma stands before a verb, with or without "and"."""
    word = parse.words[verb - 1]
    return word == "," or (word in ("and", "or") and parse.words[verb - 2] == ",")
