"""What a built store looks like: two versions of RoleFit read each other's if this is the same."""

from functools import cache
from hashlib import sha256

from knowledge.text import stem

TABLES = """
create table meta (key text primary key, value text);
create table sources (
  id text primary key, title text, publisher text, interest text, published text, address text,
  licence text, text text, separates_roles integer
);
create table sections (id text primary key, source text);
create table documents (
  id integer primary key, key text unique, kind text, title text, label text, text text,
  basis text, citations text, notes text, model text
);
create table wordings (wording text primary key, document integer);
create table postings (stem text primary key, spread integer, some blob, every blob, best blob);
create table likeness (feature text primary key, some blob, every blob) without rowid;
create table words (word text primary key, frequency integer);
create table questionnaires (
  number integer primary key, id text, model text, word_groups text, role_words text
);
create table labels (
  questionnaire integer, number integer, name text, subject text, base real, bias real,
  primary key (questionnaire, number)
);
create table features (
  questionnaire integer, feature text, idf real, adds blob, primary key (questionnaire, feature)
) without rowid;
"""
# Raise it with every change of what building writes or of how that is read: what was built before
# is then built again instead of being misread.
VERSION = 1
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
