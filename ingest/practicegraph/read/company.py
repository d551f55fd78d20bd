"""The publisher's name: cues in the policy's words, weighed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOKEN: Final = r"(?:[A-Z][\w&+]*(?:[.'-][A-Za-z][\w]*)*|[a-z]{1,2}[A-Z]\w+|\d+[A-Z]\w*|[a-z][\w-]*\.(?:com|org|net|io|edu|gov)\b)"
_FORM: Final = (
    r"(?:,?\s+(?:Inc|Incorporated|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Co|GmbH|AB|Oy|AS|ASA|A/S|S\.A|SAS|SARL|B\.V|BV|N\.V|PLC|"
    r"plc|L\.P|LP|LLP|Pty|Pte|SE|AG|UC|KFT|Kft|S\.r\.l|SpA)\b\.?)"
)
_NAME: Final = rf"{_TOKEN}(?:\s+(?:(?:of|for|and|&|the|in)\s+){{0,2}}{_TOKEN}){{0,5}}{_FORM}{{0,3}}"
_LEGAL: Final = re.compile(_FORM + r"+\.?$")
_TLD: Final = re.compile(r"\.(?:com|org|net|io|edu|gov|co|ai|us|info|biz)(?:\.[a-z]{2})?$", re.I)
_NAME_RE: Final = re.compile(_NAME)
_PRONOUNS: Final = frozenset(("we", "us", "our", "ours"))
_QUOTED: Final = re.compile(r'"\s*([^"\n]{1,60}?)[\s,.]*"')
_QUOTED_RUN: Final = re.compile(r'(?:"[^"\n]{1,60}"[,\s]*(?:(?:and|or|and/or|/|the)\s+)?){1,8}')
_VERBS: Final = (
    "collects|uses|shares|sells|discloses|processes|respects|values|takes|provides|may|will|does|is committed|receives|stores|"
    "retains|protects|believes|recognizes|recognises|reserves|gathers|keeps|strives|maintains|offers|asks|wants|understands|knows|"
    "tracks|cares|never|transfers|obtains|operates|complies|is the|has the right|cannot|employs|adheres|participates"
)
_POLICY: Final = r"(?:Privacy|PRIVACY|privacy|Cookie|COOKIE|Data Protection)"


@dataclass(frozen=True, slots=True)
class _Cue:
    """A pattern whose group `name` is a candidate, what each hit is worth, and what all may be worth."""

    pattern: re.Pattern[str]
    worth: float
    most: float


def _cue(pattern: str, worth: float, most: float, flags: int = 0) -> _Cue:
    return _Cue(re.compile(pattern.replace("NAME", f"(?P<name>{_NAME})"), flags), worth, most)


#: What makes a capitalised name the publisher's.
_CUES: Final = (
    _cue(rf"(?:NAME)\s+(?:{_VERBS})\b", 1.0, 7.0),
    _cue(rf"NAME(?:'s|s'|')?\s+(?:[A-Z][\w.]*\s+){{0,2}}{_POLICY}\s+(?:Policy|POLICY|policy|Statement|STATEMENT|statement|Notice|NOTICE|notice)", 2.0, 4.0),
    _cue(r"(?:[Ww]elcome to|WELCOME TO) (?:the )?NAME", 4.0, 4.0),
    _cue(r"\b[Aa]t (?:the )?NAME(?:,? (?:we|our|your)\b|,)", 4.0, 6.0),
    _cue(r"(?:©|\([cC]\)|\bCopyright)[\s©,]*(?:\(c\)\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?:by\s+)?NAME", 3.0, 3.0),  # noqa: RUF001 - a dash between years
    _cue(r"(?:owned|operated|provided|published|maintained|developed|produced)(?: and \w+)? by (?:the )?NAME", 3.0, 3.0),
    _cue(r"(?:practices|policy|policies|services|website|site) (?:of|for) (?:the )?NAME", 2.0, 3.0),
    _cue(r"NAME(?:'s|s'|') (?:[Ww]eb ?[Ss]ites?|[Ss]ites?|[Ss]ervices?|privacy|commitment|collection|use|handling|apps?|products)", 1.0, 3.0),
    _cue(r"(?:contact|contacting|write to|email|reach) (?:the )?NAME", 1.0, 2.0),
    _cue(r"(?:visiting|using|use of|choosing|visit) (?:the )?NAME", 1.0, 2.0),
    _cue(r"[Tt]his (?:is the )?(?:[Ww]eb ?)?(?:site|website) (?:of|for) (?:the )?NAME", 3.0, 3.0),
    _cue(r"\b(?:the|is|as) (?:data )?controller[^.]{0,30}? (?:is|are) (?:the )?NAME", 3.0, 3.0),
    _cue(r"NAME,? is (?:the|a) (?:data |joint )?(?:controller|provider)", 4.0, 4.0),
)  # fmt: skip
_DEFINED: Final = re.compile(
    rf'(?P<name>{_NAME})[^.()"]{{0,60}}\(\s*(?:the\s+|collectively,?\s+)?"(?P<short>[^"\n]{{2,40}}?),?"'
)
_ACRONYM: Final = re.compile(rf"(?P<name>{_NAME})(?:'s)? \((?P<short>[A-Z][A-Za-z& ]{{1,30}})\)")
_TITLE: Final = re.compile(
    rf"^(?:the\s+)?(?P<name>.{{2,60}}?)(?:['’]s?)?\s+(?:website\s+|web\s?site\s+|online\s+|u\.s\.\s+|global\s+|app\s+|service\s+|site\s+|web\s+|customer\s+)*"
    r"(?:privacy|cookie|data protection)\b(?:\s*(?:and|&|/)\s*\w+)*\s+(?:policy|statement|notice|center|commitment)|"
    r"^(?:privacy|cookie)(?:\s*(?:and|&)\s*\w+)*\s+(?:policy|statement|notice)\s*(?:of|for|[-–—:|,])\s+(?P<after>[^|]{2,50})$",  # noqa: RUF001 - dashes in titles
    re.I,
)
#: Words that begin sentences or name parts of policies; a name made of these alone is none.
_GENERIC: Final = frozenset(
    """a about above account act acceptable ad additional address advertisers advertising affiliates after agreement all also although an and
    any apple's applicable app application applications apps are article as at automatically based because before below business but by
    california cases categories category ccpa certain changes child children choices client clients collection commission company companies
    consent consumer consumers contact content contract controller cookie cookies coppa copyright country cpra customer customers data date
    details device devices directive disclosure disclosures do does domain each economic effective either email employees end english eu
    europe european even every except federal following for from full further gdpr general general's global government group here how
    however i id if important in including individuals information international internet introduction ip is it its january february march
    april may june july august september october november december last law legal list location mail marketing member members most my name
    neither new no non none not note notice of office officer on once one online only or other our overview page part parties partners party
    patients people person personal personally pii platform please policies policy practices prior privacy processor product products
    protection provider providers purpose purposes questions regulation request residents revised right rights safety second section security
    see service services shield should since site sites so software some states statement store student students such summary technology
    terms thank that the their them there these they third this those to together transactions under union united uk unless until updated us
    usa use user users using via video visitor visitors we web website websites welcome what when where whether which while who why will with
    within work world you your yes framework frameworks department commerce trade state city county supervisory authority authorities attn
    process processing collect information's download downloading visit visiting subscriber subscribers employee applicant applicants
    monday ccpa's faq ip's url http https www html css ssl tls pdf os ios android facebook's social media network networks login home menu
    back top close entity entities individual seller sellers buyer buyers driver drivers partner vendor vendors participant participants
    access act's cookie's collected accounts registered registration definitions definition appendix annex schedule exhibit chapter
    standard contractual clauses clause safe harbor principles read welcome's toll free phone fax tel telephone note's mr ms dr""".split()
)
_LEADING: Final = frozenset(
    """at the this that these when if welcome in we our by for thank thanks as to while although since because and or but however please
    with from on all any some each a an your how what why who does do is are can will may where about contact contacting visit using use
    between both under through unless until after before during copyright only also data service services website site dear not no
    you via privacy policy statement notice last updated effective revised full online web of here's company then so here""".split()
)


