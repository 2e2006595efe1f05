"""Whether somebody of a trade that no article covers is needed: "should I open devops instead"."""

import re
from collections.abc import Iterable, Iterator

from bot.ask.kits import role_words
from bot.ask.phrases import ALTERNATIVES, ROLE_NOUNS, asks, clauses_of
from bot.ask.requests import UnknownRole
from bot.ask.roles_named import Named, roles_named
from knowledge.patterns import regex
from knowledge.search import search
from knowledge.store import Store
from knowledge.text import small, stem, words

MOST_NAMED = 3  # of alternatives that are looked up
LONGEST_CHOICE = 20  # words; a longer text tells of work

_NEEDED = regex(  # up to what they are needed for
    r"\b(?:(?P<people>hire|open|recruit|bring in|take on)|need|want|get|look(?:ing)? for|add)"
    r" (?:(?:an?|the|another|our|some|more|first|own|real|proper|dedicated|separate) )*"
    r"(?P<names>[^.?!,;:]+?)"
    r"(?= (?:instead|for|in|to|if|when|before|on|at|rather|first|next|now|as well|too)\b|"
    r"[.?!,;:]|$)"
)
_OR_ELSE = regex(r"\bor (?:(?:do|should|can) )?(?:(?:i|we) )?$")  # asked is what stood before
_OPEN = regex(r"\b(?:whom?|which (?:of|role|one|hire))\b")  # no trade is named
_WHICH = regex(
    r"\b(?:which|what) ((?!kind|sort|type)(?:\w+ )?\w+) (?:profile|person|specialist|engineer|"
    r"dev)\b"
)
_TITLE = regex(  # for whoever does something
    r"\b(?:which|what) (?:job )?title (?:for|fits|suits) (?:an? )?"
    r"(?:someone|somebody|person|people|one) (?:who |that )?"
    r"(?:do(?:es|ing)?|writ(?:es|ing)|build(?:s|ing)?|run(?:s|ning)?|maintain(?:s|ing)?|"
    r"look(?:s|ing) after) "
    r"([^.?!,;:+&]+)"
)
_DOES = regex(  # what somebody of a trade is good for
    r"\bwhat (?:does|do|would|can|could|will) (?:an? )?((?:[\w-]+ ){0,2}(?:engineer|developer|dev|"
    r"scientist|analyst|designer|manager|specialist|architect|admin|tester)) "
    r"(?:do|bring|contribute)\b"
)
_OF_TWO = regex(  # trades, of which one is to be taken
    r"^\W*(?:an? )?((?:\w+ ){0,2}\w+) (?:or|vs\.?|versus) (?:an? )?((?:\w+ ){0,2}\w+)[?,:;.–—-]* ?"
    r"(?:which|what|whom?)\b[^.?!]*\b(?:need|hire|open|want|take|first)\b"
)
_COVERED = regex(  # by a role of ours, instead of whoever is named
    r"\b(?:need|want|hire|get|open) (?:an? |another |some )?((?:[\w-]+ ){0,2}?[\w-]+?)"
    r"(?: as well| too| also| at all| (?:for|to|in|on) [^.?!;,]{1,40}?)?,? or "
    r"(?:(?:can|could|does|will|would|is|do) (?:an? |the |our |your )?[\w-]+(?: \w+)? "
    r"(?:cover|do|handle|take|manage|enough|do without|look after)\b|(?:an? )?[\w-]+(?: \w+)?\W*$)"
)
_WHICH_ONE = regex(r"\bwhich (?:one )?(?:do|should|shall|would|to|is|must|can)\b")
_JOINED = regex(r"\b(?:or|vs\.?|versus)\b", re.IGNORECASE)
_OR = regex(r" ?(?:\bor\b|\band\b|/) ?(?:an? )?")


def other_trade(text: str, named: Named, store: Store) -> UnknownRole | None:
    """The trade that a text asks about, where it names no role that is covered: one that the
    sources are known to be silent about.
    """
    low = small(text)
    if len(named.roles) < 2 and " or " in low and (covered := _COVERED.search(low)):
        return _silent_about(text, [covered[1]], store)
    if named.roles:
        return None
    is_needed = (_NEEDED.search(low) or _WHICH.search(low)) and not _OPEN.search(low)
    two = _OF_TWO.search(low)
    if not (is_needed or two or _TITLE.search(low) or _DOES.search(low)):
        return None
    asked = [one for one in clauses_of(text) if asks(one)]
    if len(asked) != 1:
        return None
    names = two.groups() if two else _names(small(asked[0]))
    return _silent_about(text, names, store)


def _silent_about(text: str, names: Iterable[str], store: Store) -> UnknownRole | None:
    for name in names:
        if roles_named(name, store).roles:
            continue
        silent = search(store, name, limit=1).uncovered
        if silent and store.uncovered[silent].is_role:
            return UnknownRole(text, name)
    return None


def kind_of_role(text: str, named: Named, store: Store) -> UnknownRole | None:
    """Whoever works with one tool of a role, set against that role ("a Scala dev or a backend
    dev"): what is said of the role is said of both, and nothing of what tells them apart.
    """
    if len(named.roles) != 1 or not _JOINED.search(text) or len(text.split()) > LONGEST_CHOICE:
        return None
    tools = role_words(store).get(named.roles[0], frozenset())
    for clause in clauses_of(text):
        sides = _JOINED.split(clause)
        if len(sides) != 2 or sum(bool(roles_named(one, store).roles) for one in sides) != 1:
            continue
        other = next(one for one in sides if not roles_named(one, store).roles)
        said = words(other)
        place = next((n for n, word in enumerate(said) if stem(word) in tools), None)
        if place is not None and said and stem(said[-1]) in ROLE_NOUNS:
            return UnknownRole(text, " ".join(said[place:]))
    return None


def picks_a_tool(text: str, store: Store) -> bool:
    """Whether a text begins with two tools of which one is to be taken."""
    low = small(text)
    if not _WHICH_ONE.search(low) or not (others := ALTERNATIVES.match(low)):
        return False
    tools = frozenset[str]().union(*role_words(store).values())
    return store.aliases.keys().isdisjoint(others.groups()) and not tools.isdisjoint(
        map(stem, others.groups())
    )


def _names(clause: str) -> Iterator[str]:
    """What may name a trade. Who opens or hires "devops" means somebody."""
    if which := _WHICH.search(clause):
        yield f"{which[1]} engineer"
    elif does := _DOES.search(clause):
        yield does[1]
    elif title := _TITLE.search(clause):
        yield title[1].strip()
    elif (needed := _NEEDED.search(clause)) and not _OR_ELSE.search(clause[: needed.start()]):
        for name in filter(None, _OR.split(needed["names"])[:MOST_NAMED]):
            yield name
            if needed["people"]:
                yield f"{name} engineer"
