"""Which sense of a verb is meant: the one of its frame, or another ("keep confidential", "provide you with support")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.roles import is_at_a_time
from practicegraph.extract.slots import is_asked_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.frames import Frame
    from practicegraph.extract.reading import Reading


#: Frames whose relative clauses tell of a practice ("the address that you enter"); those of others only recall one.
_TOLD_BY_THE_WAY: Final = frozenset(("collect", "enter", "provide", "share", "observe", "access", "request"))


_TO_PERSON: Final = re.compile(
    r"^(?:you|(?:(?:our|all|online|other|registered|these|those) )*(?:users?|visitors?|customers?|clients?|members?|readers)"
    r"|them)\b(?! (?:lists?|information|data|records?|details|profiles?))",
    re.IGNORECASE,
)


_KEPT_STATE: Final = re.compile(
    r"\b(?:safe\w*|secur\w+|confidential\w*|integrity|accura\w+|privacy|private|quality|measures?|"
    r"safeguards?|procedures?|in mind|in view|"
    r"up[- ]to[- ]date|current|informed|to an? (?:absolute )?minimum|track of|control|responsib\w+|relationships?|standards?|"
    r"compliance|policies)\b",
    re.IGNORECASE,
)


_MESSAGE: Final = re.compile(
    r"^(?:you |the |an? |any |our |other |such |some |periodic |occasional |promotional |"
    r"marketing |these |those |this )*(?:e-?mails?|messages?|newsletters?|mailings?|notices?|"
    r"notifications?|offers?|communications?|alerts?|updates?|materials?|announcements?|services?|"
    r"products?|content|ads?|advertisements?|advertising|support|assistance|links?|"
    r"text messages|cookies?)\b(?! address)",
    re.IGNORECASE,
)


#: What is given about data, and not the data itself.
_ACCOUNT: Final = re.compile(
    r"^(?:you |us |them |with |an? |the )*(?:lists?|instructions?|descriptions?|summar\w+|explanations?|opportunit\w+|"
    r"options?|means|ways?|details of|reports? on|tools?|choices?|ability)\b",
    re.IGNORECASE,
)


#: Where data is kept tells of a transfer (abroad.py), and not that it is kept.
_KEPT_ABROAD: Final = re.compile(
    r"\b(?:in|within|outside|on \w+(?: \w+)? (?:located )?in) (?:the )?(?:united states|(?-i:U\.?S\.?)|usa|europe\w*|eea|"
    r"(?:other |another |any |a )?(?:foreign )?(?:countr\w+|jurisdictions?))\b",
    re.IGNORECASE,
)


_TO_USERS: Final = re.compile(r"^to (?:you|our (?:users|customers|members|visitors))\b", re.IGNORECASE)


_LEFT_SO: Final = re.compile(
    r"\b(?:private|confidential|secret|secure|safe|anonymous(?! (?:form|basis|data|information|manner|format))|aware|informed)\b",
    re.IGNORECASE,
)


_ERASED_UNASKED: Final = re.compile(
    r"\b(?:child\w*|minors?|under|after|once|no longer|when|immediately|automatically|every|within|terminat\w+|clos(?:es?|ed|ing)|cancel\w*)\b",
    re.IGNORECASE,
)


_ON_REQUEST: Final = re.compile(
    r"\b(?:request\w*|ask(?:ed)?|contact(?:ing)? us|you (?:may|can|delete|choose)|cookies?|opt|"
    r"browser|e-?mail us)\b",
    re.IGNORECASE,
)


#: A transfer to a place or to the company's own machines has no recipient.
_ABROAD: Final = re.compile(
    r"\bto \W{0,3}and (?:\w+ ){1,3}\W{0,3}(?:on|in) computers?\b|\bout of the (?:uk|eu|eea|united kingdom|european)\b|"
    r"\b(?:to|into|in|outside|across) (?:the |our |other |any other |a |another |a different |"
    r"your |their )?(?:united states|(?-i:U\.?S\.?)|usa|eea|eu|european|countr\w+|jurisdictions?|"
    r"servers?|"
    r"computers?|databases?|systems?|locations?|state|states|websites?|sites?|internet|secure|"
    r"hard drive|browser|devices?)\b",
    re.IGNORECASE,
)


_PROCESSED_ABROAD: Final = re.compile(
    r"^process\w*\b[^.;]{0,40}\b(?:in|within|outside) (?:the )?(?:united states|(?-i:U\.?S\.?)|usa|"
    r"other countries|another country|elsewhere|europe\w*|eea|any country)"
    r"|^process(?:ed)? (?:it|them) there\b",
    re.IGNORECASE,
)


_BY_SOMETHING: Final = re.compile(r"^(?:by|under|to|for|in order|if)\b", re.IGNORECASE)


#: Verbs whose denial tells of anonymity, not of a use that does not happen ("is not linked to your name").
_LINKING: Final = frozenset(
    [
        "link",
        "linked",
        "associate",
        "associated",
        "combine",
        "combined",
        "correlate",
        "correlated",
        "match",
        "matched",
        "merge",
        "merged",
        "tied",
        "identify",
    ],
)


def fits(reading: Reading, predicate: Predicate, frame: Frame) -> bool:
    """Whether the words around a verb are those of its frame, and not of another sense of the verb."""
    if _is_aside(reading, predicate, frame):
        return False
    sense = _SENSES.get(frame.name)
    return sense is None or sense(reading, predicate)


#: Frames of which a clause of condition tells nothing: it says when something else holds.
_SUPPOSED: Final = frozenset(("use", "share", "sell", "collect", "store", "publish"))
_SUPPOSED_IN_TIME: Final = frozenset(("use", "share", "sell", "store"))
#: Frames of which a clause of time tells nothing in the active voice either ("when we collect it, we ...").
_TIMED: Final = frozenset(("use", "collect"))
#: How many words after a verb show its sense.
_NEAR: Final = 7


def _is_aside(reading: Reading, predicate: Predicate, frame: Frame) -> bool:
    """Whether a subordinate clause or a denial of linking only mentions the practice."""
    if predicate.negated and reading.parse.words[predicate.token] in _LINKING:
        return True
    if predicate.role == "relative":
        return frame.name not in _TOLD_BY_THE_WAY or (
            frame.name in ("access", "request") and predicate.passive
        )
    if predicate.role == "conditional":
        return frame.name in _SUPPOSED
    if predicate.role != "temporal":
        return False
    if frame.name in _TIMED and is_at_a_time(reading.parse, predicate.token):
        return True
    return predicate.passive and frame.name in _SUPPOSED_IN_TIME


def _after(reading: Reading, predicate: Predicate) -> str:
    start, end = predicate.reach
    return reading.words(start, min(end, start + _NEAR))


_WORD: Final = re.compile(r"^(?:the |these |this )?(?:phrases?|terms?|words?|expressions?)\b", re.IGNORECASE)


_INSTRUMENT: Final = re.compile(
    r"^(?:this|these|our|the) (?:[\w-]+ ){0,3}?(?:forms?|links?|pages?|buttons?|portals?|tools?|website|site)\b",
    re.IGNORECASE,
)


def _is_instrument(reading: Reading, predicate: Predicate) -> bool:
    """Whether "using" names by what means somebody does something else ("can be reached using this form")."""
    using = reading.parse.words[predicate.token] == "using"
    return using and _INSTRUMENT.match(_after(reading, predicate)) is not None


#: How data is treated, and not what for.
_WITH_CARE: Final = re.compile(
    r"\b(?:with (?:[\w-]+ ){0,2}?(?:care|respect|caution|confidence)|carefully|respectfully|responsibly|securely)\b",
    re.IGNORECASE,
)
#: Data that is taken for what a person says, and not used for anything ("process the signal as a request to opt out").
_AS_A_WISH: Final = re.compile(
    r"^(?:[\w'-]+ ){1,4}as (?:an? |your )?(?:\w+ )?(?:requests?|instructions?|objections?|consent|opt[- ]?outs?|wish)\b",
    re.IGNORECASE,
)
#: What is used to keep data safe, and is none.
_CONTRACTS: Final = re.compile(
    r"^(?:[\w-]+ ){0,4}?(?:contracts?|contractual clauses|model clauses|agreements?|safeguards?|measures)\b",
    re.IGNORECASE,
)


#: By what rules data is treated.
_BY_RULES: Final = re.compile(
    r"\b(?:in accordance with|according to|in line with|in compliance with|consistent with)\b", re.IGNORECASE
)


def _is_only_manner(reading: Reading, predicate: Predicate) -> bool:
    """Whether it is only told how data is treated ("handled with care", "processed according to law")."""
    after = reading.words(*predicate.reach)
    treated = reading.parse.words[predicate.token].startswith(("treat", "handl", "process"))
    return _WITH_CARE.search(_after(reading, predicate)) is not None or (
        treated and _BY_RULES.search(after) is not None
    )


def _uses(reading: Reading, predicate: Predicate) -> bool:
    start, end = predicate.reach
    if _AS_A_WISH.match(reading.words(start, end)):
        return False
    if not predicate.passive and _CONTRACTS.match(reading.words(start, end)):
        return False
    if _WORD.match(reading.words(start, end)) or _is_instrument(reading, predicate):
        return False
    if _PROCESSED_ABROAD.search(reading.words(predicate.token, end)) and not reading.said("purpose"):
        return False
    if _is_only_manner(reading, predicate) and not reading.said("purpose"):
        return False
    if predicate.passive:
        return True
    by_means = predicate.role in ("infinitive", "complement") and reading.inside(
        "technology", 0, predicate.token
    )
    return not by_means and not reading.said("measure", start, end)


def _provides(reading: Reading, predicate: Predicate) -> bool:
    after = _after(reading, predicate)
    if predicate.passive:
        return not _TO_USERS.search(after)
    declined = predicate.negated and after.lower().startswith("us ")
    return not (declined or any(p.match(after) for p in (_TO_PERSON, _MESSAGE, _ACCOUNT)))


#: The longest that something is kept.
_AT_MOST: Final = re.compile(
    r"[^.;,]{0,60}?\b(?:longer than|beyond (?:the (?:period|time|term)|what))\b", re.IGNORECASE
)


def _keeps(reading: Reading, predicate: Predicate) -> bool:
    if not reading.said("purpose") and _KEPT_ABROAD.search(reading.words(*predicate.reach)):
        return False
    start, end = predicate.reach
    if predicate.negated and _AT_MOST.match(reading.words(start, len(reading.parse))):
        return False  # "not longer than necessary" says how long data is kept
    if any(
        m.concept == "ServerLog" and m.start - start <= 1 for m in reading.inside("technology", start, end)
    ):
        return False  # "our servers keep log files"
    state = _KEPT_STATE.search(_after(reading, predicate)) or _LEFT_SO.search(reading.words(*predicate.reach))
    return state is None


_BACK_TO_USERS: Final = re.compile(r"\b(?:to|with) you\b(?! and)", re.IGNORECASE)


#: Verbs for a way through a network, and the words that tell of its safety.
_ON_ITS_WAY: Final = frozenset(
    (
        "transmit",
        "transmits",
        "transmitted",
        "transmitting",
        "transfer",
        "transferred",
        "transferring",
        "passes",
        "pass",
    )
)
_SAFELY: Final = re.compile(
    r"\b(?:encrypt\w*|ssl|tls|secure(?:d|ly)?|secure sockets?|internet|guarantee\w*|intercept\w*)\b",
    re.IGNORECASE,
)
#: Verbs that say of data what it tells of somebody ("data that reveals your religion").
_TELLING: Final = ("reveal", "disclos", "expos", "communicat")


def _only_tells(reading: Reading, predicate: Predicate) -> bool:
    """Whether a verb says what data tells of a person, and not that somebody gets it."""
    if predicate.role != "relative" or predicate.passive or predicate.subject is None:
        return False
    word = reading.parse.words[predicate.token]
    return word.startswith(_TELLING) and bool(reading.inside("data", *predicate.subject))


#: Where the person sees it.
_ON_SCREEN: Final = re.compile(
    r"^on (?:the|your|a) (?:screens?|displays?|receipts?|bills?|statements?)\b", re.IGNORECASE
)
#: Where data comes to that somebody's device sends: it is collected.
_TO_OWN_MACHINES: Final = re.compile(
    r"^to our (?:own )?(?:[\w-]+ )?(?:servers?|systems?|databases?|computers?)\b(?! (?:in|located|outside|abroad)\b)",
    re.IGNORECASE,
)
#: What is transferred to the company's own machines ("transferred to and stored on our servers").
_KEPT_ON_MACHINES: Final = re.compile(
    r"^to,? (?:and|or),? (?:stored|held|kept|processed|maintained|saved),? (?:on|in|at|by),? (?:our|the|its|a destination)\b",
    re.IGNORECASE,
)


def _shares(reading: Reading, predicate: Predicate) -> bool:
    if _only_tells(reading, predicate):
        return False
    if reading.inside("party", *predicate.reach):
        return True
    word = reading.parse.words[predicate.token]
    if word in _ON_ITS_WAY and _SAFELY.search(reading.sentence.text):
        return False
    if word.startswith("report") and "to" not in _after(reading, predicate).split():
        return False
    if _BACK_TO_USERS.search(_after(reading, predicate)):
        return False
    if predicate.passive and _TO_OWN_MACHINES.match(_after(reading, predicate)):
        return True
    if _ON_SCREEN.match(_after(reading, predicate)):
        return False
    if _KEPT_ON_MACHINES.match(reading.words(predicate.token + 1, len(reading.parse))):
        return False
    assigned = word.startswith("assign")
    return not assigned and _ABROAD.search(reading.words(*predicate.reach)) is None


def _erases(reading: Reading, predicate: Predicate) -> bool:
    text = reading.words(0, max(predicate.reach[1], len(reading.parse)))
    return bool(_ERASED_UNASKED.search(text)) and not _ON_REQUEST.search(text)


#: Verbs for what nobody else can do with data on its way: their denial tells of its safety.
_SPYING: Final = frozenset(("read", "intercepted", "captured", "scanned", "obtained", "detected"))


_UNLAWFULLY: Final = re.compile(r"\b(?:unlawful|illegal|improper|wrongful|fraudulent)ly\b", re.IGNORECASE)


def _collects(reading: Reading, predicate: Predicate) -> bool:
    if _UNLAWFULLY.search(reading.words(max(0, predicate.token - 3), predicate.token)):
        return False
    word = reading.parse.words[predicate.token]
    if word == "intercepted" and "by" in _after(reading, predicate).split():
        return False
    if predicate.passive and word == "determined" and _is_this_deed(reading, predicate):
        return False
    before = reading.parse.words[max(0, predicate.token - 7) : predicate.token]
    if predicate.passive and "where" in before:
        return False  # "in the country where it was collected" tells of a place
    spied = predicate.passive and predicate.negated and reading.parse.words[predicate.token] in _SPYING
    return not spied


_THOSE_WHO: Final = re.compile(
    r"^(?:that )?(?:all |each of )?(?:those|everyone|anyone|persons) (?:who|(?:with|to) whom)\b",
    re.IGNORECASE,
)


def _is_asked_of_others(reading: Reading, predicate: Predicate) -> bool:
    """Whether somebody else is asked to do something ("we require vendors to protect your name")."""
    start, end = predicate.reach
    others = reading.inside("party", start, min(end, start + _NEAR))
    data = reading.inside("data", start, end)
    told = "to" in reading.parse.words[start : end + 2]
    first = bool(others) and not (data and data[0].start < others[0].start)
    return bool(_THOSE_WHO.match(_after(reading, predicate))) or (told and first)


def _asks(reading: Reading, predicate: Predicate) -> bool:
    if _is_asked_of_others(reading, predicate):
        return False
    unsaid = predicate.negated or predicate.role == "conditional"
    if unsaid and reading.parse.words[predicate.token].startswith("need"):
        # "Once we no longer need your data" tells when it is erased, "if we need it" when something else is done.
        return False
    if predicate.token and reading.parse.words[predicate.token - 1] == "as":
        # "As required by law" tells under what circumstances something else is done.
        return False
    if predicate.passive and _is_this_deed(reading, predicate):
        return False
    return (
        not predicate.passive
        or is_asked_for(reading, predicate)
        or not _BY_SOMETHING.match(_after(reading, predicate))
    )


def _is_this_deed(reading: Reading, predicate: Predicate) -> bool:
    return predicate.subject is not None and reading.words(*predicate.subject).casefold() in _THIS_DEED


#: Subjects that stand for what is done, and not for data ("where this is needed").
_THIS_DEED: Final = frozenset(("this", "it", "that", "doing so", "such disclosure", "disclosure"))


def _notices(reading: Reading, predicate: Predicate) -> bool:
    """Whether the company gets to know something of somebody ("we can tell which browser you use")."""
    told = predicate.role == "main" and not predicate.negated and not predicate.passive
    if told and _TELLS_US.search(reading.words(0, min(predicate.token + 2, len(reading.parse)))):
        return True
    subject = reading.words(*predicate.subject).casefold() if predicate.subject else ""
    return (
        told
        and subject in _OURSELVES
        and _LEARNT.match(reading.words(predicate.token, predicate.reach[1])) is not None
    )


#: Data or a report that tells the company something.
_TELLS_US: Final = re.compile(
    r"^(?:this|that|such|these|those|the) (?:[\w-]+ ){0,2}?(?:information|data|statistics|reports?|details) (?:also |will |may |can )?"
    r"(?:tells?|shows?) us$",
    re.IGNORECASE,
)
#: Verbs of getting to know with what goes with them, and no other sense of theirs ("we know that", "we tell you").
_LEARNT: Final = re.compile(
    r"(?:looks? at|(?:see|know|tell)s?) (?!you\b|that\b|this\b|if\b|us\b)", re.IGNORECASE
)


_OURSELVES: Final = (
    "we",
    "our servers",
    "our server",
    "our system",
    "our systems",
    "our website",
    "our site",
)


def _observes(reading: Reading, predicate: Predicate) -> bool:
    """Whether it is data that is observed, and not what a technology is there for ("we use cookies to track usage")."""
    purpose = predicate.role in ("infinitive", "complement", "gerund")
    if not (purpose and reading.inside("technology", 0, predicate.token)):
        return True
    return any(
        m.concept not in ("UsageData", "PagesVisited") for m in reading.inside("data", *predicate.reach)
    )


_SENSES: Final[Mapping[str, Callable[[Reading, Predicate], bool]]] = {
    "use": _uses,
    "provide": _provides,
    "publish": lambda reading, predicate: not _ON_SCREEN.match(_after(reading, predicate)),
    "collect": _collects,
    "observe": _observes,
    "notice": _notices,
    "store": _keeps,
    "share": _shares,
    "erase": _erases,
    "request": _asks,
}