@dataclass(slots=True)
class _Candidate:
    """A name in all its forms."""

    score: float = 0.0
    forms: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Publisher:
    """The publisher's name and the other words by which the text means it."""

    name: str
    aliases: tuple[str, ...] = ()


def find_publisher(words: str, titles: Iterable[str], hints: Iterable[str]) -> Publisher | None:
    """Who publishes the text, or None where it does not say.

    `words` is the readable text, `titles` its title and headings, `hints` names from addresses and files.
    """
    hints = [key for hint in hints if len(key := name_key(hint)) > 1]
    candidates: dict[str, _Candidate] = {}
    same: dict[str, str] = {}
    for name, worth in _cued(words, titles):
        _add(candidates, name, worth)
    for name, short in _definitions(words):
        _define(candidates, same, name, short)
    for name in _spelled(words, hints):
        _add(candidates, name, 0.5)
    for key, candidate in candidates.items():
        kin = max((_kinship(key, candidate, hint) for hint in hints), default=0.0)
        candidate.score = candidate.score + kin if kin or not _is_address(candidate) else 0.0
    if not candidates:
        return None
    best = max(candidates, key=lambda key: (candidates[key].score, key))
    if candidates[best].score < 2.0:
        return None
    return _published(best, candidates, same, words)


def name_key(name: str) -> str:
    """A name without legal form, article, domain ending, case and marks: what its spellings share."""
    name = _TLD.sub("", _LEGAL.sub("", name.strip()).strip())
    name = re.sub(r"^(?:the|www\.)\s*", "", name, flags=re.I)
    return re.sub(r"[\W_]+", "", name).casefold()


