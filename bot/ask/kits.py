"""Interview kits: what to ask people of a role, and how to find out what they know."""

from bot.ask.phrases import (
    ASK,
    CANDIDATES,
    COUNTED,
    HIRE,
    INTERVIEW,
    KIT,
    KIT_FILLERS,
)
from bot.ask.requests import Read
from bot.ask.roles_named import Named, roles_named
from knowledge.derived import kept
from knowledge.patterns import regex
from knowledge.search import search
from knowledge.store import Store
from knowledge.text import small, stem

_TASK = regex(
    r"\b(?:exercise|coding task|homework|case stud(?:y|ies)) for\b|\b(?:sniff|litmus|smell|"
    r"acid) tests?\b|"
    r"\b(?:take[ -]?homes?|(?:test|coding|trial|"
    r"home) (?:task|exercise|challenge|assignment|"
    r"project|test)"
    r"s?|live coding|code test|whiteboard|design exercise)\b",
)
_QUESTIONS_FOR = regex(
    r"\bq'?s (?:about|on)\b|\bquestions (?:about|on) (?:[\w-]+ ){1,4}(?:for|in) an?\b"
    r"|\b(?:questions?|q'?s?) that (?:separates?|shows?|tells?)\b"
    r"|\b(?:questions|q'?s?|prompts) (?:for|to (?:ask|check|test|see|probe|find out|tell|separate)"
    r"|that (?:show|tell|separate))\b"
)
_KIT = regex(r"\b(?:need|want|get|send|show|have|give|prepare|interview)\b.*\bkits?\b")
_WANTED = regex(
    r"\b(?:questions?|q'?s?) (?:that|to) (?:separates?|tells?) \w+"
    r"|\bquestions (?:about|on) (?:[\w-]+ ){1,4}for (?:an?|the) "
    r"\w+ (?:role|dev|hire|candidate|interview)\b"
    r"|\bquestion list\b|\blist of (?:interview )?questions\b"
    r"|\b(?:put together|draft|design|create|build|make|plan|outline|prepare)(?: (?:me|us))? "
    r"(?:an?|the|our|my) (?:[\w-]+ ){0,3}interview (?:outline |plan |guide )?(?:for|with|of)\b"
    r"|\b(?:draft|write|prepare|suggest|give)(?: me| us)? (?:\w+ ){0,3}questions\b"
)
_ROUND = regex(
    r"\b(?:technical|tech|coding|screening|first|second|final|phone|panel) "
    r"(?:round|call|screen|screening|stage|chat)\b"
)
_PERSON = (
    r"(?:someone|somebody|anyone|(?:the |a |an |my |our |this |that )?(?:\w+ ){0,3}?"
    r"(?:candidate|applicant|person|people|ppl|folks?|dev|devs|developers?|engineers?|"
    r"programmers?|coders?|freelancers?|guy|guys|hires?|generalists?|specialists?|seniors?))"
)
_FIND_OUT = (
    r"(?:check|test|probe|verify|see|tell|find out|make sure|judge|assess|evaluate|know|spot|"
    r"recogni[sz]e|figure out|validate|gauge|measure|be sure|notice|learn|detect|hear|sense)"
)
_KNOWS = (
    r"(?:is not (?:only|just)|knows?|understands?|gets|can|could|has|have|did|does|do|is|are|"
    r"grasps?|masters?|thinks?|"
    r"worked|works?|writes?|wrote|built|builds?|ran|runs?|fakes?|bluffs?|lies|pretends?|cares?|"
    r"handles?|used|uses|saw|seen|survived|lived through|went through)"
)
_CHECKS = regex(  # whether somebody can what they say
    rf"\bwhat (?:shows|proves|tells)\b[^.?!,]{{0,10}}\b(?:if|whether|that) {_PERSON} {_KNOWS}\b|"
    rf"\b(?:how|hw|hwo|ways?)\b[^.?!,]{{0,30}}\b{_FIND_OUT}\b[^.?!,]{{0,20}}?"
    rf"(?: (?:if|whether|that|when|who|how (?:well|good|much|deep\w*))\b)? {_PERSON} "
    rf"(?:(?:really|actually|truly|also|even|ever|just|only|properly|can|has|have) )*{_KNOWS}\b"
)
_PROBES = regex(  # what a person of the role is asked about
    r"\b(?:probe|quiz|grill|vet|screen|interview|examine|challenge|test|ask|check) "
    rf"{_PERSON} (?:on|about|abt|for|with|regarding)\b"
)
_APART = regex(  # one kind of people from another
    r"\b(?:show|tell|see|find out|check|know) (?:if|whether) (?:somebody|someone|they|a candidate|"
    r"people|an applicant)(?:'?s| is|'?re| are) (?:\w+ ){1,3}or\b|"
    r"\b(?:tell|separate|distinguish)s? (?:an? )?[\w-]+ (?:\w+ )?(?:from|and) (?:an? )?[\w-]+ "
    r"(?:ppl|people|"
    r"dev\w*|candidates?|engineers?|generalists?|specialists?)\b|"
    r"\b(?:tell|separate|distinguish|spot)s? (?:apart )?(?:an? |the )?(?:real|true|good|proper|"
    r"genuine|actual) (?=(?:\w+ ){0,2}(?:people|person|dev\w*|engineers?|generalists?|specialists?|"
    r"experts?|candidates?|seniors?|coders?|programmers?)\b)"
)
_OTHERS_ASK = regex(  # rather than us
    r"\b(?:keeps?|kept|was|is|were|are|been) asking\b|\basks (?:me|us|why|if|whether|what|about)\b"
    r"|\basked (?:me|us|why|if|whether|what|about)\b|\b(?:just |i'?m |we'?re )asking\b"
)
_NO_KIT = regex(  # tools and titles, or what somebody has, rather than what to ask
    r"\b(?:best|good|which|what|cheap\w*) (?:\w+ ){0,3}(?:platform|provider|vendor|software|"
    r"website) (?:for|to)\b|\bwhich tools? for (?:test|screen|interview|assess)\w*"
    r"|\b(?:test|testing|check) (?:tools?|platforms?|frameworks?|librar\w+|suites?|types?|coverage|"
    r"stacks?)\b"
    r"|\b(?:unit|integration|load|contract|e2e|automated) tests?\b|\bfind (?:out )?(?:\w+ ){0,3}"
    r"(?:candidates|applicants|people|ppl|profiles) (?:for|with|in|on)\b"
    r"|\b(?:am i|are we|is it|is that|we'?re|i'?m) asking (?:for|too|the)\b"
    r"|\bwhat (?:should|must|would|does|do|can) [^.?!,]{1,40}\b(?:bring|offer|contribute"
    r"|work with|use)\b"
    r"|\bwhich (?:\w+ ){1,3}do (?:\w+ ){1,2}(?:people|ppl|folks|devs?|candidates) (?:work|use"
    r"|know|have)\b"
    r"|(?:^|[.?!,;:–—-] ?)(?:is|are|would) [^.?!,]{1,40}\b(?:(?:un)?realistic|(?:un)?reasonable|"
    r"(?:un)?fair|ok(?:ay)?|normal|too much) to (?:ask|expect|demand|require|want) (?:from|of)\b"
    r"|\b(?:who|when|where)(?:'?s| is| was| are| will)? (?:the |my |our )?(?:\w+ ){0,2}?"
    r"(?:interview(?:ed|ing|er|ers|s)?|screen(?:ed|ing|s)?)\b(?! (?:questions|kit))"
    r"|\bvlookup\b|\bxlookup\b|\bspreadsheets?\b|\bexcel\b|#n/a|\bformulas?\b"
    r"|\b(?:per|each|every) (?:screen|call)\b|\bapi\b[^.?!]{0,30}\bcalls?\b"
    r"|\b(?:more|enough|fewer|most|many) (?:candidates|applicants|people|ppl)\b"
    r"|\b(?:something|anything|what) (?:that )?(?:i|we|you) (?:should|can|could|may) expect\b"
    r"|\b(?:interview|round|call|screen)\b[^.?!]{0,40}\b(?:is |was |got |has been )?(?:moved|"
    r"rescheduled|cancell?ed|postponed|booked|confirmed|scheduled)\b|\bfyi\b"
    r"|\b(?:is|are) (?:it|this|that|these|they) (?:really )?(?:their|his or her) "
    r"(?:area|job|task|work|business|field)\b"
)
_LOOKED_FOR = regex(  # in whoever is hired
    r"\bwhat\b[^.?!]{0,30}\b(?:look|watch) (?:out )?for\b[^.?!]{0,20}"
    r"\b(?:in|when|while|hiring|interviewing|recruiting)\b[^.?!,;()]*"
)
_WHAT_TO_ASK = regex(
    r"\b(?:what'?s?|which|things?)\b[^.?!]{0,40}\bask(?:ing)?\b|\b(?:topics|themes) (?:for|of|in)\b"
)
_TO_ASK = regex(r"\bwhat (?:to|should (?:i|we)|(?:do|would) (?:i|we|you|u)|can (?:i|we)) ask\b")
_CLEAR = regex(
    "|".join(one.pattern for one in (_CHECKS, _PROBES, _TASK, _KIT, _WANTED, _APART, _TO_ASK))
)
_ASKED = stem("ask")
_LOOK = frozenset(map(stem, ("look", "watch", "looking")))


