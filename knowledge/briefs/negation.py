"""Segments that deny work, or say that it is others': "nobody needs new pages", "no microservices
here, and none planned", "another team owns the gateway".
"""

import re

from knowledge.patterns import regex
from knowledge.text import small

# Who lacks something needs it: "nobody owns the contracts", "no one here knows Drupal".
_LACK = (
    r"(?:owns?|knows?|has|have|had|looks? after|covers?|takes?|watch(?:es)?|can|runs?|else|"
    r"idea|more than|answers?|keeps?|sees?|tests?|longer|one's)"
)
_DENIED = regex(
    r"^\W*(?:and |but |so |there(?:'s| is| are) )?(?:no|not|nothing|none)\b"
    r"(?!,| (?:only|just|downtime|delays?|bugs?|errors?|outages?|risk|mistakes?|problem|idea|rush)"
    r"\b)"
    rf"(?!.{{0,30}}\b{_LACK}\b)"
    r"|\b(?:nobody|no one|no-one|none of us) (?:(?:needs?|wants?|asks?|asked|plans?)\b|"
    r"(?:will|would|should|has to) (?!own|know|have|look|keep|watch|notice|see))"
    r"|\b(?:do|does|did|will|is|are|was|were|need|should|would|must|shall|wo|ca|can)"
    r"(?:n['’]?t| ?not)\b.{0,14}"
    r"\b(?:need|want(?! to\b)|touch|include|plan|planned|part|included|involved|changed?|changing|"
    r"in scope|wanted|looking|the job|this job|ours?|theirs?|yours?|about|concern|the point|"
    r"the matter)\b"
    r"|\b(?:not|no longer) (?:needed|wanted|planned|included|part of|in scope|our|their|your|"
    r"the job)\b"
    r"|\b(?:another|the other|a different|the platform|the web|an outside|an?|our \w+) "
    r"(?:team|squad|crew|group|agency|firm|department)\b(?:'s)? (?:already |also |now )?"
    r"(?:owns?|runs?|keeps?|does|has|makes?|builds?|handles?|looks? after|takes? care)\b"
    r"|\b(?:gave|given|giving) up\b(?! to\b)"
    r"|\b(?:dropped|cancell?ed|abandoned|shelved|rejected) (?:that|it|this|the (?:plan|idea))\b"
    r"|\b(?:was|were|is|got|been) (?:dropped|cancell?ed|abandoned|shelved)\b|\bout of scope\b"
    r"|^(?!.*\b(?:not?|n't|never|no longer|but|until|once|only|must|should|has to|needs to|"
    r"so that)\b)"
    r".*\b(?:works?|runs?|is|are) (?:just |perfectly |all )?(?:fine|well|okay)\W*$"
    r"|\bstays? (?:with|out|as it is)\b|\bleave (?:that|it|the \w+) alone\b|\bhands off\b",
    re.DOTALL,
)


_OTHERS = regex(
    r"\b(?:(?:hosting|cloud|outside|external|infrastructure) )?"
    r"(?:partners?|providers?|hosts?|hosters?|vendors?|company) "
    r"(?:already |also |now )?(?:takes? care|looks? after|maintains?|manages?|operates?|handles?|"
    r"does|hosts)\b"
    r"|\b(?:done|maintained|run|handled|managed|hosted|operated|looked after|taken care of) by "
    r"(?:an?|the|our|another) (?:[\w-]+ ){0,2}?"
    r"(?:company|vendor|agency|partner|provider|host|hoster|supplier|firm)\b"
    r"|\bhosting is managed\b"
)


def is_left_to_others(text: str) -> bool:
    """Whether a segment says that a partner of the firm's does some work: a host, a vendor."""
    return bool(_OTHERS.search(small(text)))


def denies_work(text: str) -> bool:
    """Whether a segment says of some work that it is not to be done here."""
    return bool(_DENIED.search(small(text)))