def _spelled(words: str, hints: list[str]) -> Iterator[str]:
    """Names in the text that are the address or the file's name, spelled in words, at most twelve."""
    for hint in hints:
        if len(hint) < 4:
            continue
        spaced = re.compile(r"\b" + r"[ .&'-]{0,2}".join(map(re.escape, hint)) + r"\b(?![.@]\w)", re.I)
        found = (
            m.group() for m in spaced.finditer(words) if m.group()[:1].isupper() or not m.group().islower()
        )
        yield from [name for name in found if cleaned(name)][:12]


def _is_address(candidate: _Candidate) -> bool:
    return all(form.islower() and "." in form for form in candidate.forms)


def _cued(words: str, titles: Iterable[str]) -> Iterator[tuple[str, float]]:
    for cue in _CUES:
        hits = Counter(name for m in cue.pattern.finditer(words) if (name := cleaned(m["name"])))
        for name, count in sorted(hits.items()):
            yield name, min(cue.worth * count, cue.most)
    for rank, title in enumerate(titles):
        match = _TITLE.search(title.strip())
        name = cleaned((match["name"] or match["after"] or "")) if match else None
        if name:
            yield name, 6.0 if rank < 3 else 3.0


def _definitions(words: str) -> Iterator[tuple[str | None, str | None]]:
    """Names that the text says "we" for: what is quoted beside the pronoun, and the name defined so."""
    for run in _QUOTED_RUN.finditer(words, 0, 20_000):
        quoted = [q.strip() for q in _QUOTED.findall(run.group())]
        if not any(q.casefold() in _PRONOUNS for q in quoted):
            continue
        shorts = [q for q in quoted if q.casefold() not in _PRONOUNS and cleaned(q)]
        yield _name_before(words, run.start()) or _name_after(words, run.end()), (shorts or [None])[0]
        for short in shorts[1:]:
            yield None, short


