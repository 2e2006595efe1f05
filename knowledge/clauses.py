"""A brief cut into clauses, and whether each word in them is said of the work to be done.

What a text denies, tells as the past, as somebody else's idea or as somebody else's work is no
evidence, and neither are the words of a job title. A marker decides about the words after it
("we don't need …") or about its whole clause ("… is not our problem"), and about the rest of a
list that follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto


class Standing(Enum):
    """What a text makes of some of its words."""

    SAID = auto()  # of the work to be done
    DENIED = auto()  # not needed, past, or only an idea of somebody
    COVERED = auto()  # others do it already


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text, by its offsets, whose words stand alike."""

    start: int
    end: int
    standing: Standing


LONGEST_HEADING = 6  # words


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{one})\b" for one in alternatives))


_SENTENCE = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)|\n+\s*[-*•–]?\s|[;•|]|\n+")
_BULLET = re.compile(r"[-*•–]\s$")
_QUOTED = re.compile(r"[\"“][^\"“”\n]{1,60}[\"”]|(?<!\w)['‘][^'‘’\n]{1,60}['’](?!\w)")
_CLAUSE = re.compile(
    r"[,:()–—]+|\s-+\s"
    r"|\b(?=(?:but|yet|however|although|though|whereas|while|because|since|instead|except"
    r"|now|today|nor|and (?:we|our|i|they|the|it|nobody|no|not|then|now|also)"
    r"|so (?:we|i|the|now))\b)"
)
_CONTRAST = re.compile(
    r"\s*(?:but|yet|however|whereas|while|instead|now|today|still|so"
    r"|(?:i|we) (?:say|need|want))\b"
)
_OWN_VERB = _pattern(
    "we", "our", "us", "i", "i'm", "they", "it", "it's", "is", "are", "need", "needs", "want",
    "wants", "must", "will", "should", "has", "have", "this", "these", "nobody", "everything",
    "looking", "please",
)  # fmt: skip
_GOES_ON = re.compile(r"\s*(?:that|which|or|nor|and|who|to)\b")
_LIST_GOES_ON = re.compile(r",[^,]*\b(?:or|nor)\b")
_REFERS_BACK = re.compile(
    r"\s*(?:and |but |so |though )?(?:(?:that|this|which|those|these|they|it|all of|none of)\b"
    r"|not (?:needed|required|relevant|planned|our|a priority|in scope|part of|wanted|the)\b"
    r"|all (?:there|run|done|owned|fine|good|handled|covered|taken|looked)\b"
    r"|(?:please |just )?(?:leave|ignore|skip|forget) (?:it|them|that|those)\b|fine\b"
    r"|(?:please )?(?:hands off|(?:do not|don't) touch)\b"
    r"|out of scope|off the table|(?:another|a different|an external|the|our) [\w-]+(?: [\w-]+)?"
    r" (?:already |now )?(?:does|do|did|handles?|owns?|covers?|runs?|has|have|looks? after)"
    r" (?:that|this|those|these|them|it)\b)"
)

# Denied from the marker on.
_DENIES = _pattern(
    r"(?:do|does|did|will|would|should|must|need|is|are|was|were|am)(?: not|n't) (?:\w+ )?"
    r"(?:need|needed|want|wanted|plan|planning|have|use|using|run|intend|expect|require|care"
    r"|seek|touch|hire|hiring|mean|look|looking|about|involve|include|ask|asking|build"
    r"|building|replace|replacing|rewrite|rewriting|split|splitting|go|going|consider|move"
    r"|moving|doing|do|add|adding|be|become|buy|get|planned|a|an|any|the|for|in|on|interested)"
    r"(?! (?:anyone|anybody|someone|somebody|people|a person|enough|(?:the |any |these )?(?:skills?"
    r"|people|know-?how|expertise|experience|time|capacity|hands)))",
    r"(?:we|they|i)(?:'re| are|'m| am)? not",
    r"(?<!if )(?:is|are|it's|that's|was|were)(?: not|n't)(?! (?:fast|good|enough|yet|ready"
    r"|keeping|working|holding|stable|reliable|scal\w+|secure|safe|clear|covered|owned))",
    r"not(?= (?:a|an|the|for|about|in|on|by|some|any|just another|another|yet another|more|"
    r"looking|hiring|planning|interested|to|because|our|even)\b)",
    r"no(?! (?:one|body|longer only|matter|owner|idea|doubt|time|problem|rush))",
    r"without(?! (?:an owner|owner|anyone|anybody|breaking|downtime|delay))",
    r"instead of", r"rather than", r"neither", r"nor", r"never", r"none of", r"not any",
    r"except", r"other than", r"nothing (?:to do with|like|about)", r"zero",
    r"far from", r"stay away from", r"forget(?: about)?", r"skip", r"avoid\w*", r"hype",
    r"refus\w+", r"rul\w+ out", r"drop(?:ped)? the idea", r"against",
)  # fmt: skip
_NOT_ONLY = re.compile(r"(?:not|n't) (?:only|just|merely|simply|enough)\b|\bno (?:wonder)\b")

