"""What a company's name looks like, and when two spellings are one name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_TOKEN: Final = r"(?:(?:St|Pte|Pty|Co)\.(?=[ ][A-Z])|[A-Z][\w&+]*(?:[.'-][A-Za-z]\w*)*|[a-z]{1,6}[A-Z]\w+|\d+[A-Z]\w*|[a-z][\w-]*\.(?:com|org|net|io|edu|gov)\b)"
_FORM: Final = (
    r"(?:,?[ ](?:Inc|Incorporated|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Co|GmbH|AB|Oy|ASA|A/S|S\.A|SAS|SARL|B\.V|BV|N\.V|"
    r"PLC|plc|L\.P|LP|LLP|Pty|Pte|SE|AG|UC|KFT|Kft|S\.r\.l|SpA)\b\.?)"
)
#: A name: capitalised words, small ones between them, and a legal form.
NAME: Final = rf"{_TOKEN}(?:[ ](?:(?:of|for|and|&|the|in)[ ]){{0,2}}{_TOKEN}){{0,5}}{_FORM}{{0,3}}"
NAME_RE: Final = re.compile(NAME)
_LEGAL: Final = re.compile(_FORM + r"+\.?$")
_TLD: Final = re.compile(r"\.(?:com|org|net|io|edu|gov|co|ai|us|info|biz)(?:\.[a-z]{2})?$", re.I)
_ARTICLE: Final = re.compile(r"^(?:the|www\.)\s*", re.I)
_MARKS: Final = re.compile(r"[\W_]+")
_ENDING: Final = re.compile(r"(?:'s|'|™|®)$")

#: Words that begin sentences or name parts of policies; a name made of these alone is nobody's.
_GENERIC: Final = frozenset(
    """a about above access account accounts act acceptable actions ad addendum additional address administration administrator advertisers
    advertising affiliates after aggregate agreement all also although an and annex any app appendix applicable applicant applicants application
    applications apps april are article as at attn august authorities authority automatically back based beacons because before below business
    but buyer buyers by california cases categories category ccpa center certain changes chapter child children childrens choices clause clauses clickstream client
    clients close collect collected collection commerce commission commitment communications community company companies complaint condition
    conditions consent consumer consumers contact content contract contractual controller controllers cookie cookies coppa copyright country
    county cpra css customer customers data date december definition definitions department details device devices directive disclaimer disclaimers disclosure
    disclosures do does domain download downloading driver drivers each economic effective either email employee employees end english entities
    entity eu europe european even every except exhibit faq fax february federal first flash following for form framework frameworks friday from
    full fully further game games gathered gdpr general global government group guest guests harbor here home how however html http https i id if image
    important in including individual individuals information international internet introduction ip is it its january july june landing last
    law legal licensee licensor list local location login mail march marketing may media member members menu message monday most mr ms my name
    neither network networks new no non none not note notice november october objects of office officer on once one online only operator opportunities opportunity or
    organisation organization os other our overview owner page part participant participants parties partner partners party patients pdf
    people person personal personally phone pii pixels platform please policies policy practices previous principles prior privacy procedures process
    processing processor product products program protection provider providers provision publisher purpose purposes questions read register
    registered registration regulation release request residents revised right rights safe safety schedule second section security see seller special
    sellers september service services shared shield should since site sites so social software some ssl standard state statement store
    storage student students subscriber subscribers such summary supervisory technology tel telephone terms thank that the their them there
    these they third this those to together toll trade transactions transfer under union united uk unless until updated url us usa use user
    users using vendor vendors version versions via video visit visiting visitor visitors wallet we web website websites welcome what when where whether
    which while who why will with within work world www yes you your""".split()
)
#: Words that may stand before a name and are no part of it.
_LEADING: Final = frozenset(
    """a also all an and any are as at because because been before between both but by can company contact contacting copyright data dear do
    does during each effective for from full full-text has have here how however if in is last may no not notice on once online only or our
    please policy privacy revised service services since site so some statement thank thanks that the then these this through to under unless
    until updated use using via visit we web website welcome what when where while who why will with you your""".split()
)
#: Products and bodies that policies name often and that are hardly ever their publisher.
_OTHERS: Final = frozenset(
    """googleanalytics googleadsense googleadwords googleads googleplay googlemaps doubleclick facebook twitter linkedin instagram pinterest
    youtube adobe adobeflash macromedia internetexplorer firefox mozillafirefox chrome googlechrome safari opera paypal verisign truste trustarc
    networkadvertisinginitiative nai digitaladvertisingalliance daa betterbusinessbureau federaltradecommission ftc europeancommission
    europeaneconomicarea unitedstates unitedkingdom switzerland ireland germany canada australia newzealand sanfrancisco newyork
    finland malta thailand singapore sweden denmark norway france spain italy netherlands israel india japan brazil mexico luxembourg london dublin
    departmentofcommerce usdepartmentofcommerce jams aaa gdpr ccpa aws""".split()
)


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """What a name's spellings share: no legal form, article, domain ending, capitals or marks."""
    name = _TLD.sub("", without_legal_form(name))
    return _MARKS.sub("", _ARTICLE.sub("", name)).casefold()


def without_legal_form(name: str) -> str:
    """The name without Inc., Ltd and their like at its end."""
    return _LEGAL.sub("", name.strip()).strip(" ,")


def has_legal_form(name: str) -> bool:
    """Whether the name ends with Inc., Ltd or the like."""
    return bool(_LEGAL.search(name.strip()))


def is_other_party(key: str) -> bool:
    """Whether the key is that of a service or body that policies speak of without being its own."""
    return key in _OTHERS


@lru_cache(maxsize=4096)
def cleaned(name: str) -> str | None:
    """The name without possessive and without words before it that begin a sentence; None if nobody's is left."""
    words = _ENDING.sub("", " ".join(name.split()).strip(" \"'*_.,:;-")).split(" ")
    while (
        len(words) > 1
        and words[0].casefold() in _LEADING
        and not (words[0] == "The" and words[1][:1].isupper())
    ):
        words.pop(0)
    name = " ".join(words)
    bare = [word.casefold().strip(",.'") for word in without_legal_form(name).split(" ")]
    own = [word for word in bare if word not in _GENERIC]
    if (
        len(words) > 8
        or len(name_key(name)) < 2
        or all(word in _GENERIC for word in bare)
        or _LEGAL.fullmatch(" " + name)
    ):
        return None
    return name


def initials(name: str) -> str:
    """The capitals that begin the name's words, in lower case."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()).casefold()


def is_acronym(short: str, name: str) -> bool:
    """Whether the short form is made of the name's initials, all or the last of them."""
    letters = "".join(c for c in short if c.isalpha()).casefold()
    full = (initials(name), initials(without_legal_form(name)))
    return short.isupper() and 2 <= len(letters) < len(name) and any(f.endswith(letters) for f in full)  # noqa: PLR2004
