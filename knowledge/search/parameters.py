"""The numbers that decide what is found, in one place: compiling, parsing and ranking read them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """How entries are weighed against a question. The defaults serve; the ablation and the
    measuring of large packs switch single ones off.

    Saturation and length are BM25's (Robertson and Zaragoza: The Probabilistic Relevance Framework,
    2009), once over what an entry is asked as, once over all that it says.
    """

    # Written into the store when a pack is compiled
    saturation: float = 1.2  # k1: of so many mentions, half as much as of any number
    length_asked: float = 0.75  # b: how far an entry's length counts against it
    length_all: float = 0.7
    asked_share: float = 0.35  # of what it is asked as; the rest of all it says
    synonym_weight: float = 0.8  # of a word that means the same, against the word itself
    text_wordings: float = 2.0  # that an entry's text counts as, for likeness
    # Of a stem that stands in more documents, only those that it speaks most for are read where a
    # question has nothing rarer to start from.
    longest_read: int = 15_000

    # The words of a question
    small_weight: float = 0.4  # of a stop word, against any other word that is as common
    repairs: bool = True  # typos, against the store's own words
    joins: bool = True  # words that the store mostly writes as one, and cuts those it writes as two

    # What is looked up and compared
    common: float = 1 / 3  # of all documents: a word of more is only compared, never looked up
    few: int = 120  # documents: no word of so few is common
    # Bounds the work for large packs: postings that are read, rarest words first; further words
    # are left for the comparison.
    most_postings: int = 8_000
    compared: int = 20  # documents that are compared with the question word by word …
    close: float = 0.45  # … and by likeness, if they cover so much of what the best one covers

    # Likeness
    likeness_power: float = 0.5  # how much likeness counts beside coverage
    least_likeness: float = 1e-4
    half_alike: float = 4.0  # log-odds over the root of the features where it is half alike
    least_level: float = 0.1

    # What may be made of the best entry
    answer_coverage: float = 0.2
    suggest_coverage: float = 0.1
    answer_score: float = 0.026
    broad_score: float = 0.045  # the same, of one that is about a whole: a role, a kit, a dimension


RANKING = Ranking()
