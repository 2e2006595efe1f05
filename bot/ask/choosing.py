"""What asks for a choice between roles, or for the role to open. For texts in small letters."""

from knowledge.patterns import regex

WHICH_ROLE = regex(
    r"\b(?:which|what|wich|wat)(?:'?s)?(?: (?:kind|type|sort)(?: of)?)?(?: (?!do\b|does\b)\w+)?"
    r" (?:role|dev|developer|engineer|programmer|hire|profile|position|req|job title|"
    r"specialist)s?\b(?! (?:say|tell|think|claim|mean|want)\b)"
    r"|\bwhich (?:one )?of (?:the two|the|these|those|them|both)\b"
    r"(?! (?:three|four|five|[3-9])\b(?! (?:roles|jobs|profiles|titles)|.{0,20}\bhire))"
    r"|\bwhich one\b"
    r"|\b(?:what|which|wich) (?:do|should|shall|would|must|can) (?:we|i) "
    r"(?:hire|post|open|recruit)\b",
)
CHOOSE = regex(  # the same, whatever is said besides
    r"^\W*hire whom?\b|\b(?:"  # so the rest is tried at the edges of words alone
    r"(?:help|can'?t|cannot) (?:me |us )?(?:choose|decide|pick)\b"
    r"|(?:which|what) (?:role|profile|position|hire|vacancy|req|dev|developer|engineer)\W*$"
    r"|(?:which|who) (?:one )?first\W*$|(?<=[.!?;:\n,–—-] )which\W*$"
    r"|hire whom?\W*$"
    r"|hire should be\W*$|replace(?: (?:him|her|them|it))? with\W*$"
    r"|what (?:job )?title\b|which (?:job )?titles? (?:to|do|does|should|shall|would|fits?)\b"
    r"|what (?:do|should|would) (?:i|we|you) (?:call (?:this|that|it|the)|(?:search|"
    r"look) for)\b(?! (?:when|if|while|in|on|at)\b)"
    r"|do we(?: really)?(?: need (?:one|that))?\?\W*$"
    r"|(?:had|have) to pick one\b|what (?:\w+ ){0,2}\w*-?ish role\b"
    r"|what (?:kind|sort|type) of (?:dev|developer|engineer|person|hire|role|profile)\W*$"
    r"|which (?:kind|way) (?:to|do|should|shall|we|i|of dev)\b|who(?:'?s| is) missing\b|"
    r"need a (?:role|req|profile|title) for (?:that|this|it)\b|"
    r"wh(?:at|ich) (?:job|role|position|ad|vacancy|opening|posting|post) "
    r"(?:do|should|shall|would|must|can) (?:we|i) (?:post|open|write|advertise|publish|put)\b"
    r"|(?:what|which) (?:kind|sort|type)\W*$|(?:first|next) (?:\w+ )?hire\W*$"
    r"|what (?:am i|i'?m|are we|we'?re) (?:\w+ )?(?:recruiting|hiring|looking|searching) for\b"
    r"|(?:backfill|replace|fill|go|start)\w* (?:\w+ ){0,2}with (?:what|whom?|which)\W*$"
    r"|(?<![\w,] )(?:role|profile|job title|title)\s?\?+\W*$|or (?:something|"
    r"someone) else\W*$"
    r"|(?:what|which) (?:kind|sort|type) of (?:dev\w*|engineer|person|hire|role|profile) "
    r"(?:solves|fixes|helps|would|could|do we|should|can)\b"
    r"|recommend (?:us |me )?(?:an?|the) (?:role|profile|title|position)\b"
    r"|need a (?:role|profile|(?:job )?title)\W*$"
    r"|which way (?:would|should|shall|do) (?:you|we|i) (?:go|lean|decide)\b"
    r"|what (?:should|would|must|could|shall) the (?:new )?(?:role|title|job|position|profile|"
    r"hire|opening|req) be\b"
    r"|(?:what|which(?: one)?|whom?) to (?:open|hire|post|recruit|advertise)\b"
    r"|(?:what|whom?|which(?: one)?) (?:would you|you(?: \w+)?(?:'?d| would)) (?:\w+ )?"
    r"(?:hire|open|recruit|post)\b)",
)
WHO_TO_HIRE = regex(
    r"\bwho(?:m)? (?:we|i) (?:should|must|shall|can|could|would|need to|have to|ought to) "
    r"(?:need|hire|get|recruit|look for|open|bring in|take|pick|post|search)\b|"
    r"\bwho(?:m)? (?:do|should|shall|would|must|can|to|did)?\s?(?:we|i|one)?\s?"
    r"(?:need|hire|get|recruit|look for|open|bring in|take|pick|search|employ|engage|"
    r"be (?:looking for|hiring))\b"
    r"|(?:^|[.!?;\n]\s*)who(?:m)?(?: then| now)?\s*[?.!]*$"
    r"|\bwho (?:would |will |might )?(?:fits?|suits?)(?: in)?(?: us| here| that| this)?"
    r"(?: best| better)?\W*$"
    r"|\bwho(?: is|'?s|s|'?d be| would be) (?:the |our )?(?:best|better|right) "
    r"(?:fit|hire|person|choice)(?:\W*$|, )",
)
WHICH_ONE = regex(  # of two that are not named, at the edge of what is told
    r"[.,;:!?–—-] ?which one\W*$|^\W*which (?:one )?(?=for (?:an? |our |the |this )?\w+ \w+ \w)"
)
OURS = regex(r"\byour (?:\w+ )?(?:gut|honest|personal|own) (?:feeling|opinion|pick|view|choice)\b")
UNSURE = regex(  # between two that are named
    r"\b(?:not sure|unsure|undecided|torn|no (?:idea|clue)|can'?t (?:agree|decide)|idk|dunno)\b"
    r"(?! (?:if|whether) (?:\w+ ){1,5}"
    r"(?:does|owns|handles|takes|runs|writes|maintains|fixes|builds|tunes|designs)\b)|"
    r"\bhow (?:do|should|can|would) (?:we|i|one) (?:decide|choose|pick)\b"
)