# Denied: the whole clause.
_IDLE = _pattern(
    r"(?:not|n't) (?:really )?(?:our|my|a|an|the|their) (?:\w+ )?(?:problem|issue|concern|job"
    r"|priority|goal|case|plan|topic|need|focus|worry|business|blocker|bottleneck|requirement)",
    r"(?:not|n't) (?:\w+ )?(?:needed|required|planned|necessary|relevant|wanted|part of|involved"
    r"|on the (?:table|roadmap|plan|list)|in scope|in play|used|apply|matter|touched|affected"
    r"|changing|asked for|happening|the (?:point|work|job|task|plan))",
    r"out of scope", r"off the table", r"can wait", r"for later", r"some day", r"someday",
    r"one day", r"maybe later", r"irrelevant", r"overkill", r"nice to have",
    r"(?:is|are|would be) (?:only |just )?(?:nice|a plus|a bonus)",
    r"a plus", r"a bonus", r"no use for",
    r"(?:stay|remain)s? (?:\w+ )?(?:as (?:it|they) (?:is|are)|put|untouched|unchanged|alone)",
    r"(?:is|are|will be|being|was|were|been) (?:\w+ )?(?:untouched|retired|frozen|"
    r"decommissioned|switched off|phased out|shut down|replaced|sunset|deleted|gone|dead|done"
    r"|finished|complete|completed|solved|settled|ours to touch)",
    r"(?:leave|let|keep) (?:it|them|that|those|this) (?:alone|be|out|aside)", r"not our \w+",
    r"(?:ignore|skip|never mind) (?:it|them|that|those|this)",
    r"hands off", r"(?:do not|don't) touch",
    r"(?:isn't|aren't|not) (?:be )?(?:the ones?|why (?:i|we))(?! (?:who|that|which)\b)",
    r"none of (?:it|this|that|those|them)(?: is| are)? (?:this|our|the|your|my|for)",
    r"(?:people|side|part|team): (?:is |are )?fine", r"(?:is|are) not the (?:pain|trouble)",
    r"nobody (?:asked|asks|needs|uses|expects)",
    r"nobody wants (?!to\b)", r"no one (?:wants|asked|needs|uses)",
)  # fmt: skip
_FINE = _pattern(
    r"(?:is|are|works?|runs?|does) (?:\w+ ){0,2}(?:fine|well enough|as it should|what it should)"
)
_WELCOME = _pattern(  # "anywhere is fine" is a wish
    r"any\w*", "wherever", "whoever", r"remote\w*", "abroad", "someone", "somebody",
    r"fine (?:by|with|for|too|as well)",
)  # fmt: skip
_TOLD = _pattern(
    r"suggest\w*", r"recommend\w*", r"propos(?:ed|es|ing)", r"pitch(?:ed|es|ing)?",
    r"(?:says?|said|thinks?|thought|believes?|feels?|claims?|claimed|insists?|insisted|argues?"
    r"|argued|reckons?|swears?|tells?|told|keeps? (?:saying|telling|pushing|asking)|mentions?"
    r"|mentioned|wonders?|hints?|hinted) (?:\w+ )?(?:that )?(?:us |me )?"
    r"(?:we|you|it|this|everyone|everything|i) (?:\w+ )?(?:should|must|need|needs|ought|could"
    r"|have to|has to|will|would|'ll)",
    r"(?:mentioned|brought up|floated|raved about|swears? by|dreams? (?:of|about)|talks? (?:of|"
    r"about)|talked (?:of|about)|keeps? (?:mentioning|talking|pushing|praising|bringing)|is a fan"
    r" of|are fans of|is (?:keen|sold|big|hot|obsessed) on|(?<!would )(?<!'d )loves?|loved"
    r"|fancies|in love with|excited about|curious about|pushes for|pushing for|pushed for"
    r"|raves? about)",
    r"my (?:\w+ )?(?:cousin|nephew|brother|sister|friend|boss|neighbou?r|partner|uncle|son) says",
    r"half (?:of )?(?:the|our) \w+ (?:says?|wants?|swears?|votes?)", r"half says?",
    r"(?:i|we) (?:\w+ )?(?:believed|assumed|figured|imagined|thought)",
    r"(?:someone|somebody|a friend|a colleague|an? (?:\w+ )?(?:consultant|investor|advisor|adviser"
    r"|freelancer|vendor)|my (?:\w+ )?(?:nephew|brother|cousin|friend|boss|neighbour|neighbor)) "
    r"(?:said|says|mentioned|wants|wanted|thinks|told|asked|keeps|kept|loves|likes|tried)",
    r"i (?:have )?(?:read|heard|saw)", r"we (?:have )?(?:read|heard)", r"reads? about",
    r"heard (?:of|about|that)",
    r"people (?:say|talk)", r"everyone (?:says|talks|else)", r"competitors?", r"the trend",
    r"fashion\w*", r"blog posts?", r"conference", r"podcast", r"buzzwords?",
    r"keeps? (?:sending|asking(?! who| for)|calling|forwarding)", r"quoted (?:us|me)",
    r"(?:the|a|our|this) (?:job )?(?:title|ad|posting|advert|template|old job description)"
    r" (?:says?|said|reads?|mentions?|asks?|lists?|was|is|calls?)",
)  # fmt: skip
_PAST = _pattern(
    r"used to (?:be|have|run|use|work|do|own|build|sit|live|maintain)",
    r"(?:moved|migrated|switched|came|come|went|got) (?:\w+ )?(?:off|away from|over from)",
    r"no longer(?! (?:contradict|fail|lose|break|drift|block|clash))",
    r"any ?more", r"formerly", r"previously", r"years? ago", r"back then",
    r"in (?:the )?past", r"tried", r"deleted",
    r"last (?:year|decade|time|quarter)(?! we (?:launched|started))", r"once was",
    r"(?:was|were|been) (?:\w+ )?(?:finished|completed|done|delivered|migrated|moved|retired"
    r"|replaced|dropped|abandoned|cancelled|canceled|scrapped|shelved|removed)",
    r"the one before",
    r"(?:previous|former|old|last|past|earlier) (?:team|employer|company|job|developer|agency"
    r"|version|vendor|contractor|role|hire|engineer|project|attempt)",
    r"(?:is|are|was|were) history", r"abandoned", r"given up on", r"gave up",
    r"(?:already|since) (?:finished|completed|delivered|shipped|migrated|solved|fixed)",
)  # fmt: skip

