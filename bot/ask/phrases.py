"""What people say around a request, and the words that tell which kind of request it is.

The patterns that are exported are for texts in small letters (`knowledge.text.small`).
"""

import re

from knowledge.patterns import regex
from knowledge.text import EMOJI_NAME, small, stem, words

LONGEST_TEXT = 4_000  # characters that are read of what a person sends
MOST_QUESTIONS = 4  # of a message that are looked at
LONGEST_CLOSING = 80  # characters at the end of a text that may only be polite

# Zero-width characters, joiners, marks of direction, soft hyphens, selectors of emoji.
_INVISIBLE = regex(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)

_GREETINGS = (
    r"(?:hi+|hey+|hello|hallo|hiya|heya|yo|howdy|greetings|dear|moin|servus|hola|bonjour|salut|"
    r"ciao|hej|hei|ahoy|"
    r"(?:good )?(?:morning|afternoon|evening)|good day|"
    r"any(?:one|body) (?:home|there|here|around)|(?:are )?(?:you|u) (?:there|here|awake|alive|up))"
    r"(?:[\s,]+(?:all|there|team|folks|everyone|everybody|guys|again|bot))*"
)
_OPENINGS = (
    r"(?:one |a |another )?(?:quick|small|short|random|dumb|silly|stupid|stoopid|noob)"
    r"(?: (?:question|q|one|thing)(?: but)?)?|question(?= ?[:,-])|q(?= ?:)|"
    r"(?:maybe|perhaps|probably) (?:a )?(?:dumb|silly|stupid|noob) (?:question|q)(?: but)?|"
    r"sorry(?: to (?:bother|ask|disturb)(?: you)?)?|excuse me|"
    r"please|pls|plz|plss|kindly|(?:just|was|i was|been|i'?m) wondering(?: if| whether)?|"
    r"tl;?dr|(?:ok(?:ay)?|so|well|right)(?=\s*[,.:;!–—-])|ok(?:ay)? so|hm+|um+|uh+|erm|btw|"
    r"by the way|fyi|lol|"
    r"(?:(?:i'?m|i am|im|am) )?(?:(?:totally|pretty|very|quite|still) )?"
    r"(?:new here|(?:first|second|third|\d(?:st|nd|rd)) (?:day|week|month) (?:here|on the job))|"
    r"(?:can|could|would|will) you (?:please |pls |kindly )?"
    r"(?:tell|show|explain|explain to|give|help)(?: me| us)?(?: with)?|"
    r"(?:i|we) (?:mean|meant)(?=:|,| (?:what|which|who|how|why|when|where|is|are|do|does|can)\b)|"
    r"(?:please )?(?:tell|show|give) (?:me|us)|(?:i|we)(?:'d| would) like to (?:know|ask)|"
    r"(?:i|we) (?:want|need|have) to (?:know|ask)|asking for a friend|"
    r"(?:thanks|thank you|thx|ty)(?: so much| a lot| a bunch| a ton| very much| again)?|rolefit|"
    r"(?:in )?(?:one|two|three|a few|\d) (?:short )?(?:lines?|sentences?|words)(?= ?[:,-])|"
    r"short version|"
    r"in (?:short|brief|plain (?:english|words|language))"
)
_CLOSINGS = (
    r"please|pls|plz|plss|(?:many |big )?(?:thanks|thanx|thankyou|thank you|thx|tnx|ty|ta|tia|"
    r"cheers|merci|danke)(?:[\s,]+(?:a lot|so much|very much|a bunch|in advance|again|all|folks|"
    r"team|everyone|guys|you|mate))*|(?:kind|best|warm)?\s?regards|asap|lol|haha+|hehe|"
    r"(?:asking|i'?m|sorry|new here|non-tech\w*)[^()]{0,70}\)|"  # ... in brackets
    r"in (?:one|two|three|a few|\d) (?:short )?(?:lines?|sentences?|words|bullets?|bullet points)|"
    r"in (?:plain|simple) (?:english|words|terms|language)|in short|"
    r"(?:as )?(?:a )?bullet (?:list|points)|"
    r"(?<=[,.;?!–—-] )(?:i )?(?:need|want)(?: it| this| that)? for "
    r"(?:(?:the|a|an|my|our) )?(?:\w+ )?(?:slide|deck|form|jd|report|presentation|ad)|"
    r"(?<=[,.;?!–—-] )for (?:the|a|an|my|our) (?:\w+ )?(?:slide|deck|presentation)|"
    r"(?:without|minus|no|w/o) (?:(?:the|all|any|too much) )*(?:tech\w* )?(?:jargon|buzz ?words)|"
    r"for (?:dummies|beginners|an? (?:non[- ]?tech\w*|layman|layperson))|no essays?|keep it short|"
    r"(?:is (?:that|it|this) )?(?:true|the truth|truth|fair|legit|correct|bs)(?= ?\?)|"
    r"(?:(?:only|just) )?(?:according to|based on|going by|in) (?:your|the|these) "
    r"(?:\w+ )?(?:sources?|articles?)|"
    r"(?:much )?appreciated?|rolefit|(?:any )?(?:help|advice) (?:is )?(?:appreciated|welcome)"
)
_OPENED = regex(rf"(?:[^\w<]*+(?:{_GREETINGS}|{_OPENINGS})(?![\w'’/-]))+[\s,.:;!–—-]*")
_CLOSED = regex(rf"(?:[^\w>]*+\b(?:{_CLOSINGS})(?!\w))+\W*$")

