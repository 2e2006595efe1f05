"""The one tokeniser: what the compiler indexes and what a question is cut into.

Text is folded (compatibility forms, case, accents), cut into words and stemmed
(Snowball's English stemmer, https://snowballstem.org/algorithms/english/stemmer.html).
"""

import re
import unicodedata
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found]

EMOJI_NAME = re.compile(r"(?<!\w):[a-z0-9_+'-]+:(?!\w)", re.IGNORECASE)  # `:tada:`
LONGEST_WORD = 40  # longer runs are no words; cutting them bounds the index and the typo search

STOP_WORDS = frozenset(  # they say nothing about what is asked
    """a about actually again all also am an and any anybody anyone are as at be because been
    being but by can cannot cant could did do does doesnt doing dont each either else etc ever for
    from get gets getting give go goes going got had has have having he her here him his how i id
    if ill im in into is isnt it its itself ive just kind kindly know let lets like lol long many
    may maybe me might mine more most much must my need needs no not now of off ok okay on one or
    other our out over own please pls put quick really same say see shall she should so some
    somebody someone something sort still such take tell than thanks that thats the their them
    then there theres these they theyre thing things this those though thx to too tx under up us
    use very want wants was way we well were weve what whats when where whether which who whos
    whom whose why will with without wont would wouldnt yet you your hello hey hi hiya guys folks
    question wondering wonder anyway btw fyi imo tbh""".split()
)

SMALL_WORDS = STOP_WORDS | frozenset(  # with what chat is full of: it says little, but a little
    """almost already alright always arent asked asking away bit came come comes done down dude
    eli5 enough even every everybody everyone everything exactly far feel feels few find first
    found gonna good gotta great guess guy hasnt heads hear heard honest honestly hope idea
    ideas idk keep keeps kept knew knows last later least less little look looking looks lot
    lots made main makes making mean means mix nobody none nope nothing often ones only others
    otherwise overall part people perhaps ppl pretty probably quite rather real right said
    saying says second seem seems seen shouldnt side simply since sometimes somewhere soon stuff
    sure talk talking telling tells think thinking thinks third tho thought three today told
    tomorrow took tried try trying two usual usually wait waiting wasnt werent whatever whenever
    wherever whole word words wouldn write wrong yeah yep yesterday""".split()
)

_SPELLINGS = (  # names that punctuation would cut apart
    (re.compile(r"\bc\+\+"), "cpp"),
    (re.compile(r"\bc#"), "csharp"),
    (re.compile(r"(?<!\w)\.net\b"), "dotnet"),
    (re.compile(r"\b(node|vue|next|express)\.js\b"), r"\1js"),
    (re.compile(r"\bci ?/ ?cd\b"), "ci cd cicd"),
    (re.compile(r"\ba/b\b"), "ab"),
    (re.compile(r"\bphp ?(\d)\b"), r"php\1"),
)
_MAY_BE_SPELT = re.compile(r"\+\+|#|\.(?:net|js)|/|php ?\d")  # what each of them needs
_BRITISH = (  # optimise, organisation, behaviour, centre
    (re.compile(r"(?<=\w{4})is(?=(?:e[sdr]?|ers|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=\w[bdilmnv])our(?=(?:s|ed|ing|al)?$)"), "or"),
    (re.compile(r"(?<=\w{3})tre(?=s?$)"), "ter"),
)
_SMALL = {
    0x130: "i",
    0x131: "i",
    0x17F: "s",
}  # letters that re takes for these: \u0130 \u0131 \u017f
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPACES = {number: " " for number in range(128) if not chr(number).isalnum()}
_STEMMER = Stemmer.Stemmer("english", 0)  # keeps nothing: `stem` does


def fold(text: str) -> str:
    """Lower-case text without accents or compatibility forms."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def small(text: str) -> str:
    """A text in small letters, each in its place: patterns without a flag find in it what they
    would find ignoring case, and three times as fast.
    """
    return text.lower() if text.isascii() else text.translate(_SMALL).lower()


def words(text: str) -> list[str]:
    """The words of a text, folded, in order; possessive endings dropped."""
    return [*_words(text)]


@lru_cache(maxsize=16)  # a request's text is looked at from several sides
def _words(text: str) -> list[str]:
    folded = fold(text)
    if _MAY_BE_SPELT.search(folded):
        for pattern, spelling in _SPELLINGS:
            folded = pattern.sub(spelling, folded)
    if folded.isascii() and "'" not in folded:
        found = folded.translate(_SPACES).split()  # the same, in half the time
    else:
        found = [_plain(word) for word in _WORD.findall(folded)]
    return [word[:LONGEST_WORD] for word in found]


def _plain(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s").replace("'", "")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of one folded word, the same for its British and American spelling."""
    for pattern, american in _BRITISH:
        word = pattern.sub(american, word)
    return str(_STEMMER.stemWord(word))


def singular(word: str) -> str:
    """A folded word as the name of a tool is told by, one or many of them. Stems would take
    "designer" for what everybody designs, "Composer" for composing and "Excel" for excellent.
    """
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order, without stop words."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


def normal(text: str) -> str:
    """A text as its words alone: equal for wordings that differ in case, accents or marks."""
    return " ".join(words(text))
