"""What people say of RoleFit itself, rather than of roles. For texts in small letters."""

from knowledge.patterns import regex

PRAISE = regex(
    r"\W*(?:(?:cheers|thanks|thx|ta|ty|wow|oh|ah)(?: \w+)?\W+)?"
    r"(?:(?:that|this|it|which)(?:'?s| is| was|'?s been| has been) )?"
    r"(?:(?:so|very|really|super|dead|quite|most|pretty|just|actual+y|rather|genuinely|way|too) )*"
    r"(?:(?:the )?best|useful|helpful|great|good|nice|perfect|brilliant|awesome|amazing|"
    r"cool|excellent|wonderful|love it|good bot)"
    r"(?: (?:bot|stuff|work|job|answer|one))?\W*",
)
WHAT_CAN_YOU_DO = regex(
    r"\W*(?:what|how)(?: else| all)? (?:can|do|does|should|are|r|is) (?:you|u|this|it|the bot|i|we)"
    r"(?: (?:do|work|help(?: (?:me|us))?(?: with)?|use (?:you|this|it)|ask(?: (?:you|u|this|"
    r"here))?|"
    r"know|for|me|us|exactly|actually|(?:a?round )?here|good (?:for|at)))*(?:\W+what can (?:i|"
    r"we) ask(?: (?:you|u))?)?\W*"
    r"|\W*what (?:are|r) (?:you|u) (?:able|good|here|for)\b.*|\W*(?:just )?(?:checking|testing)\b.*"
    r"\b(?:on|works?|working|alive|there)\W*|\W*is (?:this|it)(?: thing)? (?:on|working|alive)\W*"
    r"|\W*what (?:kinds?|sorts?|types?) of (?:stuff|things?|questions?) can (?:i|we|you|u)\b.*"
    r"|\W*(?:what|which) (?:topics?|subjects?|areas?|things|questions) (?:do|can|does|are|could) "
    r"(?:you|u|it|i|we|this)\b(?: (?:know|cover|answer|ask|help|able|deal|have|about|with|on|to"
    r"|you|"
    r"u|talk|handle|here|all|bot))*\W*"
    r"|\W*how (?:do|can|should) (?:i|we|one) (?:best )?(?:use|ask|talk to|work with) (?:you|u"
    r"|this|it|"
    r"this bot|the bot)(?: (?:properly|right|best|well|correctly|bot|thing|here))*\W*"
    r"|\W*how (?:do|can|should) (?:i|we) (?:ask|reach|call|use) (?:you|this)\b.*"
    r"\b(?:thread|channel|slash|dm|command)s?\b.*"
    r"|\W*how (?:do|does|should) (?:this|it|the|i|we) (?:thing|bot|app|tool|use) ?(?:work)?\b.*"
    r"|.*\b(?:need|use|type|begin with|start with) (?:a |the |your )?slash commands?\b.*",
)
OF_ROLEFIT = regex(  # what this thing is, or that it is no good
    r"\bare you (?:an? )?(?:real |actual )?(?:bot|human|person|ai|robot|machine)\b"
    r"|\bis there (?:an?|any) (?:real |actual )?(?:human|person|agent) (?:behind|here|i can)\b"
    r"|\b(?:this|the) (?:thing|bot)(?: (?:is|was|seems))? (?:\w+ )?(?:useless|broken|wrong|stupid|"
    r"crap|dumb|no help|annoying)\b|\b(?:useless|stupid|dumb) bot\b"
    r"|\bsame (?:card|answer|reply) (?:again|every time|twice|over|all the time)\b"
    r"|\bdo you (?:only|also|just) (?:know|cover|answer)\b"
)
COMPLAINT = regex(
    r"\W*(?:(?:sorry|no|well|really|ok),? )?(?:(?:this|that|it|you|u|your answers?)(?:'?s|'?re| is"
    r"| was| are| r)? )?(?:\w+ )?(?:rubbish|useless|crap|nonsense|garbage|dumb|stupid|an idiot|"
    r"no help|"
    r"no use(?: at all)?|not (?:very )?(?:useful|helpful)|not what i (?:asked|meant))\W*"
    r"|\W*(?:this|that|it) (?:did|does)(?: not|n'?t) (?:really )?help(?: me)?\W*"
)
FORM_ASKED = regex(  # where advice is asked in steps
    r"\b(?:start|open|begin|find|fill|launch|run|do|take|use|where|show)\b[^.?!]{0,20}"
    r"\b(?:the|a|your|that|this) (?:\w+ )?(?:questionnaire|quiz|wizard)\b"
    r"|\b(?:open|fill (?:in|out)|start|where(?:'?s| is)) (?:the|a|your|that) (?:\w+ )?form\b"
)
WHERE_FROM = regex(  # what we answer
    r"\W*(?:are|is) (?:the|your|these|those) (?:articles?|sources?) (?:\w+ )?(?:neutral|biased|"
    r"reliable|independent|trustworthy|objective)\b.*|"
    r"\W*where (?:do|does|did) (?:your|the|these|its|those) "
    r"(?:answers?|knowledge|info(?:rmation)?|facts?|content|claims?) (?:\w+ )?come from\W*"
    r"|\W*(?:what|which) (?:are|is) (?:your|the) sources?\W*"
    r"|\W*which (?:one )?of (?:your|the|these) (?:articles|sources) (?:is|are) (?:the )?"
    r"(?:most |least )?(?:new|old|lat|recent)\w*\b.*"
    r"|\W*(?:is|are) (?:what you (?:say|tell \w+|write)|(?:your|these) answers?) (?:based|built) "
    r"on\b.*"
    r"|\W*(?:what|which) (?:sources|articles) (?:do you|are you|did you) (?:use|using|read|have)\W*"
    r"|\W*what (?:are|is) (?:your|the) answers? (?:based|built) on\W*"
)