# The words that closings are made of, whether or not their last letter is optional; and how such
# begin as may go on.
_CLOSING_WORDS = frozenset(
    word[:end]
    for word in re.findall(r"[a-z]+\??", _CLOSINGS)
    for end in ((-1, -2) if word.endswith("?") else (len(word),))
)
_CLOSING_STARTS = tuple(re.findall(r"([a-z]+)(?:\\w\*|\+)", _CLOSINGS))
_LAST_WORDS = 20  # characters: no word of them is longer
_BETWEEN_WORDS = regex(r"\W+")

_QUESTION = regex(r"(?<=[?!.\n])\s+|\s+(?:and|plus) also\s+", re.IGNORECASE)
_SEVERAL = regex(r"[?!.\n]\s|(?i:also)\s")  # what each of these needs
_FRAGMENT = regex(  # of a question, without a verb
    r"\W*(?:and|but|or|plus|also|in|for|with|at|by|per|from|without|on|since|until)\b"
    r"(?!.*\b(?:who|whom|whose|which|what|how|why|where|when|do|does|did|is|are|should|shall|can|"
    r"could|will|would|must|may|has|have|need)\b).*\?\W*"
    r"|\W*(?:but |and |so )?how (?:much|many|fast|long|often|far|big)(?: \w+)?\W*"
    r"|\W*(?!who|which|what|is|are|do|does|how|why|when|where|should|can)(?:\w+ ){0,2}\w+\?\W*"
)
_POINTS_BACK = regex(  # to what was told just before
    r"\W*(?:\S+ ){0,8}(?:this|that|it|these|those|them)(?: \S+){0,2}\W*"
    r"|\W*(?:so |and )?what(?:'?s| is| are) the \w+\W*"
)
_CLAUSE = regex(r"[^.!?\n;,…–—]+[.!?;,…–—]*")


def _stems(listed: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(listed))


