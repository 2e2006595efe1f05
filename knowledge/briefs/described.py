"""Segments that describe the firm, or the person that it wishes for, and tell of no work: closed
patterns. "We are a platform for pet owners", "you care about page speed".
"""

import re

from knowledge.patterns import regex
from knowledge.text import small

_FIRM = (
    r"(?:platforms?|marketplaces?|providers?|compan(?:y|ies)|firms?|start-?ups?|scale-?ups?|"
    r"agenc(?:y|ies)|studios?|shops?|stores?|tools?|services?|apps?|systems?|networks?|portals?|"
    r"leaders?|groups?|makers?|operators?|suppliers?|business(?:es)?|saas|software|sites?|"
    r"websites?|publishers?|retailers?|banks?|lenders?|insurers?|clinics?)"
)
_KIND = r"(?:[\w&/+-]+,? ){0,6}?"
_ASKS = (  # that something is to be done makes it work
    r"\b(?:need\w*|want\w*|look(?:ing|s)? for|seek\w*|must|should|has to|have to|hir(?:e|ing)|"
    r"build\w*|add\w*|launch\w*|creat\w*|develop(?:ing|s)?|plan\w*|rebuild\w*|mov(?:e|ing)|new|"
    r"shared|soon|next (?:year|month|spring|summer|autumn|winter|fall)|from (?:scratch|zero))\b"
)
_IS_FIRM = regex(
    r"^\W*(?:(?:hi|hello|hey|hiya)\W+)?"
    rf"(?:we(?:['’]re| are) (?:an?|the|one of) {_KIND}{_FIRM}\b"
    rf"|we (?:run|operate|offer|provide|have been|sell) (?:an?|the|our)? ?{_KIND}{_FIRM} "
    r"(?:for|that|which|where|to)\b"
    rf"|(?:our|the) company (?:is|runs|operates|offers) {_KIND}{_FIRM}\b)"
)
# What begins a text with its trade: "Booking platform for dentists, Porto."
_TRADE = regex(rf"^\W*(?:[\w&/-]+ ){{0,3}}?{_FIRM} for [\w -]+(?:, [\w +&-]+)*\.\W*$")
_WISHED = regex(
    r"\b(?:an? (?:\w+ )?(?:eye|passion) for|passionate about)\b"
    r"|^\W*(?:(?:you|who|somebody who|someone who|ideally|they)(?:['’]?ll| will| would|['’]d)? )?"
    r"(?:\w+ly )?(?:care|cares|caring|obsess(?:es)?) (?:\w+ly |a lot )?about\b"
)
_SKILL = regex(
    r"^\W*(?:you(?:['’]re| are| have)? )?(?:\w+ )?"
    r"(?:solid|strong|fluent|fluency|proficient|proficiency|confident|comfortable|skilled|versed|"
    r"at home|experienced?|expert|expertise|good|very good|knowledge)\b"
    r"(?: (?:\w+ )?(?:knowledge|experience|command|background))? "
    r"(?:in|with|of|at least|one of|any of)\b|\bat least one of\b|\bor (?:similar|comparable)\b"
)


def describes_firm(text: str, *, is_first: bool = False) -> bool:
    """Whether a segment says what the firm is, and nothing that is to be done; `is_first` if it
    begins the text, where its trade may stand alone.
    """
    said = small(text)
    if not (_IS_FIRM.search(said) or (is_first and _TRADE.search(said))):
        return False
    return not re.search(_ASKS, said)


def describes_person(text: str) -> bool:
    """Whether a segment says what somebody should care about, which is no work."""
    return bool(_WISHED.search(small(text)))


def asks_for_skill(text: str) -> bool:
    """Whether a segment says what somebody should know, whatever they work on."""
    return bool(_SKILL.search(small(text)))
