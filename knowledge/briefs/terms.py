"""How long a job lasts and where it is done, where a text says so in set phrases: closed patterns.

"A permanent position" is work that goes on; "two days at home" and "hybrid" are work at a place.
"No agencies" for itself tells recruiters not to call, and chooses no way to hire.
"""

import re
from collections.abc import Iterator

from knowledge.briefs.counted import Counted
from knowledge.patterns import regex
from knowledge.text import small

_JOB = r"(?:position|role|job|contract|post|employment|hire|opening|vacancy|basis|seat|engagement)"
_PERSON = r"(?:developer|engineer|programmer|specialist|colleague|employee|member of staff)"
_ONGOING = regex(
    r"\b(?:"  # so all but the last is tried at the edges of words alone
    r"\b(?:permanent|open-ended|indefinite|unlimited|long[- ]term)\b,? "
    rf"(?:[\w-]+,? ){{0,2}}?{_JOB}\b"
    rf"|\ba permanent (?:[\w-]+ ){{0,2}}{_PERSON}\b(?!s)"
    rf"|\b{_JOB}(?: is| runs| will be| would be|:) (?:permanent|open-ended|unlimited|indefinite|"
    r"for (?:good|the long (?:run|term|haul)))\b"
    r"|\b(?:full|part)[- ]?time ?,? ?(?:and |[/|·•–-] ?)?permanent\b"
    r"|\bpermanent(?:ly)? ?,? ?(?:and |[/|·•–-] ?)?(?:full|part)[- ]?time\b"
    r"|\bfor the long (?:run|haul|term)\b|\b(?:employ|hire|contract)\w*:? permanent(?:ly)?\b)"
    r"|^\W*(?:permanent|open-ended|unlimited)\W*$",
    re.MULTILINE,
)
_FEW = r"(?:one|two|three|four|[1-4]|a|a couple of|(?:one|two|three|1|2|3) ?(?:or|to|[-–/]) ?\w+)"
_FEW_DAYS = rf"(?:{_FEW}|five|5) days?"
_HOME = r"(?:(?:at|from) home|(?:of )?(?:home[- ]?office|remote(?: work)?|home[- ]?working))"
_OFFICE = (
    r"(?:(?:in|at) (?:the|our) (?:office|studio|workshop|building|headquarters)|in[- ]office|"
    r"on[- ]?site|at our place)"
)
_EACH_WEEK = r"(?:a|per|each|every|/) ?week"
_NOT_WORK = (
    r"(?! (?:cloud|app|apps|application|architecture|infrastructure|search|mobile|setup of)\b)"
)
_HERE = regex(
    r"\b(?:"  # the same
    rf"\b{_FEW} days? (?:{_EACH_WEEK} )?(?:of )?(?:work(?:ing)? )?{_HOME}\b"
    rf"|\bdays? {_EACH_WEEK} (?:of )?(?:work(?:ing)? )?{_OFFICE}\b"
    rf"|\bdays? {_OFFICE} {_EACH_WEEK}\b"
    rf"|\b{_OFFICE},? (?:for )?(?:at least |about )?\w+ days? {_EACH_WEEK}\b"
    rf"|\b{_HOME},? (?:for )?(?:up to |about )?{_FEW} days? {_EACH_WEEK}\b"
    r"|\bhybrid,? (?:work\w*|role|position|job|model|set-?up|schedule|arrangement|policy|office)\b"
    rf"|\b(?:work(?:s|ing)?|position|role|job|place|location)(?: is)?:? hybrid\b{_NOT_WORK})"
    r"|(?:^|[,;|(/•·]) ?hybrid ?(?=$|[,;|)/•·.])"
    rf"|\bwfo,? (?:for )?{_FEW_DAYS}|\b{_FEW_DAYS},? wfo\b",
    re.MULTILINE,
)
_REMOTE = regex(  # where people may choose it, or nobody comes to a place
    r"\bor (?:fully |full |100 ?% )?remote(?:ly)?\b(?! \w+(?:s|ing)\b)"
    r"|\b(?:fully|completely|entirely|100 ?%) remote\b"
    r"|\bremote(?:ly)?,? (?:from )?(?:anywhere|wherever|across|within|throughout)\b"
    r"|\bremote[- ]first\b|\bwork(?:ing)? from (?:anywhere|wherever)\b"
)
_OR_REMOTE = regex(r"[^.;:!?\n]{0,32}\bor (?:[\w%]+ ){0,2}?remote[^.;:!?\n]*")
_NOTICE = regex(
    r"(?:^|[.!?•*|]|[-–] )\W*(?:please,? )?no "
    r"(?:(?:recruit\w+|staffing|hiring|unsolicited|third[- ]party) )*"
    r"(?:agencies|recruiters|headhunters)\b"
    r"(?!.{0,40}\b(?:freelanc|contractor|employ|in-?house|own|outsid))"
    r"|\b(?:agencies|recruiters|headhunters)[,:]? (?:need not|please (?:do not|don['’]?t)|"
    r"should not|will not be)\b"
    r"|\bno (?:calls|cvs|approaches|contact|profiles) (?:from|by|of) (?:\w+ )?"
    r"(?:agencies|recruiters|headhunters)\b",
    re.MULTILINE,
)
# What is not so, or not yet: "until we find a permanent developer".
_NOT_SO = regex(
    r"(?:\b(?:no|not|never|nor|without|until|till|before|than|instead of|replac\w+|"
    r"suggest\w*|propos\w*|perhaps|maybe|later|might)|n['’]t)"
    r"\W+(?:\w+\W+){0,4}$"
)
_BEFORE = 48  # characters in which that is looked for


# Words of which a text has one where a pattern finds anything: most texts are spared the search.
_HINTS = {
    _ONGOING: ("permanent", "open-ended", "indefinite", "unlimited", "long", "for good"),
    _HERE: ("day", "hybrid"),
    _REMOTE: ("remote", "anywhere", "wherever"),
    _NOTICE: ("agencies", "recruiters", "headhunters"),
}


def read_terms(text: str) -> Iterator[Counted]:
    """What set phrases in a text say of the work's length and place, and of no way to hire."""
    lowered = small(text)
    for found in _find(_ONGOING, lowered):
        if not _NOT_SO.search(_just_before(lowered, found.start())):
            yield Counted(found.start(), found.end(), "length", "ongoing")
    remote = [
        found
        for found in _find(_REMOTE, lowered)
        if not _NOT_SO.search(_just_before(lowered, found.start()))
    ]
    for found in remote:
        yield Counted(found.start(), found.end(), "place", "remote")
    for found in _find(_HERE, lowered):
        is_choice = any(_is_choice(lowered[found.end() : one.end()]) for one in remote)
        if not (is_choice or _NOT_SO.search(_just_before(lowered, found.start()))):
            yield Counted(found.start(), found.end(), "place", "here")
    for found in _find(_NOTICE, lowered):
        last = found.end() - 1  # it may begin with the end of the sentence before
        yield Counted(last, found.end(), "terms", "none")


def _is_choice(between: str) -> bool:
    """Whether what ends with remote work is offered instead: "hybrid, or remote"."""
    return bool(between) and bool(_OR_REMOTE.fullmatch(between))


def _find(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(text) if any(map(text.__contains__, _HINTS[pattern])) else iter(())


def _just_before(text: str, place: int) -> str:
    """What stands before a place in its clause."""
    return re.split(r"[.;:,!?\n]", text[max(0, place - _BEFORE) : place])[-1]
