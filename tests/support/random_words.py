"""Words, wordings and sentences made by chance, no wording twice."""

import random

from knowledge.text import normal

BEGIN, VOWEL, END = "bdfgklmnprstvz", "aeiou", ["", "", "n", "r", "l", "k", "st"]
SMALL = ["the", "of", "and", "a", "who", "for", "our", "without", "to", "is", "in", "C++", "—", "3"]
HOW_MANY = 150


class RandomWords:
    """The words of one pack. Its texts have these and small words of English."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._known = sorted({self._word() for _ in range(HOW_MANY)})
        self._said: set[str] = set()

    def some(self, most: int) -> list[str]:
        """One word at least, none twice."""
        return self._chance.sample(self._known, self._chance.randint(1, most))

    def wording(self) -> str:
        """A question or a name that nothing else in the pack has."""
        while True:
            made = self.line()
            if normal(made) not in self._said:
                self._said.add(normal(made))
                return made

    def line(self) -> str:
        """A few words."""
        return " ".join(self._text(self._chance.randint(2, 5))) + self._chance.choice(["", "", "?"])

    def label(self) -> str:
        """A short title that nothing else has."""
        while True:
            made = self.wording()[:30].strip()
            if made:
                return made.capitalize()

    def slug(self) -> str:
        """An id that nothing else has."""
        while True:
            made = "-".join(self.some(2))
            if made not in self._said:
                self._said.add(made)
                return made

    def sentence(self) -> str:
        """A sentence."""
        return " ".join(self._text(self._chance.randint(4, 14))).capitalize() + "."

    def clause(self) -> str:
        """The end of a sentence."""
        return self.sentence().rstrip(".")

    def prose(self) -> str:
        """A few sentences."""
        return " ".join(self.sentence() for _ in range(self._chance.randint(1, 4)))

    def _text(self, length: int) -> list[str]:
        small = [
            one for one in self._chance.choices(SMALL, k=length) if self._chance.random() < 0.4
        ]
        made = [*self._chance.choices(self._known, k=max(2, length - len(small))), *small]
        self._chance.shuffle(made)
        return made

    def _word(self) -> str:
        choose = self._chance.choice
        syllables = range(choose([2, 3]))
        return "".join(choose(BEGIN) + choose(VOWEL) for _ in syllables) + choose(END)