def _name_before(words: str, at: int) -> str | None:
    """The last name of the sentence before the quotes."""
    before = words[max(0, at - 300) : at]
    before = re.split(r"\n|(?<![A-Z])(?<!Inc)(?<!Ltd)(?<!Co)(?<!Corp)\.\s+(?=[A-Z])", before)[-1]
    names = [name for m in _NAME_RE.finditer(before) if (name := cleaned(m.group()))]
    word = re.search(r"(?:^|\s)([a-z][\w.]{2,})\s*\(\s*$", before)
    return names[-1] if names else (word[1] if word else None)


def _name_after(words: str, at: int) -> str | None:
    match = re.compile(rf"\s*(?:refers?\s+to|means?|includes?|is|are)\s+(?:the\s+)?(?P<name>{_NAME})").match(
        words, at
    )
    return cleaned(match["name"]) if match else None


def _define(
    candidates: dict[str, _Candidate], same: dict[str, str], name: str | None, short: str | None
) -> None:
    if name:
        _add(candidates, name, 7.0)
    if short:
        _add(candidates, short, 8.0)
    if name and short:
        same.setdefault(name_key(short), name)
        same.setdefault(name_key(name), short)


def _add(candidates: dict[str, _Candidate], name: str, worth: float) -> None:
    candidate = candidates.setdefault(name_key(name), _Candidate())
    candidate.score += worth
    candidate.forms[name] += 1


def cleaned(name: str) -> str | None:
    """The name without words before it that begin a sentence, or None if nothing is left that names anybody."""
    name = re.sub(r"(?:'s|'|™|®)$", "", " ".join(name.split()).strip(" \"'*_.,:;-")).strip()
    words = name.split(" ")
    while (
        words
        and words[0].casefold().strip(",") in _LEADING
        and not (words[0] == "The" and len(words) > 1 and words[1][:1].isupper())
    ):
        words.pop(0)
    name = " ".join(words)
    bare = [w.casefold().strip(",.'’") for w in _LEGAL.sub("", name).split(" ")]  # noqa: RUF001 - a typographic apostrophe
    if not name or len(name_key(name)) < 2 or all(w in _GENERIC for w in bare) or len(words) > 8:
        return None
    return name


def _kinship(key: str, candidate: _Candidate, hint: str) -> float:
    """How much a name has in common with the address or file it stands in."""
    if key == hint:
        return 7.0
    initials = {
        "".join(w[0] for w in re.findall(r"[A-Za-z]+", form) if w[0].isupper()).casefold()
        for form in candidate.forms
    }
    if hint in initials:
        return 5.0
    shorter = min(len(key), len(hint))
    if shorter >= 3 and (key.startswith(hint) or hint.startswith(key)):
        return 4.0
    return 3.0 if shorter >= 4 and (key in hint or hint in key) else 0.0


def _published(best: str, candidates: dict[str, _Candidate], same: dict[str, str], words: str) -> Publisher:
    forms = candidates[best].forms
    name = _shown(forms)
    others = (
        {form for form in forms if form != name} | {same[best]}
        if best in same
        else {f for f in forms if f != name}
    )
    others |= {
        _shown(candidate.forms)
        for key, candidate in candidates.items()
        if key != best
        and candidate.score >= 2.0
        and (key.startswith(best) or best.startswith(key))
        and min(len(key), len(best)) >= 4
    }
    others |= _acronyms(words, best)
    return Publisher(name, tuple(sorted(other for other in others if other and other != name)))


def _acronyms(words: str, best: str) -> set[str]:
    found = set()
    for match in _ACRONYM.finditer(words, 0, 20_000):
        name = cleaned(match["name"])
        if name and name_key(name) == best:
            found.add(match["short"])
    return found


def _shown(forms: Counter[str]) -> str:
    """The most frequent form without its legal ending; capitals throughout only where there is no other."""
    bare: Counter[str] = Counter()
    for form, count in forms.items():
        bare[_LEGAL.sub("", form).strip(" ,")] += count
    return max(bare, key=lambda form: (not form.isupper(), bare[form], form))
