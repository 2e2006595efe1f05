"""What people say around a request, and the words that tell which kind of request it is."""

import re

from knowledge.text import stem, words

LONGEST_TEXT = 4_000  # characters that are read of what a person sends
MOST_QUESTIONS = 4  # of a message that are looked at
LONGEST_CLOSING = 80  # characters at the end of a text that may only be polite

# Zero-width characters, joiners, marks of direction, soft hyphens, selectors of emoji.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_EMOJI_NAME = re.compile(r"(?<![\w:]):[a-z0-9_+'-]+:(?::skin-tone-\d:)?(?!\w)", re.IGNORECASE)

_GREETINGS = (
    r"(?:hi+|hey+|hello|hallo|hiya|heya|yo|howdy|greetings|dear|"
    r"(?:good )?(?:morning|afternoon|evening)|good day)"
    r"(?:[\s,]+(?:all|there|team|folks|everyone|everybody|guys|again|bot))*"
)
_OPENINGS = (
    r"(?:one |a |another )?(?:quick|small|short|random|dumb|silly|stupid|stoopid|noob)"
    r"(?: (?:question|q|one|thing))?|question(?= ?[:,-])|q(?= ?:)|"
    r"sorry(?: to (?:bother|ask|disturb)(?: you)?)?|excuse me|"
    r"please|pls|plz|plss|kindly|(?:just|was|i was|been|i'?m) wondering(?: if| whether)?|"
    r"tl;?dr|(?:ok(?:ay)?|so|well|right)(?=\s*[,.:;!–—-])|ok(?:ay)? so|hm+|um+|uh+|erm|btw|"
    r"by the way|fyi|lol|"
    r"(?:can|could|would|will) you (?:please |pls |kindly )?"
    r"(?:tell|show|explain|explain to|give|help)(?: me| us)?(?: with)?|"
    r"(?:please )?(?:tell|show|give) (?:me|us)|(?:i|we)(?:'d| would) like to (?:know|ask)|"
    r"(?:i|we) (?:want|need|have) to (?:know|ask)|asking for a friend|"
    r"(?:thanks|thank you|thx|ty)(?: so much| a lot)?|rolefit"
)
_CLOSINGS = (
    r"please|pls|plz|plss|(?:many |big )?(?:thanks|thanx|thankyou|thank you|thx|tnx|ty|ta|tia|"
    r"cheers|merci|danke)(?:[\s,]+(?:a lot|so much|very much|a bunch|in advance|again|all|folks|"
    r"team|everyone|guys|you|mate))*|(?:kind|best|warm)?\s?regards|asap|lol|haha+|hehe|"
    r"(?:much )?appreciated?|rolefit|(?:any )?(?:help|advice) (?:is )?(?:appreciated|welcome)"
)
_OPENED = re.compile(rf"(?:[^\w<]*+(?:{_GREETINGS}|{_OPENINGS})(?![\w'’/-]))+[\s,.:;!–—-]*", re.I)
_CLOSED = re.compile(rf"(?:\W*+\b(?:{_CLOSINGS})(?!\w))+\W*$", re.I)

_QUESTION = re.compile(r"(?<=[?!.\n])\s+|\s+(?:and|plus) also\s+", re.IGNORECASE)
_CLAUSE = re.compile(r"[^.!?\n;,…–—]+[.!?;,…–—]*")


def _stems(listed: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(listed))