# Others' work: the whole clause.
_COVERED = _pattern(
    r"(?:another|other|a different|a separate|a second|our own|their own|the|our|a|an|existing|"
    r"current) (?:[\w-]+ ){0,3}(?:teams?|squad|vendor|partner|agency|supplier|contractor|provider"
    r"|colleagues?|group|department|engineers?|developers?|admins?|guild|freelancer|crew|people)"
    r" (?:(?:already|now|currently|still|also|fully|always|have|has|will|who|that|which) ){0,2}"
    r"(?:owns?|runs?|handles?|covers?|looks? after|"
    r"maintains?|takes? care of|keeps? running|operates?|manages?|does|do|builds?|is responsible"
    r" for|are responsible for|has (?:it )?covered|have (?:it )?covered|keeps?|will keep|will own"
    r"|will handle)",
    r"(?:two|three|four|five|six|seven|\d+) (?:good |other )?(?:[\w-]+ )?(?:engineers|developers"
    r"|people|colleagues|devs|folks) (?:already |now )?(?:keep|run|own|handle|cover|do|maintain"
    r"|operate|manage|look after|take care of)",
    r"(?:is|are|'s|'re|stays?|remains?|being|gets?|all|both) (?:\w+ )?(?:well |fully )?(?:covered"
    r"|handled|owned|maintained|run|taken care of|looked after|managed|operated|built|done) "
    r"(?:already )?by",
    r"already (?:\w+ )?(?:covered|handled|owned|taken care of|looked after|staffed|in good hands"
    r"|well staffed)",
    r"(?:is|are) (?:well |fully |already )?(?:covered|staffed|in good hands|taken care of)",
    r"(?:have|has|got) (?:[\w-]+ ){1,6}already",
    r"already (?:have|has|employ|got) (?:\w+ ){0,3}(?:for|who|on|that|doing|running|covering"
    r"|looking|people|engineers|developers|colleagues|staff|folks|specialists|hands|team)",
    r"(?:is|are|'s) (?:the|our|an?|another) (?:[\w-]+ ){0,2}(?:agency|team|vendor|partner"
    r"|department|supplier|provider|contractor|company|group|colleague)(?:'s|s')",
    r"with (?:an?|the|our) (?:[\w-]+ )?(?:agency|vendor|contractor)\b(?! (?:who|that|which|to))",
    r"(?:has|have|with) (?:its|their) own (?:crew|staff)",
    r"(?<!one )(?<!person )(?:stays?|remains?|sits?|lives?|lies?) with(?! us\b)",
    r"(?:teams?|people|folks|lot|crew|engineers|developers|agency|colleagues) [^,]*\balready",
    r"(?:has|have) (?:[\w-]+ ){1,5}already",
    r"(?:has|have) (?:\w+ ){1,3}covered",
    r"belongs? to(?! (?:this|the) (?:job|role|hire|work|task))",
    r"(?:somebody|someone) else(?:'s| (?:does|did|handles|owns|runs|covers|looks|is|has|will))",
    r"others (?:cover|handle|own|run|look after)",
    r"(?:is|are) (?:another|the|our) [\w-]+(?: [\w-]+)? team's", r"in (?:other|their) hands",
    r"has (?:its|their) own (?:team|owner|people|engineers|developers)",
    r"have their own (?:team|owners?|people|engineers|developers)",
)  # fmt: skip


