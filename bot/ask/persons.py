"""Questions about people. RoleFit advises on roles: whoever asks about somebody is told so.

A brief may speak of people ("our last developer retired, she knew it all"); a question that wants
one judged is told by its build: a pronoun beside a verdict, an age, a sex, a name in a place where
only a person can stand.
"""

import re
from collections.abc import Container

from knowledge.briefs.personal_traits import is_about_person
from knowledge.text import fold

LONGEST_QUESTION = 60  # words; a longer text tells of work

_VERDICT = (
    r"(?:hire|reject|fire|keep|take|drop|promote|pass|fit|right for|enough|senior|mid|junior|"
    r"qualified|ready|offer|nervous|trust|level|grade|rate|strong|weak)"
)
_PRONOUN = re.compile(
    r"\b(?:is|was|does|did|should|would|can|could|will|has|isn'?t) s?he\b"
    r"(?! (?:right|wants?)\b(?! for))"
    r"|\b(?:hire|reject|take|keep|rate|fire|promote|pass|trust|drop|offer|interview|ask|test|grade|"
    r"on|of|about|for|with|give) (?:him|her)\b"
    r"(?=\W*(?:$|[?.!,;]|or|y/n|for|as|in|an|to|now|then)\b|\W*$)"
    r"|\b(?:his|her) (?:cv|r[eé]sum[eé]|answers?|github|portfolio|(?:code )?test|take-?home|"
    r"experience|level|age|interview|skills)\b"
    rf"|^\W*s?he(?:'?s)?\b.*\b{_VERDICT}\b",
    re.IGNORECASE | re.DOTALL,
)
_AT_HAND = re.compile(
    r"\b(?:this|that|the|my|our|your|last|first|second|third|other|next|both|these|those) "
    r"(?:(?:php|backend|last|first|second|other|young|new|java|laravel) )?"
    r"(?:guys?|girls?|lady|ladies|bloke|dude|fella|chap|kid|gent|man|woman|candidates?|applicants?|"
    r"finalists?|interviewees?|cvs?|r[eé]sum[eé]s?) "
    r"(?:from|who|with|i |we |here|above|attached|yesterday|last|on)\b"
    r"|\b(?:cv|r[eé]sum[eé]|profile) (?:is )?(?:attached|below|above)\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\bhow (?:old|young) (?:should|must|may|can|could|is too|do(?:es)?|are|is (?:he|she|the "
    r"(?:candidate|applicant|ideal)))\b|\b(?:what|which|right|ideal|best|maximum|minimum) age\b"
    r"|\bage (?:limit|range|group|bracket|cap)\b|\b(?:over|under|above|below) (?:the age of )?"
    r"(?:2[05]|3[05]|4[05]|5[05]|6[05])(?:s)?\b(?=\W*(?:$|ok|fine|for|as|too|people|dev|cand))"
    r"|\b(?:too|is \d\d) (?:old|young)\b(?=.*\b(?:job|role|seat|dev|developer|hire|candidate|"
    r"position|backend|php|work|for this)\b)",
    re.IGNORECASE,
)
_THING_OF_AGE = re.compile(
    r"\b(?:code\w*|app|application|version|system|server|stack|framework|software|site|shop|"
    r"php ?\d)\b",
    re.IGNORECASE,
)
_SEX = re.compile(
    r"\b(?:wom[ae]n|females?|ladies|girls?|mothers?|mums?|moms?|pregnan\w+|gender|men|"
    r"male devs?)\b",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"\b(?:hire|hiring|dev\w*|engineer\w*|squad|team|role|job|candidate\w*|position|interview|fit|"
    r"backend|php|recruit\w*)\b",
    re.IGNORECASE,
)
_NAME = r"([^\W\d_]{2,})"
_JUDGED_NAMES = tuple(
    re.compile(pattern.replace("NAME", _NAME), re.IGNORECASE)
    for pattern in (
        r"\b(?:think|say|reckon|opinion|thoughts|feel) (?:of|on|about) NAME "
        r"(?:for|as|in|from|and)\b",
        r"\b(?:is|was|are|would|could|should|can|will|does|did|has) NAME (?:really )?"
        r"(?:good enough|right for|a (?:good |better |strong )?(?:fit|match|hire)|strong enough|"
        r"senior enough|qualified|ready for|up to|able to|be (?:on|in|the|a|our)|do the|"
        r"handle the|lead the|cut it|fit (?:in|the))\b",
        r"\b(?:hire|reject|promote|fire|pick|choose|take|ask|interview|offer|keep) NAME "
        r"(?:or|for|as|and|in|on|about|tomorrow|today)\b",
        r"\bbetween NAME (?:and|or) [^\W\d_]+ (?:for|in|on|as|who)\b",
        r"^\W*NAME (?:has|had|got|only has) (?:about |some |around |over )?"
        r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:yrs?|years?)\b",
    )
)


def asks_about_person(text: str, known: Container[str]) -> bool:
    """Whether a text wants to know something about a person: somebody at hand or by name, an age,
    a sex. `known` holds the words that are no names, folded.
    """
    if is_about_person(text):
        return True
    if len(text.split()) > LONGEST_QUESTION:
        return False
    if _AT_HAND.search(text) or _PRONOUN.search(text):
        return True
    if _AGE.search(text) and not _THING_OF_AGE.search(text):
        return True
    if _SEX.search(text) and _JOB.search(text):
        return True
    names = (name for pattern in _JUDGED_NAMES for name in pattern.findall(text))
    return any(fold(name) not in known for name in names)