def wants_questions(low: str) -> bool:
    """Whether a text in small letters wants questions to ask, or an interview to be drafted."""
    may_be = "question" in low or "interview" in low or " q" in low
    return may_be and _WANTED.search(low) is not None


def find_kit(text: str, named: Named, store: Store) -> Read | None:
    """The interview kit of the one role that is named, or whose tools are, unless the sources are
    known to be silent about what is asked of interviews.
    """
    low = small(text)
    said = named.said
    if _ASKED in said and _OTHERS_ASK.search(low):
        said -= {_ASKED}
    of_people = said & CANDIDATES and (said & ASK or _QUESTIONS_FOR.search(low))
    is_met = said & INTERVIEW or _ROUND.search(low)
    is_clear = bool(_CLEAR.search(low) or of_people or _is_looked_for(low, store))
    if not (is_clear or is_met or _QUESTIONS_FOR.search(low)):
        return None
    if COUNTED.search(low) or _NO_KIT.search(low):
        return None
    roles = named.roles or tuple(r for r, held in role_words(store).items() if said & held)
    if len(named.roles) == 2 and _APART.search(low):  # one of them from the other
        roles = roles[:1]
    if len(roles) != 1 or roles[0] not in store.interviews:
        return None
    is_clear = is_clear or bool(is_met and (said & KIT or _WHAT_TO_ASK.search(low)))
    is_plain = not frozenset(named.besides) - INTERVIEW - CANDIDATES - ASK - KIT_FILLERS - HIRE
    if not (is_clear or is_plain) and search(store, text, limit=1).uncovered:
        return None
    return Read(store.interviews[roles[0]].key)


def _is_looked_for(low: str, store: Store) -> bool:
    """Whether it is asked what to look for in people of a role, and in nothing else."""
    if not (asked := _LOOKED_FOR.search(low)):
        return False
    named = roles_named(asked[0], store)
    return (
        bool(named.roles) and not frozenset(named.besides) - CANDIDATES - INTERVIEW - HIRE - _LOOK
    )


@kept
def role_words(store: Store) -> dict[str, frozenset[str]]:
    """Stems of words that name the tools of each role that a questionnaire decides about."""
    found: dict[str, frozenset[str]] = {}
    for one in store.questionnaires.values():
        held = store.classifier(one.id).role_words
        tools = {role: held.get(role, frozenset[str]()) for role in one.roles}
        found |= {role: frozenset(map(stem, words)) for role, words in tools.items()}
    return found