def read_sentences(plain: str) -> list[list[Stretch]]:
    """The sentences of a levelled text, each as the stretches that stand alike, in order."""
    sentences: list[list[Stretch]] = []
    heading = Standing.SAID
    for start, end in _cut(_SENTENCE, plain, 0, len(plain)):
        listed = bool(_BULLET.search(plain, max(0, start - 3), start))
        sentence = _sentence(plain, start, end, heading if listed else Standing.SAID)
        asks = plain[end : end + 1] == "?" or "whether" in plain[start:end]
        if asks and " or " in plain[start:end]:
            sentence = _all(sentence, Standing.DENIED)  # it asks for the very decision
        if not sentence:
            continue
        clause = plain[start:end]
        if not listed:
            is_heading = len(clause.split()) <= LONGEST_HEADING
            heading = sentence[-1].standing if is_heading else Standing.SAID
        refers = len(clause.split()) <= LONGEST_HEADING and _REFERS_BACK.match(clause)
        if sentences and refers and ":" not in clause and sentence[0].standing is not Standing.SAID:
            sentences[-1] = _all(sentences[-1], sentence[0].standing)
        sentences.append(sentence)
    return sentences


def level(text: str) -> str:
    """The text in lower case, with plain apostrophes and without quoted words (they are
    somebody's), each character in its place.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), lower).replace("’", "'")


def _cut(pattern: re.Pattern[str], plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The non-blank parts between what a pattern finds."""
    for found in pattern.finditer(plain, start, end):
        if plain[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if plain[start:end].strip():
        yield start, end


def _sentence(plain: str, start: int, end: int, carried: Standing) -> list[Stretch]:
    """The stretches of one sentence: a list goes on as it was begun, and so does what is told."""
    stretches: list[Stretch] = []
    told = False
    for first, last in _cut(_CLAUSE, plain, start, end):
        clause = plain[first:last]
        contrast = bool(_CONTRAST.match(clause))
        goes_on = not contrast and (
            told or bool(_GOES_ON.match(clause)) or not _OWN_VERB.search(clause)
        )
        standing = carried if goes_on else Standing.SAID
        told = told and not contrast
        whole = _whole(clause)
        denied = _denial(clause)
        if whole:
            told = told or bool(_TOLD.search(clause))
            carried = Standing.SAID if _PAST.search(clause) else whole
            if stretches and _REFERS_BACK.match(clause):
                _refer_back(stretches, plain, whole)
            stretches.append(Stretch(first, last, whole))
        elif denied is not None:
            goes_on = bool(_LIST_GOES_ON.search(plain, last, end)) or plain[last : last + 1] == ":"
            carried = Standing.DENIED if goes_on else Standing.SAID
            stretches.append(Stretch(first, first + denied, standing))
            stretches.append(Stretch(first + denied, last, Standing.DENIED))
        else:
            carried = standing
            stretches.append(Stretch(first, last, standing))
    return stretches


def _refer_back(stretches: list[Stretch], plain: str, standing: Standing) -> None:
    """Let what is said of "that" or "all" hold for the clause before, and for its whole list."""
    for place in range(len(stretches) - 1, -1, -1):
        stretch = stretches[place]
        stretches[place] = replace(stretch, standing=standing)
        if _OWN_VERB.search(plain, stretch.start, stretch.end):
            break


def _whole(clause: str) -> Standing | None:
    """What a marker makes of its whole clause; None without such a marker."""
    if _COVERED.search(clause):
        return Standing.COVERED
    if _FINE.search(clause) and not _WELCOME.search(clause):
        return Standing.DENIED
    if _IDLE.search(clause) or _TOLD.search(clause) or _PAST.search(clause):
        return Standing.DENIED
    return None


def _denial(clause: str) -> int | None:
    """Where the clause begins to deny; None if it does not."""
    for found in _DENIES.finditer(clause):
        if not _NOT_ONLY.search(clause, max(0, found.start()), found.end() + 8):
            return found.start()
    return None


def _all(sentence: list[Stretch], standing: Standing) -> list[Stretch]:
    return [replace(one, standing=standing) for one in sentence]
