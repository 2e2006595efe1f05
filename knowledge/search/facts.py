"""Kinds of facts that a question may ask for, and what shows that an entry has one of that kind."""

import re
from itertools import chain

from knowledge.patterns import regex

_DIGIT = regex(r"(?<!\d)(?!(?:19|20)\d\d\b)\d|\b(?:half|third|quarters?|percent)\b")
_FIGURE = regex(
    r"\b(?:more|fewer|enough) (?:[\w-]+ )?"
    r"(?:applicants|applications|candidates|replies|clicks)\b|"
    r"\bhow (?:much|many) (?:exactly|percent|%)|\bexactly how (?:much|many)\b|"
    r"\bwhat (?:percentage\b|percent\b|%)|"
    r"\bhow many (?:months?|weeks?|days?|hours?|years?|people|devs?|developers?|engineers?)\b|"
    r"\bhow many (?:\W*\w+ ){1,3}?\W*(?:are|is) there\b|"
    r"\bat (?:what|which) (?:head ?count|size|team size|number|revenue|budget)\b|"
    r"\b(?:minimum|maximum|max|min)\b\.? (?:\w+ )?(?:uptime|number|size|load|budget|traffic|"
    r"latency)\b|"
    r"\b(?:attrition|churn|turnover|retention|success|failure|acceptance|dropout|rejection) "
    r"rates?\b|"
    r"\bhow much\W*$|\bhow much (?:\w+er|more|less)\b|"
    r"\bhow (?:much|many) (?:\W*\w+ ){0,2}?\W*(?:candidates|applicants|applications|cvs|replies)\b|"
    r"\b(?:sane|good|typical|normal|reasonable|realistic|usual|average|decent|healthy|ideal) "
    r"(?:\w+ ){0,2}?(?:target|size|limit|threshold|rate|ratio|percentage|count|figure|number|"
    r"latency|"
    r"uptime|p95|p99|score|(?:response|load|loading) time)s?\b|"
    r"\bin (?:%|percent|euros?|dollars?|pounds|numbers|figures)(?!\w)|\b\d+(?:\.\d+)? ?%",
)
_HOW_MANY = regex(r"\bhow many\b(?! (?:of|times)\b)(?![^.?!]* still\b)")
_COUNT = regex(rf"{_DIGIT.pattern}|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b")
_EVIDENCE = regex(  # that it is so
    r"\b(?:any|have|got|show|is there|are there|need)\b[^.?!]{0,20}\b(?:proof|evidence|"
    r"case stud\w+|"
    r"success stor\w+|real[ -](?:world|life|projects|examples|cases))\b(?! of (?:work|skill))"
)
_TOO_MUCH = regex(  # ours, against what is usual
    r"\b(?:companies|firms|teams|shops|startups) (?:like|such as) (?:us|ours)\b|"
    r"\b(?:is|are) (?:our|my|this|\d\S*) [^.?!]{0,30}\btoo (?:big|large|small|many|few|high|low|"
    r"slow)\b"
)
_CAUSE = regex(
    r"\bwhy (?:are|is) there\b|"
    r"\breasons? (?:why|given|behind|that|for (?:this|that|the))\b|\bthe (?:\w+ )?reasons?\b"
    r"|\bwhat(?: is|'?s| was) (?:the )?(?:\w+ )?(?:reason|cause)\b|\broot causes?\b|\bhow come\b"
    r"|\bwhat(?:'?s| is)? (?:causes|caused|causing)\b|\bwhy is it that\b|\breasoning\b"
    r"|\bwhy (?:exactly |actually |really )?(?:does|do|did|is|are|was|were|can|has"
    r"|have)\b[^.?!]{0,60}\b(?:better|worse|more|less|"
    r"(?:fast|slow|cheap|safe|quick|high|low|hard|eas|strong|weak|small|bigg)i?er)\b",
)
_GIVES_CAUSE = regex(
    r"\b(?:because|since|due to|so|thus|therefore|hence|reasons?|for that|why|when|where|lets?|"
    r"makes?|which means|as a result|in order|otherwise|without|than)\b"
)
_MONEY = regex(
    r"\b(?:what|a|the|which|rough|typical|usual|average) budget (?:for|of|to)\b|\bballpark\b"
    r"|\b(?:what|which|right|correct|typical) (?:salary |pay )?(?:bands?|grades?|brackets?)\b"
    r"|(?<!bigger )(?<!higher )(?<!better )\b(?:salary|pay) (?:bands?|grades?|ranges?|brackets?) \w"
    r"|\b(?:band|grade) \d+\b"
    r"|\bbudget (?:estimates?|figures?|ranges?)\b|\bprice (?:tag|range|list)\b"
    r"|\b(?:price|cost|quote) (?:estimates?|for|of|per|range|figure)\b"
    r"|\bwhat (?:would|will|could|might|should|does|is) (?:our|my|the|your) (?:\w+ ){0,2}"
    r"(?:bill|invoice|price|rate|spend|costs?) (?:be|come|look|per|for|at)\b"
    r"|\bwhat(?:'?s| is| was) (?:our|my) (?:\w+ )?(?:budget|rates?|salary|pay|bands?|range)\b"
    r"|\bhow (?:expensive|pricey|costly)\b|\b(?:what|how much) (?:budget|money)\b"
    r"|\bwhat (?:does|do|would|will|did|might|should|could) [^.?!]{1,50}\bcosts?\b"
    r"(?! (?:a|the|our) (?:business|company|firm|brand))"
    r"|\bhow much (?:does|do|would|will|should|must|to) [^.?!]{0,50}\b(?:costs?|pay|charge|spend)\b"
    r"|\bhow much (?:is|are|for) (?:an?|one)\b"
    r"|\bcosts? (?:us )?(?:an? |per )?(?:month|year|day|hour|monthly|yearly)\b"
    r"|\b(?:rough|monthly|yearly|annual|setup|licen[cs]e) (?:\w+ )?"
    r"(?:costs?|price|budget|bill|fees?)\b"
    r"|\b\d[\d.,]* ?(?:k|€|\$|usd|eur|euros?|dollars?)\b.*"
    r"\b(?:normal|fair|too much|a lot|reasonable|realistic|expensive)\b"
)
_DEARER = regex(r"\b(?:cheaper|dearer|(?:more|less) expensive) (?:than|or)\b")
_SPEAKS_OF_COST = regex(r"\b(?:costs?|cheap\w*|expens\w+|pay|pricing|salar\w+|budget)\b")
_AMOUNT = regex(r"[$€£]|\b\d+ ?(?:k|euros?|dollars?|usd|eur|pounds)\b")
_STATISTIC = regex(
    r"\bstat(?:s|istics?)?\b|\bpercentages?\b|\bby how (?:much|many)\b|\bhow many times\b"
    r"|\b(?:hard|exact|actual|real|rough|some|any|the|a) (?:numbers?|figures?)\b(?! of)"
    r"|\b(?:numbers?|figures?) (?:on|for|behind|to back)\b|\bwhat (?:share|fraction|ratio)\b"
    r"|\b(?:conversion|revenue|bounce|latency|error) (?:drop|loss|rate|gain)s? "
    r"(?:per|for each|in|when|at|after|of)\b|\bper (?:extra|additional) \w+|\bbenchmarks?\b"
)
_DURATION = regex(
    r"\bhow soon\b|\bhow long (?:does|do|did|will|would|is|until|till|before|to|it|should|for)\b"
    r"|\bhow (?:many|much) (?:time|sprints?)\b|\bin how many\b|\btime ?(?:line|frame) (?:for|to"
    r"|of)\b"
)
_LENGTHS = regex(  # one length of time or another
    r"\b(?:\d+|an?|one|two|three|four|five|six|few) (?:minute|hour|day|week|month|quarter|year)s?"
    r" or (?:more |rather |even )?(?:like |about )?"
    r"(?:\d+|an?|one|two|three|four|five|six|few) (?:minute|hour|day|week|month|quarter|year)s?\b"
    r"|[?.!,;] \d+ (?:minute|hour|day|week|month|quarter|year)s?\?"
)
_OFTEN = regex(r"\bhow (?:often|frequent(?:ly)?|regular(?:ly)?)\b")
_FREQUENCY = regex(r"\b(?:daily|weekly|monthly|quarterly|yearly|annual(?:ly)?|often|\d+|every)\b")
_TIME = regex(r"\b(?:\d+|days?|weeks?|months?|quick\w*|fast|often|longer|shorten\w*)\b")
_THRESHOLD = regex(
    r"\b(?:at|from|above|beyond|under|below) (?:what|which|how (?:much"
    r"|many)) (?:\w+ ){0,2}(?:traffic|load|"
    r"volume|scale|users?|visitors?|requests?|services|rows|size|count|cost|price|latency)\b"
)
_LAW = regex(
    r"\b(?:is|are|be|was) (?:it |this |that )?(?:\w+ )?(?:legal|illegal|lawful|unlawful)\b"
    r"|\bwho (?:owns|keeps|gets|holds|has) (?:the |all |our )?(?:ips?|copyrights?|patents?|"
    r"intellectual property|(?:ip )?rights)\b"
    r"|\bwhat (?:goes|belongs|stands|to put|should (?:be|go|stand)|must (?:be|go|stand)) "
    r"in(?:to)? (?:the|a|an|our|such a) (?:\w+ )?contracts?\b"
    r"|\bwhat (?:do|should|must|can|would) (?:i|we|one) (?:write|put|ask for|insist on|have) "
    r"in(?:to)? (?:the|a|an|our|such a) (?:\w+ )?contracts?\b"
    r"|\bworks council\b|\bpublic tenders?\b|\bnotice periods?\b|\bnon[- ]competes?\b"
    r"|\blegally\b|\b(?:is|are) [^.?!]{1,30}\b(?:mandatory|obligatory|compulsory)\b"
    r"|\b(?:by|under|per|labou?r|employment|tax|copyright|procurement) law\b|\bthe law\b|"
    r"\blawsuits?\b|\bget sued\b"
)
_SPEAKS_OF_LAW = regex(r"\b(?:legal|law)\b")
_CERTIFIED = regex(  # whether that is enough for a standard, and which paper shows it
    r"\b(?:which|what|any) (?:\w+ )?cert(?:s|ificates?|ifications?)?\b|"
    r"\b(?:make|makes|making|get|gets|keep|keeps|are|is|be|am|stay)\b[^.?!,]{0,40}\b"
    r"(?:compliant|certified)\b|\benough for\b[^.?!,]{0,30}\b(?:compliance|certification)\b"
)
_SPEAKS_OF_COMPLIANCE = regex(r"\b(?:complian\w+|certif\w+)\b")
_SCARCE = regex(  # how many there are of them
    r"\b(?:hard(?:er)?|eas(?:y|ier)|difficult|tough(?:er)?|quicker|faster) "
    r"to (?:find|hire|recruit|get|source)\b|\b(?:rarer|scarcer|scarce)\b"
)
_SPEAKS_OF_SUPPLY = regex(r"\b(?:scarce|rare|availab\w+|hard to find|supply)\b")
_AGAINST = regex(  # what speaks against it
    r"\b(?:drawbacks?|downsides?|disadvantages?|risks?|risky|pitfalls?|dangers?|negatives)\b"
    r"|\block(?:s|ed)?(?:[ -]us)?[ -]in\b|\bgo(?:es)? wrong\b|\bthe catch\b"
)
_SPEAKS_AGAINST = regex(
    r"\b(?:against|but|however|risks?|drawbacks?|los\w+|cons|without|dangers?|difficult|damag\w+|"
    r"breach\w*|incidents?|fail\w*|rework|creep|wrong|threats?|slow\w*|bugs?|leaks?|attacks?)\b"
    r"|n't\b|\b(?:says?|names?|do|does) (?:nothing|no|not|none)\b"
)
_RECOMMENDED = regex(  # by name
    r"\b(?:which|what|who|name|recommend|list|suggest)\b[^.?!]{0,40}\b(?:vendors?|agenc(?:y|ies)|"
    r"compan(?:y|ies)|providers?|firms?|boards?|books?|courses?|brands?)\b[^.?!]{0,30}"
    r"\b(?:best|good|better|cheapest|reliable|recommend\w*|suggest\w*|trust|work with)\b"
    r"|\bwhich (?!role|dev|one|model|kit|title|of|hire)[\w-]+(?: [\w-]+)? "
    r"(?:should|shall|do|would|to) (?:(?:i|we|you) )?(?:use|buy|install|adopt)\b"
    r"|\bgood (?:\w+ ){0,2}(?:tool|platform|provider|agency|vendor|board|book|course)\b"
    r"|\b(?:best|top|cheapest|recommended|most reliable) (?:\w+ ){0,3}(?:vendors?|agenc(?:y|ies)|"
    r"compan(?:y|ies)|providers?|firms?|boards?|books?|courses?|brands?)\b"
    r"|\b(?:which|what) (?:\w+ )?(?:companies|firms|brands|startups) (?:use|run|have|do|did|"
    r"chose)\b"
    r"|\b(?:which|what) (?:one )?of (?:the|th[eo]se) (?:three|four|five|[3-9])\b[^.?!]{0,20}"
    r"\b(?:pick|choose|take|recommend|prefer|best|better)\b"
    r"|\bname (?:me )?(?:\w+ )?(?:\w+ )?(?:companies|firms|vendors|agencies|providers|brands)\b"
)
_TO_SEND = regex(
    r"\b(?:can|to) (?:i |we )?download\b|\blinks? to\b|"
    r"\b(?:send|show|give|have|share|got|find|need|want)\b[^.?!]{0,15}\b(?:an?|the|some|any) "
    r"(?:\w+ ){0,2}(?:sample|template|pdf|copy|snippet|diagram|screenshot|boilerplate)s?\b"
)
_STEPS = regex(  # how to do it oneself
    r"\bhow (?:do|can|to|should|would|must)(?: (?:i|we|one|you))? (?:\w+ )?(?:set up|setup|"
    r"configure|"
    r"install|structure|debug|upgrade|automate|calculate|negotiate|convince|reject|terminate|word|"
    r"phrase)\b"
    r"|\bhow (?:do|can) (?:i|we) (?:find out|see|check|know|tell) (?:why|if|whether) (?:our|my|"
    r"the) "
    r"(?:\w+ )?(?:site|database|app|shop|server|code|page|system)\b"
)
_TRUSTED = regex(  # whether what is told can be relied on
    r"\bis [^.?!]{1,30}\b(?:reliable|trustworthy|credible|biased)\b|\bmethodology\b"
    r"|\bhow (?:did|do) (?:\w+ ){1,2}(?:get to|count|measure|arrive at|come up with) "
    r"|\bwho (?:invented|coined|founded|came up with)\b|\bwho (?:at \w+ )?(?:wrote|made|paid for|"
    r"commissioned) (?:the|that|this)\b"
)
_OTHERS = regex(  # what a company does that everybody knows
    r"\b(?:do|does|did|like|at|is|was|has|have|how|why) (?:big )?"
    r"(?:netflix|amazon|google|facebook|uber|airbnb|spotify|twitter|ebay|zalando)\b(?! cloud)"
)
_OURS = regex(  # what only the firm that asks can look up
    r"\b(?:reqs?|requisitions?|ticket|vacancy|position|posting)"
    r"(?: (?:id|nr|no|number))?[.:]? ?#? ?(?!(?:19|20)\d\d\b)\d{3,}\b"
    r"|\bwho(?: is|'?s| was) (?:the |our |my )?"
    r"(?:hiring manager|recruiter|interviewer|approver|hm) (?:for|of|on) "
    r"(?:the |this |that |our |my )?(?:\w+ ){0,2}?"
    r"(?:req|requisition|role|position|opening|vacancy|job|seat|headcount)\b"
    r"|\bwho(?: is|'?s| was) on[ -]?call "
    r"(?:now|today|tonight|tomorrow|this|next|over|for (?:us|our))\b"
    r"|\bwhere(?: is|'?s| are| was| did) (?:the|our|my) (?:[\w-]+ ){0,3}"
    r"(?:docs?|documents?|files?|folder|spreadsheet|drafts?|ticket|jd)\b"
    r"|\bwho(?:'?s| is| was)? (?:interviewed|interviewing|screened|screening|approved|rejected|"
    r"posted|hired) (?:the|our|my|this|that)\b"
    r"|\bwhen (?:does|do|did|will|is) (?:the|our|my|this|that) (?:[\w-]+ ){0,2}"
    r"(?:req|requisition|role|position|posting|vacancy|ad|job|opening) "
    r"(?:close|open|start|end|expire|go live|get posted|closing|due)\b"
)
_TITLED = regex(  # whether a job title is a good one
    r"\b(?:job )?titles?\b[^.?!]{0,80}\b(?:ok(?:ay)?|fine|confus\w+|wrong|right|nonsense|"
    r"attract\w*|should (?:it|be|say)|sounds?|feels?)\b"
    r"|\b(?:ok(?:ay)?|right|wrong|good) (?:as )?an? (?:job )?title\b"
    r"|\bwhat (?:should|do|shall|would) [^.?!]{1,30}\b(?:job )?title\b"
)
_SPEAKS_OF_TITLES = regex(r"\btitles?\b")
_NOTHING = regex(r"(?!)")  # in an entry: none tells of it
_WORD = regex(r"[a-z]+|[$€%]")
_KINDS = (  # words without which nobody asks for it, as looking for all patterns takes long
    (
        "much many percentage percent % head headcount size team number numbers figure figures "
        "revenue budget uptime load traffic latency applicants applications candidates replies "
        "clicks target targets limit limits threshold thresholds rate rates ratio count score "
        "scores time times sizes percentages counts ratios uptimes latencys p euro euros dollar "
        "dollars pounds",
        _FIGURE,
        _DIGIT,
    ),
    ("many", _HOW_MANY, _COUNT),
    ("title titles", _TITLED, _SPEAKS_OF_TITLES),
    ("too like such", _TOO_MUCH, _DIGIT),
    (
        "stat stats statistic statistics percentage percentages number numbers figure "
        "figures share fraction ratio extra additional benchmark benchmarks much many "
        "conversion revenue "
        "bounce latency error",
        _STATISTIC,
        _DIGIT,
    ),
    (
        "traffic load volume scale user users visitor visitors request requests services rows "
        "size count cost price latency",
        _THRESHOLD,
        _DIGIT,
    ),
    (
        "budget ballpark price cost costs quote expensive pricey costly money much bill fee "
        "invoice rate rates spend salary pay band bands range ranges grade grades bracket brackets "
        "fees k € $ usd eur euro euros dollar dollars",
        _MONEY,
        _AMOUNT,
    ),
    ("proof evidence case success real", _EVIDENCE, _DIGIT),
    ("cheaper dearer expensive", _DEARER, _SPEAKS_OF_COST),
    (
        "drawback drawbacks downside downsides disadvantage disadvantages risk risks risky "
        "pitfall pitfalls danger dangers negatives lock locks locked wrong catch",
        _AGAINST,
        _SPEAKS_AGAINST,
    ),
    (
        "vendor vendors agency agencies company companies provider providers firm firms tool "
        "tools of use buy install adopt platform board boards book books course courses brand "
        "brands startups",
        _RECOMMENDED,
        _NOTHING,
    ),
    (
        "link links download sample samples template templates pdf pdfs copy copys snippet "
        "snippets diagram diagrams screenshot screenshots boilerplate boilerplates",
        _TO_SEND,
        _NOTHING,
    ),
    (
        "find see check know tell set setup configure install structure debug upgrade "
        "automate calculate negotiate "
        "convince reject terminate word phrase",
        _STEPS,
        _NOTHING,
    ),
    (
        "reliable trustworthy credible biased methodology get count measure arrive come wrote who",
        _TRUSTED,
        _NOTHING,
    ),
    (
        "netflix amazon google facebook uber airbnb spotify twitter ebay zalando",
        _OTHERS,
        _NOTHING,
    ),
    (
        "req reqs requisition requisitions ticket vacancy position posting manager recruiter "
        "interviewer approver hm call oncall doc docs document documents file files folder "
        "spreadsheet draft drafts jd close closing open start end expire live posted due "
        "interviewed interviewing screened screening approved rejected hired",
        _OURS,
        _NOTHING,
    ),
    ("long soon time timeline timeframe sprint sprints many", _DURATION, _TIME),
    (
        "minute minutes hour hours day days week weeks month months quarter quarters year years",
        _LENGTHS,
        _DIGIT,
    ),
    ("often frequent frequently regular regularly", _OFTEN, _FREQUENCY),
    ("find hire recruit get source scarce scarcer rarer", _SCARCE, _SPEAKS_OF_SUPPLY),
    (
        "cert certs certificate certificates certifications compliant certified compliance "
        "certification",
        _CERTIFIED,
        _SPEAKS_OF_COMPLIANCE,
    ),
    ("reason reasons reasoning cause causes caused causing why come", _CAUSE, _GIVES_CAUSE),
    (
        "mandatory obligatory compulsory legal illegal lawful unlawful legally law lawsuit "
        "lawsuits sued ip ips copyright copyrights patent patents property rights contract "
        "contracts council tender tenders notice compete competes",
        _LAW,
        _SPEAKS_OF_LAW,
    ),
)
_BY_HINT: dict[str, list[tuple[re.Pattern[str], re.Pattern[str]]]] = {}
for _hints, _wants, _has in _KINDS:
    for _hint in _hints.split():
        _BY_HINT.setdefault(_hint, []).append((_wants, _has))


def hints(low: str) -> frozenset[str]:
    """The words of a text (in small letters) that tell which patterns may be found in it."""
    return frozenset(_WORD.findall(low))


def lacks(low: str, hinted: frozenset[str], said: str) -> bool:
    """Whether a text (in small letters), with its hints, asks for a kind of fact that an entry, by
    all that it says, has nowhere.
    """
    kinds = (_BY_HINT.get(word, ()) for word in hinted)
    return any(
        wants.search(low) and not has.search(said) for wants, has in chain.from_iterable(kinds)
    )
