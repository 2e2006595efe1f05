"""Messages that go on from an earlier one, which nobody here has seen: "and for the other one?"."""

from bot.ask.phrases import ROLE_NOUNS
from bot.ask.roles_named import Named
from knowledge.patterns import regex
from knowledge.text import small

LONGEST = 12  # words

_FOLLOWS = regex(
    r"\W*(?:(?:ok(?:ay)?|right|hm+|makes sense|got it|cool|fair(?: enough)?|i see|thanks|thx|yes|"
    r"yeah|no|nope|sure|good|great|nice|alright)\W+)*"
    r"(?:(?:and|but|so|or|then|also)\b|(?:what|how) about\b|what if (?:we|they|it|that)\b|same\b|"
    r"why\b(?:\W+(?:that|tho|though|"
    r"not|is that|so))?\W*$|(?:tell me )?more\b|go on\b|the (?:point|part|bit|thing) (?:about|on|"
    r"with)\b|which of (?:those|these|them)\b|"
    r"(?:does|do|is|are|would|will|how would|how does) (?:that|those|the same|it|they|this) "
    r"(?:also |still )?(?:hold|apply|go|change|work|count|true|matter|the same)\b)",
)
_EARLIER = regex(
    r"\b(?:that|those|these|them|it|they|this|one|ones|same|first|second|third|other|another|more|"
    r"else|why|instead|too|em|already|both|again)\b",
)
_WHAT_ABOUT = regex(  # ... a role that is named, after others
    r"\W*(?:the )?same (?:question|q|thing|one|again)?\b.*\bfor\b.*|"
    r"\W*(?:(?:and|ok(?:ay)?|so|but)\W+)*(?:what|how) about\b.*\b(?:then|though|tho|instead)\W*"
)
_WISE = regex(  # ... an aspect of what is not said
    r"\W*(?:and|but|so|ok(?:ay)?|also|what about|how about)\W+[\w-]+(?: |-)?wise\W*"
)
_CASE = regex(  # ... another case of it, without a question of its own
    r"\W*(?:(?:ok(?:ay)?|hm+|right|i see|got it|sure|yes|no)\W+)*(?:and|but|so|or) "
    r"(?:if|in|for|with|without|at|on|when|as|outside|inside|under|since)\b(?! (?:which|what)\b)"
    r"(?!.*\b(?:who|whom|whose|which|what|how|why|where|do|does|did|is|are|should|shall|can|could|"
    r"will|would|must|may)\b).*\?\W*"
    r"|\W*(?:(?:ok(?:ay)?|hm+)\W+)*(?:and|but) (?:for|in|with|without|on) (?:\w+ ){0,2}\w+\W*"
    r"|\W*(?:(?:ok(?:ay)?|hm+)\W+)*(?:and|but|so|or|what) if (?!.*\b(?:who|whose|which|what|how|"
    r"why)\b)"
    r"[^,]*\?\W*|\W*(?:ok(?:ay)?\W+)?(?:(?:and|but|so) what if|"
    r"what if (?:we|they|there) (?:\w+ )?(?:have|has|is|are)\b) ?(?!.*\b(?:who|whose|which|how)\b)"
    r"[^,.?!]*\W*|\W*(?:and|but|or) (?!vs\b)(?:\w+ ){0,2}\w+\s?\?\W*|\W*(?:continue|go ahead|"
    r"next one)\W*"
)
_WHO_DOES_IT = regex(
    r"\W*(?:ok(?:ay)?\W+)?(?:and|but|so) who (?:does|owns|runs|handles|fixes|builds|writes|"
    r"maintains|decides|checks|pays for|takes care of|looks after) (?:it|that|this|them|those)\b"
)
_SAID_BEFORE = regex(
    r"\W*(?:(?:ok(?:ay)?|thanks)\W+)?(?:the )?same (?:question|q)\b(?! twice)"
    r"|.*\b(?:what (?:you|u) (?:said|told (?:me|us)|wrote)|"
    r"(?:you|u) (?:said|told (?:me|us)|wrote|answered)) "
    r"(?:before|earlier|above|yesterday|last|about)\b"
)
_DOUBT = (  # of the answer before
    r"(?:(?:hm+|ok(?:ay)?|well|no|nah|nope|sorry|wait|eh|wow)\W+)*"
    r"(?:(?:i'?m |i am |im )?not (?:so |too |really |entirely |at all )?(?:sure|convinced)"
    r"|i (?:do not|don'?t|doubt|disagree)"
    r"|(?:that|this|it)(?:'?s| (?:is|can|does|sounds|seems|feels|looks)\w*"
    r"|n'?t)\b"
    r"|really|seriously|interesting|are you sure)\b[^.?!]{0,40}[.!?,;–—-]+\s+"
)
_SOURCE = regex(  # ... what it rests on
    rf"(?:{_DOUBT})?(?:"
    r"\W*(?:(?:any|a|your|the|got an?|have you an?|where(?:'?s| is) (?:the|your)"
    r"|what(?:'?s| is) the) )?"
    r"(?:source|proof|evidence|link|reference)(?: (?:for|on|of) (?:that|this|it)(?: \w+){0,2})?"
    r"\s?\?+\W*"
    r"|\W*(?:(?:says|said) who|(?:and )?who (?:says|said|claims) (?:so|that|this|it))\W*"
    r"|\W*where (?:does|did|do) (?:this|that|it) come from\b.*"
    r"|\W*where (?:did|do) (?:you|u) (?:get|take|have) (?:this|that|it|all this)(?: \w+)? from\b.*"
    r"|\W*(?:(?:can|could) (?:you|u) )?(?:prove|back) (?:it|that|this)(?: up)?\W*"
    r"|\W*how (?:do|would|can) (?:you|u) know(?: (?:that|this|it))?\W*"
    r"|\W*links? to (?:the|that|this|your) (?:article|source|text|page)\W*"
    r"|\W*(?:from )?which article(?: (?:is|was|says) (?:this|that|it))?(?: (?:in|from))?\W*)"
)
_MEANT = regex(  # … something else than was understood
    r"\W*(?:(?:sorry|no|nope|oh|wait|ah|hm+)\W+)*(?:i|we) (?:meant|mean(?= the\b))"
    r"(?: (?!who|what|which|how|why|when|where|if|whether)[\w-]+){1,4}\W*"
)
_REWORD = regex(  # the answer before, in other words
    r"\W*(?:and |ok |but )?in (?:numbers|figures|euros?|dollars|detail|other words)\W*|"
    r"\W*(?:(?:can|could|would) (?:you|u) )?(?:please )?(?:shorten|simplify|rephrase|summari[sz]e|"
    r"reword|repeat|translate) (?:that|this|it)\b[^?]{0,30}\W*|"
    r"\W*(?:and )?why (?:that|this|the other) (?:one|role)\b[^?]{0,30}\W*|"
    r"\W*(?:an? )?(?:(?:much|even) )?(?:short|long|simpl|brief|clear)\w*r (?:version|answer|"
    r"one)\W*|"
    r"\W*(?:(?:can|could|would|will) (?:you|u) )?(?:please )?"
    r"(?:make|say|put|write|explain|give|do)(?: me| us)? (?:that|this|it)(?: again)? (?:\w+ )?"
    r"(?:short\w*|long\w*|simpl\w*|brief\w*|nicer|clear\w*|differently|"
    r"in (?:a |an )?(?:table|list|slide|bullets?|sentence|paragraph)\b|"
    r"in (?:plain|simpl\w+|other|fewer|one|german|dutch|spanish|french)\b.*)"
    r"(?: for \w+(?: \w+)?)?\W*",
)


def asks_of_an_answer(text: str) -> bool:
    """Whether a text wants the answer before it said again, or what it rests on."""
    low = small(text)
    is_meant = "mean" in low and _MEANT.fullmatch(low)
    return bool(is_meant or _REWORD.fullmatch(low) or _SOURCE.fullmatch(low))


def goes_on(text: str, named: Named) -> bool:
    """Whether a text goes on from an earlier message."""
    low = small(text)
    if _WHO_DOES_IT.match(low) and len(text.split()) <= LONGEST:
        return True
    if not named.roles and _SAID_BEFORE.match(low):
        return True
    if named.roles:
        asked_before = _WHAT_ABOUT.fullmatch(low) or (
            len(named.roles) == 1 and _CASE.fullmatch(low)
        )
        return bool(asked_before) and not set(named.besides) - ROLE_NOUNS - {"q", "question"}
    if _WISE.fullmatch(low):
        return True
    if len(text.split()) > LONGEST:
        return False
    return bool(_CASE.fullmatch(low) or (_FOLLOWS.match(low) and _EARLIER.search(low)))
