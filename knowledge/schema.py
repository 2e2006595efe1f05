"""What a built store looks like: two versions of RoleFit read each other's if this is the same."""

from functools import cache
from hashlib import sha256

from knowledge.text import stem

# Raise it with every change of what building writes or of how that is read: what was built before
# is then built again instead of being misread.
VERSION = 5
# Words are found by their stems, so a stemmer that stems otherwise makes another store. These have
# all endings that English stemmers are known to disagree on.
PROBE_WORDS = (
    "agencies", "applied", "bytes", "caching", "databases", "developer", "dying", "easily",
    "generously", "hiring", "interviews", "libraries", "maintenance", "news", "operational",
    "organisation", "php", "queries", "relational", "services", "skis", "succeeding", "testing",
    "usability", "using", "was", "wordpress", "york's",
)  # fmt: skip

TABLES = (
    "create table meta (key text primary key, value text)",
    "create table sources (id text primary key, title text, publisher text, interest text, "
    "published text, address text, licence text, text text, separates_roles integer)",
    "create table sections (id text primary key, source text)",
    # what people read
    "create table documents (id integer primary key, key text, kind text, title text, label text, "
    "text text, basis text, citations text, notes text, model text)",
    "create unique index documents_by_key on documents (key)",
    # whole questions, normalised
    "create table wordings (wording text primary key, document integer)",
    # the documents of each stem, and how far it speaks for them
    "create table postings (stem text primary key, spread integer, postings blob, best blob)",
    # what each stem and pair of stems tells of a question's likeness to documents: many in a row,
    # sorted, which is found by the first of them
    "create table likeness (first text primary key, features blob)",
    # what typos are repaired against
    "create table words (word text primary key, frequency integer)",
    # what is asked before advice; and what was learned from utterances, by which briefs are read
    "create table questionnaires "
    "(number integer primary key, id text, model text, word_groups text, role_words text)",
    "create table labels (questionnaire integer, number integer, name text, subject text, "
    "base float, bias float, primary key (questionnaire, number))",
    "create table features (questionnaire integer, feature text, idf real, adds blob, "
    "primary key (questionnaire, feature)) without rowid",
)


@cache
def store_format() -> str:
    """What a store must be marked with to be read: the schema's version and how words are stemmed
    (hex).
    """
    stems = " ".join(map(stem, PROBE_WORDS))
    return f"{VERSION}-{sha256(stems.encode()).hexdigest()[:12]}"