# Both of the roles that are compared, without their names.
BOTH_ROLES = regex(
    r"\b(?:the|these|those|both|each of the|either of the) (?:(?:two|2) )?(?:job )?"
    r"(?:roles|jobs|profiles|titles)\b"
    r"|\btwo (?:roles|jobs|titles|profiles)\b|\beither role\b|\b(?:between|for|of|do) the two\b|"
    r"\beach of the two\b"
    r"|\bthe line between them\b|\bthe two of them\b|\bbetween (?:them|the 2|th[eo]se (?:two|"
    r"2))\b|\bcompare (?:the two|both|them)\b"
    r"|\b(?:of|for|between|in|on) both(?=\W*$|[.,;:?!)]| (?:for|of|in|on|pls|please)\b)",
)
# What tells two roles apart, and what is said around it.
DIFFERENCE = _stems(
    "difference different differ diff diffs distinction distinct distinguish compare comparison "
    "contrast confuse overlap interchangeable interchangable"
)
DIFFERENCE_FILLERS = _stems(
    "between main real really exactly actual actually key big summary slide overview sheet boss "
    "manager title name word explain understand vs versus v recruiter q table slide each two "
    "both them mix come wise"
)
COMPARED = _stems("compare comparison")
TABLE = _stems("table")  # of a database, or …
AS_TABLE = regex(  # … how the answer is to look
    r"(?:\b(?:as|in) an? |[,.;?!–—-] ?(?:an? )?)\b(?:table|list|slide|grid|matrix)\b"
    r"[^.?!]{0,40}[.?!]*$",
    re.IGNORECASE,
)
ASKED_OF_WORK = _stems(
    "own owns do does doing did hook handle handles charge nice ok actual tell tells set sets make "
    "makes apart line border separate same thing things change"
)
OF_ANY_WORK = _stems(
    "duty duties responsible responsibility responsibilities task tasks work ownership owner"
)
FOR_WHOM = regex(  # how it is to be told
    r"\b(?:like|as if|as though) (?:i'?m|i am|im|i were|we'?re|we are|to) (?:an? |the )?"
    r"(?!five)\w+(?: \w+)?(?: \([^()]*\))?(?=\W*$)",
    re.IGNORECASE,
)
THEY_DIFFER = regex(
    r"\W*(?:so )?how (?:are they different|do they differ|different are they)"
    r"(?: (?:in|on|for|about|regarding|as to|when it comes to))?\b(?! (?:from|than|to)\b)"
    r"|\W*(?:so )?what(?:'?s| is)? the (?:actual |real |main |big )?diff(?:erence)?\b"
    r"(?=\W*$|[,.?!;])",
    re.IGNORECASE,
)
DIFFER_AFTER = regex(  # "x vs y, what's the difference"
    r"\W*(\w+(?: \w+)?) (?:vs\.?|or|and|/) (\w+(?: \w+)?)\W+"
    r"what(?:'?s| is)? the diff(?:erence)?\b.*",
    re.IGNORECASE,
)
DIFFERENCE_BETWEEN = regex(  # of two things, named in three words at most
    r".{0,40}\bdiff(?:erence)?s? between (?:an? |the )?(\S+(?: \S+){0,2}?) (?:and|vs\.?|&) "
    r"(?:an? |the )?(\S+?(?: \S+?){0,2})\W*",
    re.IGNORECASE,
)
SAME = regex(
    r"\b(?:"  # so all but what stands below is tried at the edges of words alone
    r"\bthat (?:a |an |the )?[\w-]+ (?:\w+ )?"
    r"(?:can'?t|cannot|doesn'?t|don'?t|isn'?t|wouldn'?t|won'?t)\b"
    r"|\bwho does what\b|\bdoes what\b.*\bdoes what\b|\b(?:sound|look|seem)s? (?:identical|alike)\b"
    r"|\bwhat do(?:es)? [^?]{1,60}\band what do(?:es)?\b|\bin what way"
    r"|\bnot (?:the )?same\b|\bseparates?\b|"
    r"\bdo(?:es)?(?:n'?t| not)? (?:\w+ ){0,2}(?:mean|equal|imply)\b"
    r"|\b(?:are|is) (?:(?:basically|really|actually|technically) )?same(?: thing| job)?\b"
    r"|\bmix(?:ing|es)? (?:\w+ ){0,6}up\b|\bmix up\b"
    r"|\b(?:are|is|aren'?t|isn'?t)\b[^.?!]{0,40}\bthe same\b|\bone and the same\b"
    r"|\bone \w+ and\b[^.?!]*\banother\b|\bthe same (?:thing|word|job|role|title|person)\b"
    r"|\bside by side\b|\bnext to each other\b|\boverview of (?:both|the two|these two)\b"
    r"|\b(?:from|between|to) (?:the )?one (?:and|to|from) (?:the other|another)\b"
    r"|\bwhere(?:'?s| is) the (?:line|border|boundary)\b"
    r"|\bwhere (?:does|do)\b.*\b(?:end|ends|stop|stops)\b.*\b(?:begin|begins|start|starts)\b"
    r"|\bexplain (?:both|the two|these two)\b|\bwhat'?s what\b|\bwhich is which\b|"
    r"\bwhat each (?:one |of them |role )?(?:owns?|does|do|"
    r"covers?|is for)\b|\bwho owns what\b"
    r"|\bwhat (?:has|does) (?:the )?one\b.*\bthe other\b"
    r"|\b(?:what|how) (?:makes|sets|tells)\b.*\bapart\b)"
    r"|=/=|!=|≠|(?<=\w )={1,2} \w|(?:\bnot|n'?t) (?:just|simply|merely)\b",
)
# What asks for a choice between roles, or for the role to open.
HIRE = _stems(
    "need hire hiring recruit choose choice pick want open advertise post decide recommend"
)
HIRES = regex(  # the same in two words
    r"\b(?:look(?:ing)? for|search(?:ing)? for|bring in|take on|(?:do|should|shall|can|"
    r"would) (?:we|i) "
    r"go)\b",
)
NEED = _stems("need")
FIT = _stems(
    "fit fits suit suits better best next slot miss missing lack lacking come get first now then"
)
# What asks who does a piece of work, rather than whom to hire.
WHOSE_WORK = regex(
    r"\b(?:"  # so the rest is tried at the edges of words alone
    r"(?=wh)(?<!one )(?<!body )(?<!person )(?<!dev )(?<!developer )(?<!engineer )"
    r"(?:who(?:se)?|(?:which|what)(?! hire\b)(?: \w+)?(?: of (?:the two|the|these|those|them))?)"
    r"(?:'?(?:d|ll|s)?| would| will| should| \w+ly| usualy)? "
    r"(?:owns?|carr(?:y|ies)|looks? after|runs?|signs?|handles?|deals?|sits?|takes care|does|"
    r"answers? for|maintains?|writes?|fix(?:es)?|builds?|designs?|defines?|decides?|watches|ships|"
    r"delivers|implements|provides|earns|makes more|is paid|(?:gets|has|asks for) (?:the |a )?"
    r"(?:\w+er|more|less) (?:pay\w*|money|salary|wage)|"
    r"(?:is |gets )?pa(?:ys|id) (?:more|less|better|worse|most)|be (?:responsible|in charge|"
    r"accountable|on the hook)|is responsible|is in charge|"
    r"is on the hook|is on[ -]call|gets (?:paged|called)|supposed to|"
    r"(?:is |would be )?(?:tun|own|monitor|handl|maintain|fix)ing|works with)\b"
    r"|whose (?:job|task|work|duty|responsibility|call) (?:is|are|was|would)\b"
    r"|(?:belongs? to|falls? (?:to|on)|is part of|is the (?:job|task|work|duty) of) "
    r"(?:which|what|whose|whom?)\b"
    r"|(?:expected|wanted|needed) (?:from|of|in) which (?:hire|role|one|dev\w*)\b"
    r"|what(?:'?s| is) the (?:split|division)\b"
    r"|which of (?:the two|th[eo]se|them) [^.?!]{0,30}\bwork(?:s|ing)? with\b"
    r"|do(?:es)? [^.?!]{1,60} (?:belong|fall) (?:to|in|under|on)\b)",
)
WHY_BOTH = regex(
    r"\bwhy (?:would |should |do |does |did )?(?:\w+ )?(?:need|needs|want|have|take) both\b"
)
ONE_OF_THEM = regex(r"\b(?:which|who) of (?:them|these|those|the two) (?!is\b|are\b|was\b)\w+s\b")
OR_ROLE = regex(  # one by the tools they use, or the other
    r"\b(?:dev\w*|engineers?|programmers?|coders?|guys?|persons?|people|folks?|side|team|one) or "
    r"(?:the |an? |our )?\w+ (?:dev\w*|engineers?|programmers?|coders?|guys?|persons?|people|"
    r"folks?|side|team|one)\b"
)
NO_NEED = regex(r"\b(?:do(?:es)?n'?t|don'?t|do not|no|never) need\b")
WE = regex(r"\b(?:we|us)\b")  # who tells of themselves
ROLE_NOUNS = _stems(
    "developer dev engineer programmer coder person people folk folks guy specialist role job "
    "position opening hire one side team seat post vacancy req headcount"
)
SENIORITY = _stems("senior junior mid level good great new experienced lead principal medior")
# What asks for an interview kit: an interview, a task to set, or people to be asked.
INTERVIEW = _stems(
    "interview interviews interviewing interviewer screening screen vet assess assessing evaluate "
    "assessment scorecard onsite"
)
CANDIDATES = _stems(
    "candidate candidates applicant applicants people ppl round rounds call calls phone skill "
    "skills"
)
ASK = _stems(
    "ask question questions qs test tests check quiz probe find tell prompts prompt cover assess"
)
PLAIN_LIST = regex(  # of words or points: told as a question, not as work
    r"^\W*(?:(?:an?|the|some|short|full|quick|need|want|give me) )*(?:\w+ )?(?:key ?words?"
    r"|buzz ?words?|lists?|"
    r"bullets?|bullet points?|search (?:terms?|strings?|words?)|boolean(?: string)?|checklist"
    r"|summary|"
    r"overview|one-?liner|glossary)(?: list| string)? (?:of|for|on|about|to)\b"
)
ARGUES = regex(  # for others, who are to be told why
    r"\W*(?:(?:how (?:do|can|would) (?:i|we)|help (?:me|us)|give (?:me|us)|need|want) )?"
    r"(?:(?:an?|some|the|\w+) )?"
    r"(?:convinc|persuad|argument|reason|pitch)\w*\b"
)
KIND_OF = regex(  # whether one is the other
    r"\b(?:counts?|counted|qualif(?:y|ies)|pass|passes|considered|classed|classified|regarded"
    r"|treated|"
    r"seen) (?:as|for|to be)\b|\b(?:a |another )?(?:kind|type|sort|form|subset|subtype"
    r"|flavou?r) of\b"
)
COUNTED = regex(  # of interviews, or of what two share
    r"\bhow (?:many|long|often)\b(?! questions)|\bpay gap\b|\bin (?:euros?|dollars?|pounds)\b"
    r"|\b(?:in|what|how (?:much|many)) percent(?:age)?\b"
)
KIT = _stems("kit guide sheet script scorecard questions qs q list template")
KIT_FILLERS = _stems(
    "kit guide prepare prepping prep list sheet script tech technical ideas idea good sample "
    "example examples set need fair first second"
)
DOES = _stems("does do day job work works mean means definition define explain exactly role is")
_POST = (
    r"(?:vacancy text|job[ -]?(?:ad|advert|post|posting|description|desc|spec)s?|jds?|advert|"
    r"posting)"
)
WHAT_IN_POST = regex(  # asks which of them belong there
    r"\b(?:what|which) (?:\w+ )?(?:stack|skills?|tools?|toolset|languages?|langs?|frameworks?|tech|"
    r"requirements?|databases?|keywords?|tests?|experience|duties|tasks)\b"
    r"|\b(?:can|should|may|could|must) (?:i|we) (?:put|list|mention|require|demand|name|ask for) "
    r"(?!an?\b|the\b|our\b|in\b|into\b|on\b)"
)
ABOUT_THAT = regex(  # what to find in somebody, or what they do with what was told before
    r"\blook(?:ing)? (?:out )?for\b"
    r"|\b(?:about|with|against|for) (?:it|that|this|these|those|them)\b"
    r"|\bdo(?:es)? (?:that|this|it)\b"
)
WHAT_IS_THAT = regex(
    r"\W*(?:so |and )?what(?:'?s| is| are| does| do)? (?:it|that|this|they)(?: (?:mean|do|"
    r"then))?\W*"
)
BESIDE_POST = regex(  # the post is but why something is asked
    rf"\b{_POST}\W*[:–—-]\W*(?:what|which|how|who|is|are|does|do|should|can)\b"
)
JOB_POST = regex(
    r"\b(?:help|write|draft|put|text|template|word|phrase|make|example|sample|include|say|got)\b.*"
    rf"\b{_POST}\b|\b{_POST}\b.*\b(?:template|text|example|include|write|say)\b",
)
# Who is needed, without saying which role.
NEEDS_SOMEBODY = regex(
    r"\bneed(?:s|ed|ing)? (?:someone|somebody|a person|help|"
    r"(?:an? |one )?(?:\w+ )?(?:dev|developer|engineer|programmer|coder|pair of hands))\b"
    r"|\b(?:opening|open|opened|approved|got|have|hiring for|budget for) (?:up )?(?:only |just )?"
    r"(?:1|one|an?|a single) (?:new )?(?:position|req|role|seat|headcount|opening|vacancy|slot|"
    r"hire)\b",
)
THOUGHTS = regex(  # asks for advice, on whatever stands before
    r"\W*(?:any |your |so )*(?:thoughts|ideas|advice|suggestions|opinions?|recommendations?|tips|"
    r"what now|what to do|who then|your (?:call|verdict|pick|choice|view|take)|verdict|"
    r"help(?: me| us)?|what do we do)\W*"
)
ALTERNATIVES = regex(  # of one word each, at the beginning of a clause
    r"(?:^|[,.:;!?] )(?:should (?:we|i) (?:use|take|go with|pick|choose) )?"
    r"([\w.+#-]+) (?:or|vs\.?) ([\w.+#-]+)\b"
)
_ASKS = regex(
    r"^\W*(?:and |but |or |so |also |then |now )*(?:"
    r"(?:at|from|by|for|in|to|with|of|on|until|since|after) (?:how|what|which|whom|whose)|"
    r"who\w*|which|when|where|why|how\w*|is|isnt|isn't|are|arent|aren't|am|do|does|don't|dont|did|"
    r"can|cant|can't|could|should|shall|shouldn't|would|will|won't|has|have (?:you|we|they|i)|"
    r".*\by/n\W*$|any(?:one|body| idea)?|give (?:me|us)|show (?:me|us)|settle|translate|"
    r"summari[sz]e|explain|define|describe|tell|list|name|pros|cons|"
    r"difference|"
    r"what\w*(?! (?:we|i|you|they|our|my|is missing|is needed|hurts|lacks)\b)(?!'s missing))\b",
)


