"""What a built store looks like: two versions of RoleFit read each other's if this is the same."""

from functools import cache
from hashlib import sha256

from knowledge.text import stem

# Raise it with every change of what building writes or of how that is read: what was built before
# is then built again instead of being misread.
VERSION = 3
# Words are found by their stems, so a stemmer that stems otherwise makes another store. These have
# all endings that English stemmers are known to disagree on.
PROBE_WORDS = (
    "agencies", "applied", "bytes", "caching", "databases", "developer", "dying", "easily",
    "generously", "hiring", "interviews", "libraries", "maintenance", "news", "operational",
    "organisation", "php", "queries", "relational", "services", "skis", "succeeding", "testing",
    "usability", "using", "was", "wordpress", "york's",
)  # fmt: skip


@cache
def store_format() -> str:
    """What a store must be marked with to be read: the schema's version and how words are stemmed
    (hex).
    """
    stems = " ".join(map(stem, PROBE_WORDS))
    return f"{VERSION}-{sha256(stems.encode()).hexdigest()[:12]}"