# What tells two roles apart, and what is said around it.
DIFFERENCE = _stems(
    "difference different differ diff diffs distinction distinct distinguish compare "
    "comparison contrast mix mixing confuse same apart separate side line overlap boundary"
)
DIFFERENCE_FILLERS = _stems(
    "between main real really exactly actual actually key big summary slide overview sheet boss "
    "manager title name word explain understand"
)
# What asks for a choice between roles, or for the role to open.
CHOICE = _stems(
    "need hire hiring recruit choose choice pick want get open post advertise find look looking "
    "search fit fits better best first next slot right suit suits prefer"
)
ROLE_NOUNS = _stems(
    "developer dev engineer programmer coder person people folk folks guy specialist role job "
    "position opening hire one side team seat post vacancy req headcount"
)
SENIORITY = _stems("senior junior mid level good great new experienced lead principal medior")
INTERVIEW = _stems("interview interviews interviewing interviewer screening")
CANDIDATES = _stems("candidate candidates applicant applicants")
ASSESS = _stems("assess test tests screen screening vet evaluate check quiz probe ask")
KIT_FILLERS = _stems(
    "question questions qs kit guide prepare prepping prep list sheet script call round tech "
    "technical cover ideas idea good sample example examples"
)
SAME = re.compile(
    r"\bin what way|\bnot just\b|\b(?:the|that|those|these|them) (?:both )?the same\b"
    r"|\bsame thing\b|\bside by side\b|\bwhere'?s the line\b"
    r"|\b(?:what|how) (?:makes|sets|tells)\b.*\bapart\b",
    re.IGNORECASE,
)
JOB_POST = re.compile(
    r"\bjob[ -]?(?:ad|ads|advert|adverts|post|posting|description|desc|spec)s?\b|\bjds?\b"
    r"|\b(?:advert|vacancy|requisition|role description|posting)\b",
    re.IGNORECASE,
)
WHICH_ROLE = re.compile(
    r"\b(?:which|what|wich|wat)(?:'?s)?(?: (?:kind|type|sort)(?: of)?)?(?: \w+)?"
    r" (?:role|dev|developer|engineer|programmer|hire|profile|position|req|job title|"
    r"specialist)s?\b"
    r"|\bwhich (?:one )?of (?:the two|the|these|those|them|both)\b|\bwhich one\b"
    r"|\b(?:help|can'?t|cannot) (?:me |us )?(?:choose|decide|pick)\b"
    r"|\bwhat (?:do|should|shall|would|must|can) (?:we|i) (?:hire|post|open|recruit)\b",
    re.IGNORECASE,
)
WHO_TO_HIRE = re.compile(
    r"\bwho(?:m)? (?:do|should|shall|would|must|can|to|did)?\s?(?:we|i|one)?\s?"
    r"(?:need|hire|get|recruit|look for|open|bring in|take on)\b"
    r"|(?:^|[.!?;\n]\s*)who(?:m)?(?: then| now)?\s*[?.!]*$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:and |but |or |so |also |then |now )*(?:"
    r"who\w*|which|when|where|why|how\w*|is|isnt|isn't|are|arent|aren't|am|do|does|don't|dont|did|"
    r"can|cant|can't|could|should|shall|shouldn't|would|will|won't|has|have (?:you|we|they|i)|"
    r"any(?:one|body| idea)?|explain|define|describe|tell|list|name|pros|cons|difference|"
    r"what\w*(?! (?:we|i|you|they|our|my|is missing|is needed|hurts|lacks)\b)(?!'s missing))\b",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """The request within what a person sent: without greetings before and courtesies after it,
    emoji by name, invisible characters and our own name. Empty if nothing else was said.
    """
    text = _INVISIBLE.sub("", text[:LONGEST_TEXT])
    text = _EMOJI_NAME.sub(" ", text).strip()
    if opened := _OPENED.match(text):
        text = text[opened.end() :]
    head, tail = text[:-LONGEST_CLOSING], text[-LONGEST_CLOSING:]
    if closed := _CLOSED.search(tail):
        tail = tail[: closed.start()] + ("?" if "?" in closed[0] else "")
    return (head + tail).strip()


def clauses_of(text: str) -> list[str]:
    """The clauses of a text, each with the signs that end it."""
    return [found.strip() for found in _CLAUSE.findall(text) if found.strip()]


def questions_of(text: str) -> list[str]:
    """The questions of a message that asks more than one; else none."""
    asked = [one.strip() for one in _QUESTION.split(text, MOST_QUESTIONS) if one.strip()]
    asked = [one for one in asked[:MOST_QUESTIONS] if asks(one) and len(words(one)) > 1]
    return asked if len(asked) > 1 else []


def asks(clause: str) -> bool:
    """Whether a clause is a question, with or without its mark."""
    return clause.rstrip().endswith("?") or bool(_ASKS.match(clause))