def clean(text: str) -> str:
    """The request within what a person sent: without greetings before and courtesies after it,
    emoji by name, invisible characters and our own name. Empty if nothing else was said.
    """
    text = _INVISIBLE.sub("", text[:LONGEST_TEXT])
    text = EMOJI_NAME.sub(" ", text).strip()
    low = small(text)
    if opened := _OPENED.match(low):
        text, low = text[opened.end() :], low[opened.end() :]
    head, tail = text[:-LONGEST_CLOSING], text[-LONGEST_CLOSING:]
    if _may_close(low) and (closed := _CLOSED.search(low[-LONGEST_CLOSING:])):
        tail = tail[: closed.start()] + ("?" if "?" in closed[0] else "")
    return (head + tail).strip()


def _may_close(low: str) -> bool:
    """Whether a text ends with a word that a closing may end with: most don't, and looking for a
    closing takes longer than for that word.
    """
    end = low[-_LAST_WORDS:]
    last = next(filter(None, reversed(_BETWEEN_WORDS.split(end))), "")
    return not last or last in _CLOSING_WORDS or last.startswith(_CLOSING_STARTS) or ")" in end


def clauses_of(text: str) -> list[str]:
    """The clauses of a text, each with the signs that end it."""
    return [found.strip() for found in _CLAUSE.findall(text) if found.strip()]


def questions_of(text: str) -> list[str]:
    """The questions of a message that asks more than one; else none. What only goes on from the
    sentence before it ("in Europe?", "is that normal?") belongs to that.
    """
    if not _SEVERAL.search(text):  # as in most
        return []
    parts: list[str] = []
    for one in _QUESTION.split(text, MOST_QUESTIONS)[:MOST_QUESTIONS]:  # what is left isn't read
        if parts and _goes_on(one):
            parts[-1] += f" {one.strip()}"
        elif one.strip():
            parts.append(one.strip())
    if len(parts) < 2:
        return []
    asked = [one for one in parts if asks(one) and len(words(one)) > 1]
    return asked if len(asked) > 1 else []


def _goes_on(sentence: str) -> bool:
    low = small(sentence)
    return bool(_FRAGMENT.fullmatch(low) or _POINTS_BACK.fullmatch(low))


def asks(clause: str) -> bool:
    """Whether a clause is a question, with or without its mark."""
    return clause.rstrip().endswith("?") or bool(_ASKS.match(small(clause)))
