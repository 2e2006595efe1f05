"""Whether a text speaks of somebody at hand: a candidate who was met, one of a team, finalists."""

import re

from knowledge.patterns import regex

PEOPLE = (
    r"(?:dev\w*|engineers?|programmers?|coders?|freelancers?|contractors?|guys?|girls?|persons?|"
    r"people|folks|colleagues?|employees?|juniors?|seniors?|hires?|ones?)"
)
_AT_HAND = regex(
    r"\b(?:"  # so the rest is tried at the edges of words alone
    r"\b(?:has|with|got) (?:about |over )?\d+\+? ?(?:yrs?|years?)\b.*\b(?:yes or no|y/n|hire|"
    r"invite|"
    r"reject|thoughts|worth it|take)\b|"
    r"\b(?:candidate|applicant|finalist) (?:(?:#\s?|n[or]\.? ?|number )?\d|"
    r"(?:has|is|was|had|said|from|who|with|number|lied|failed|passed|seems|seemed|did|wants|"
    r"asked|ghosted|cancell?ed|withdrew|declined|vanished|bombed|froze|never|didn'?t|"
    r"(?:i|we) (?:just )?(?:spoke|talked|met|saw|interviewed|called|screened|tested|had|rejected))"
    r"\b)"
    r"|\b(?:pass|chase|reject|hold|wait|follow up|ghost|nudge) or "
    r"(?:move (?:on|fwd|forward|ahead|them)|proceed|advance|next round|let (?:it )?go)\b"
    r"(?! (?:to|from|with)\b)"
    r"|\b(?:this|that|the) (?:one|person)\b.*\b(?:hire|next round|make of|think|move|reject)\b"
    r"|\b(?:fire|promote|replace|keep|let go of|sack|reject) (?:my|our|this|that|the) "
    r"(?:\w+ ){0,2}?(?:dev\w*|engineer|programmer|coder|freelancer|guy|girl|hire|candidate|lead)\b"
    r"|\b(?:interview|call|round|test|rude|shy|cv|yrs?|years|applicant|candidate|guy)\b.*[.!,;:…] ?"
    r"(?:hire|reject|invite|next round|offer|take|keep)(?: or (?:not|no|reject|pass|drop))?\?\W*$"
    r"|\b(?:my|our) (?:slow|weak|bad|lazy|useless|difficult|underperforming) (?:\w+ )?(?:dev\w*|"
    r"engineer|programmer|coder|freelancer|colleague)\b"
    r"|\b(?:think|believe|reckon)(?: that)? (?:the|this|that|our) (?:\w+ )?(?:candidate|"
    r"applicant|guy|"
    r"girl|freelancer|finalist) (?:can|could|is|will|would|fits|has|knows)\b"
    r"|\bis (?:the|this|that|our) (?:\w+ )?(?:guy|girl|dude|bloke|candidate|"
    r"applicant) (?:any good|good"
    r"|ok|worth|right|senior)\b|\bdo (?:you|u) (?:buy|believe) (?:it|that|him|her)\W*$|"
    r"\bhire or (?:no hire|not|pass)\b"
    r"|\b(?:think|thoughts|opinion) (?:of|about|on) (?:our|my|this|that|the) (?:\w+ )?"
    r"(?:candidate|applicant|finalist|freelancer|guy|girl)\b"
    r"|\blet (?:my|our|this|that|the) (?:\w+ )?(?:dev\w*|engineer|programmer|coder|freelancer|guy|"
    r"girl|hire|lead) go\b"
    r"|\b(?:best|better|strongest|weaker|weakest) (?:candidate|applicant|cv|one) (?:out )?(?:of|"
    r"among) "
    r"(?:the|these|those|our|my)\b|\blinkedin\.com/in/|\bcompare (?:these|those|the|them|"
    r"my) (?:(?:\d+|two|three|four|five) )?"
    r"(?:finalists|candidates|applicants|people|cvs)\b"
    r"|\b(?:extend|keep|hire|promote|retain|take) or (?:let go|drop|fire|reject|sack|lose)\b"
    r"|\b(?:rank|rate|score) (?:these|those|the|them|my) (?:\d+|two|three|four|five|"
    r"finalists|candidates|applicants|people|cvs)\b"
    r"(?! (?:\w+ )?(?:roles|jobs|titles|profiles|models|options|languages|frameworks))|"
    r"\b(?:this|that|the|my|our|your|last|first|second|third|other|next|both|these|those) "
    r"(?:\w+ )?"
    r"(?:guys?|girls?|lady|ladies|bloke|dude|fella|chap|kid|gent|man|woman|candidates?|applicants?|"
    r"finalists?|interviewees?|cvs?|r[eé]sum[eé]s?) "
    r"(?:from|who|with|i |we |here|above|attached|yesterday|last|on)\b"
    r"|\b(?:cv|r[eé]sum[eé]|profile) (?:of \w+ )?(?:is )?(?:attached|below|above|in the thread)\b"
    r"|\bthe (?:first|second|third|fourth|other|last) (?:candidate|applicant|finalist)\b"
    r"|\b(?:second|another|last) chance\b|\bstraight (?:reject|hire)\b|\by[ae]y or nay\b"
    r"|\b(?:didn'?t|did not|couldn'?t|has|barely|only just) (?:not )?"
    r"(?:clear|cleared|pass|passed|make|made) (?:the |our )?"
    r"(?:first|second|third|last|next|final|tech\w*|screening|code|coding) "
    r"(?:round|test|interview)\b"
    r"|\bwho(?:m)? (?:would|wud|wld|should|shud|shall) (?:you|u|we|i) (?:pick|choose|shortlist)\b"
    r"(?=\W*$|.*\bfor (?:the|our|this)\b)"
    r"|\bshortlist (?:the )?(?:top |best )?(?:\d|one|two|three|these|those|them)\b"
    r"|\b(?:my|our) (?:\w+ ){0,3}?(?:dev\w*|engineer|programmer|coder|freelancer|guy|girl|hire|"
    r"lead|cto|manager|colleague|intern) (?:is|was|seems|acts|gets) (?:\w+ ){0,2}?"
    r"(?:slow|lazy|quiet|shy|rude|loud|moody|arrogant|grumpy|stubborn|difficult|negative|annoying|toxic|"
    r"aggressive|unmotivated|unreliable|careless|sloppy|nice|smart|friendly|stupid|clever"
    r"|charming|touchy|bossy|chatty)\b"
    r"|\bis (?:our|my|the|this|that) (?:\w+ ){1,3}?(?:the |a )?(?:right|best|good|wrong) "
    r"(?:person|guy|one|man|woman|choice) (?:to|for)\b"
    r"|\bwho(?: is|'?s) (?:our|my|your) (?:best|worst|top|strongest|weakest|cheapest|most \w+) "
    r"(?:\w+ )?(?:dev\w*|engineer|programmer|coder|freelancer|candidate|applicant)s?\b)",
)
_NOT_SO = (  # what was found lacking, or is put forward
    r"(?:says?|claims?|couldn'?t|could not|can'?t|cannot|struggle[sd]|talks?|talked|lacks?|only)"
)
_VERDICT = (
    r"(?:(?:ok(?:ay)?|fine|right|enough) (?:for|as)|"
    r"deal ?breaker|red flag|no[ -]go|(?:good |senior |strong )?enough|(?:good |bad )sign|"
    r"a (?:good |bad )?(?:fit|match|worry)|fit|suitable|"
    r"worth (?:inviting|a (?:call|chat|try|second))|hire|invite|reject|next round|"
    r"(?:move|go) (?:on|forward|ahead))"
)
_WEIGHED = regex(
    rf"\b(?:candidate|cand|applicant|finalist|interviewee) {_NOT_SO}\b.*"
    rf"(?:\b{_VERDICT}\b[^.?!]*\?|[,;:–—-] ?(?:so |then |is that )?[\w-]+ or [\w-]+\?)"
    r"|\b(?:reject|invite|shortlist|pass on|advance) (?:this|that) (?:one|person)\b"
)
_MET = regex(  # "a candidate" who is at hand
    r"\b(?:got|have|had|met|saw|interviewed|screened) (?:an?|one|another) (?:\w+ ){0,3}?"
    rf"(?:candidate|cand|applicant)[,.;:!–—-].*\b{_VERDICT}\b[^.?!]*\?"
)
_CALLED = regex(r"\b(?:cand|appl|finalist|interviewee|this|that)")  # none of both goes without
_SOMEBODY = (
    r"(?:candidate|cand|applicant|finalist|colleague|contractor|freelancer|dev|guy|"
    r"(?:one of )?(?:my|our|the) (?:\w+ )?(?:dev\w*|engineers?|programmers?|contractors?))"
)
_SORTED = (  # which role somebody at hand is for, or whether that is so; words that each needs
    (
        ("fit", "legit", "red flag", "believe", "buy", "but", "is that", "is this"),
        regex(
            rf"\b{_SOMEBODY}(?: of ours)? (?:says?|claims?|calls?|only knows|knows|did|has done|"
            r"used|is)\b.*"
            r"(?:\bwhich (?:of (?:the|these) (?:two )?)?(?:titles?|roles?|box|ones?)\b[^.?!]*"
            r"\bfits?\b|\bis (?:that|this) (?:fair|true|right|legit|ok|a red flag)\b"
            r"|\bred flag\b|\blegit\b|\bdo (?:i|we) (?:believe|buy) (?:it|that|him|her|them)\b"
            r"|\bbut (?:has |had |have )?(?:only|never)\b)"
        ),
    ),
    (
        ("cv", "sum", "profile", "application"),
        regex(
            r"\b(?:got|have|here'?s?|read) (?:an?|this|one) (?:cv|r[eé]sum[eé]|profile|"
            r"application)\b.*(?:\b\w+ or \w+(?: box| pile| role| req)?\?|\bwhich of the two\b)"
        ),
    ),
    (
        ("interviewed", "met", "saw", "shortlisted"),
        regex(
            r"\bwe (?:interviewed|met|saw|shortlisted) (?:two|three|2|3|both)\b.*"
            r"\bwho (?:goes|fits|gets|is|do)\b"
            r"|\b(?:interviewed|met) an? (?:guy|girl|lady|person|dev\w*|man|woman)\b"
            r".*(?:\?|\bthoughts\b|\bopinions?\b)"
        ),
    ),
    (
        ("yr", "year"),
        regex(
            r"\bdev\w*, \d+ ?(?:yrs?|years?)\b.*"
            r"\b(?:worth|invite|call|interview|reject|fit)\b[^.?!]*\?"
        ),
    ),
    (
        ("cv", "cand", "appl", "profile", "guy", "girl", "lady", "finalist"),
        regex(
            r"^\W*(?:an? |the |this |ex[ -]\w+ |former \w+ )?"
            r"(?:cv|candidate|cand|applicant|profile|guy|girl|lady|finalist)\b[^?]*"
            r"(?:\b\w+ or \w+(?: pile| box| req| role| opening)?|"
            r"\b(?:reject|invite|hire|take) [^?]*|"
            r"\b(?:ok|okay|fit|right|good|enough) for (?:our|the|an?) [^?]*)\?"
        ),
    ),
    (
        ("one of ", "his title", "her title", "their title", "place him", "place her"),
        regex(
            r"\bone of (?:my|our|the) (?:\w+ )?(?:guys|devs?|people|engineers|contractors)\b.*"
            r"\b(?:realistic|ready|ok|fair|fit|titles?)\b"
            r"|\b(?:his|her|their) title\b|\bplace (?:him|her)\b"
        ),
    ),
    (
        (") or ",),
        regex(r"\b(?!php|backend|dev)\w+ \([^)]{4,}\) or (?!php|backend|dev)\w+ \([^)]{4,}\)"),
    ),
    (
        ("senior", "junior", "mid", "good"),
        regex(
            r"\b(?:if|whether) (?!it|this|that)\w+ is (?:senior|junior|mid|any good|good enough)\b"
        ),
    ),
    (
        ("breaker", "red flag", "no go", "no-go", "enough"),
        regex(
            r"\bs?he (?:couldn'?t|could not|can'?t|cannot|didn'?t|struggled)\b.*"
            r"\b(?:deal ?breaker|red flag|no[ -]go|enough)\b"
        ),
    ),
)
_OF_SORTED = frozenset(  # words of which each of these needs one, or a bracket
    "fit fits legit flag believe buy fair right true ok only never cv resume resumé résumé profile "
    "application interviewed met saw shortlisted yr yrs year years cand candidate applicant guy "
    "girl lady finalist title titles place one box senior junior mid good enough breaker "
    "dealbreaker go".split()
)
_ANYBODY = regex(  # nobody at hand
    r"\b(?:an?|any|some|every|each) (?:\w+ ){0,2}?(?:candidate|applicant|finalist)\b"
)
_TEAM = r"(?:teams?|squads?|crews?|company|office|department|bunch|lot|us|group)"
_RANKED = (
    r"(?:weakest|worst|slowest|laziest|dumbest|sloppiest|smartest|(?:most|least) "
    r"(?:productive|reliable|motivated|skilled|useful|talented|valuable|careful|capable|liked))"
)
_OF_A_TEAM = regex(  # which of the people that are there
    r"\b(?=who|which|name|tell|any|rank|final|cand|appl|cont|inte|short)(?:"  # all but these: fast
    rf"\b(?:who(?:'?s| is| was| are)?|which|name|tell me) (?:the |our |my )?"
    rf"(?:{_RANKED}|best|strongest|fastest) (?:\w+ ){{0,2}}?{PEOPLE} "
    rf"(?:(?:\w+ )?(?:on|in|at|of|from|among) (?!an? )(?:\w+ ){{0,2}}{_TEAM}\b|"
    r"(?:that )?(?:we|i) have\b)"
    rf"|\bwho(?:'?s| is| was| are)? (?:the |our )?{_RANKED}(?: {PEOPLE})?"
    r"(?: (?:on|in|of|at|among|from|right|now|at|last|these|yesterday|today|here)\b|\W*$)"
    rf"|\b(?:who|any(?:one|body)|which (?:one )?(?:of|{PEOPLE}))\b[^.?!]{{0,50}}"
    rf"\b(?:the {_RANKED}|underperform\w*|not good enough|deserves? (?:an?|the|more|to be)\b|"
    r"gets? (?:the|an?) (?:promotion|raise|bonus|offer|sack)|pull(?:ing|s)? (?:their|his|her) )"
    r"|\bwho(?:m)? gets (?:the|our|an) offer\b"
    r"|\b(?:who(?:m)?|which(?: one)?(?: of)?(?: \w+){1,5}) "
    r"(?:do|would|should|could|shall|can|must) (?:we|i|you) "
    r"(?:let go|fire|sack|promote|lay off|dismiss)\b"
    r"|\brank (?:our|my|the|these|those) (?:\w+ ){0,2}?(?:devs|developers|engineers|programmers|"
    r"coders|freelancers|people|juniors|seniors|team)\b"
    r"|\b(?:finalists|candidates|applicants|contenders|interviewees|shortlist(?:ed)?)\b"
    r"(?! for the title)(?=.*\bone (?:of them )?(?:is|has|was|had|can|can'?t|wants?|wanted|knows?|"
    r"lives?|speaks?|did|comes?|came|needs?|asks?|asked|only|with|also)\b)"
    r"|\b(?:finalists|candidates|applicants)\b(?! for the title).*"
    r"(?:[.?!,;:)–—-] ?(?:pls |please |just )?pick (?:one|1)\b|"
    r"\b(?:which|whom?) (?:one )?(?:to (?:pick|choose|take|hire)|wins|gets it|"
    r"(?:do|should|would|shall|can) (?:i|we|you|u) (?:pick|take|choose|hire|go (?:for|with))|"
    r"(?:fits?|suits?) (?:the|our|this|that)|(?:is|'?s) (?:the )?(?:better|best|stronger) fit)\b))",
    re.DOTALL,
)


def speaks_of_somebody(low: str, said: frozenset[str]) -> bool:
    """Whether a text in small letters, with these words, wants somebody at hand judged."""
    if _AT_HAND.search(low) and _AT_HAND.search(_ANYBODY.sub(blank, low)):
        return True
    if _OF_A_TEAM.search(low):
        return True
    if (") or " in low or not said.isdisjoint(_OF_SORTED)) and _is_sorted(low):
        return True
    is_called = _CALLED.search(low)
    return bool(is_called and (_MET.search(low) or _WEIGHED.search(_ANYBODY.sub(blank, low))))


def _is_sorted(low: str) -> bool:
    return any(
        pattern.search(low) for needed, pattern in _SORTED if any(map(low.__contains__, needed))
    )


def blank(found: re.Match[str]) -> str:
    """As many spaces: whatever follows keeps its place."""
    return " " * len(found[0])
