"""Questionnaires made by chance about any pairs of roles, and what briefs are read by."""

import random
from collections.abc import Iterator, Sequence

from tests.support.random_words import RandomWords
from tests.support.small_pack import Item

Pair = tuple[str, str]

BESIDE = ["elsewhere", "vague", "person", "nothing"]
MOST_OWN = 4  # questions in a step, which two shared ones may join


class RandomQuestionnaires:
    """Makes questionnaires; options with points cite sections that tell roles apart."""

    def __init__(
        self,
        chance: random.Random,
        words: RandomWords,
        separating: Sequence[str],
        models: Sequence[str],
    ) -> None:
        self._chance = chance
        self._words = words
        self._separating = separating
        self._models = models

    def parts(self, pairs: Sequence[Pair], roles: Sequence[str]) -> dict[str, object]:
        """Files of a pack: a questionnaire a pair, shared questions, utterances, words."""
        if not pairs:
            return {}
        offered = [self._terms(kind) for kind in ("length", "place") if self._maybe()]
        made = [self._questionnaire(pair, offered) for pair in pairs]
        shared = [one for one in offered if any(one["id"] in other["shared"] for other in made)]
        found: dict[str, object] = {f"questionnaires/{one['id']}": one for one in made}
        if shared:
            found["questions"] = shared
        if self._maybe(0.8):
            asked = [question for one in made for question in one["questions"]] + shared
            found["utterances/all"] = [said for one in asked for said in self._said(one)]
            found["utterances/beside"] = [
                {"beside": beside, "said_as": self._sentences()} for beside in [*BESIDE, *roles]
            ]
        if self._maybe():
            found["words"] = {
                "groups": {self._words.slug(): self._words.some(5) for _ in range(2)},
                "speaks_for": {one: self._words.some(5) for one in [*roles, "elsewhere"]},
            }
        return found

    def _maybe(self, share: float = 0.5) -> bool:
        return self._chance.random() < share

    def _questionnaire(self, pair: Pair, shared: Sequence[Item]) -> Item:
        is_special = self._maybe()
        questions = [*self._questions(pair, is_special)]
        self._chance.shuffle(questions)
        steps = self._chance.randint(-(-len(questions) // MOST_OWN), min(len(questions), 4))
        made: Item = {
            "id": self._words.slug(),
            "label": self._words.label(),
            "roles": [*pair],
            "steps": [self._words.label() for _ in range(steps)],
            "questions": [one | {"step": 1 + n % steps} for n, one in enumerate(questions)],
            "shared": [question["id"] for question in shared if self._maybe()],
        }
        if is_special:
            made["speciality"] = {
                "unsaid": self._words.line(),
                "denied": self._words.sentence(),
                "setting": self._chance.randint(0, 3),
            }
        return made | ({"one_seat": self._words.sentence()} if self._maybe() else {})

    def _questions(self, pair: Pair, is_special: bool) -> Iterator[Item]:
        """Work at least; of every other kind one at most."""
        for _ in range(self._chance.randint(1, 3)):
            yield self._weighing("work", pair, is_special)
        for kind in ("setting", "coverage"):
            if self._maybe():
                yield self._weighing(kind, pair, is_special and kind == "setting")
        if self._maybe():
            seats = [self._option(seats="one"), self._option(seats="several")]
            yield self._question("seats", seats)
        if self._maybe():
            first = [self._option(first=role) for role in pair]
            yield self._question("first", [*first, self._option()])
        if self._maybe():
            yield self._terms("terms")

    def _question(self, kind: str, options: Sequence[Item]) -> Item:
        return {
            "id": self._words.slug(),
            "step": 1,
            "kind": kind,
            "ask": self._words.line(),
            "why": self._words.line(),
            "options": [*options],
        }

    def _option(self, **fields: object) -> Item:
        says = {"says": self._words.line()} if self._maybe(0.7) else {}
        return {"id": self._words.slug(), "text": self._words.label(), **says, **fields}

    def _weighing(self, kind: str, pair: Pair, is_special: bool) -> Item:
        """A question in which each role can get as many points, and of work at least one three."""
        most = 3 if kind == "work" else self._chance.randint(1, 3)
        first, second = pair
        options = [self._pointing({first: most}), self._pointing({second: most})]
        if self._maybe():
            unites = [[option["id"]] for option in options]
            options.append(self._pointing({first: most, second: most}) | {"unites": unites})
        for _ in range(self._chance.randint(0, 3)):
            options.append(self._pointing({self._chance.choice(pair): 1}))
        if kind == "work" and self._maybe():
            options.append(self._option(elsewhere=True))
        if is_special:
            options[0]["speciality"] = "stated"
            options.append(self._option(speciality="denied"))
        made = self._question(kind, options)
        if kind == "setting" and self._maybe():
            made["technologies"] = [
                {
                    "id": self._words.slug(),
                    "name": self._words.label(),
                    "of": [self._chance.choice(options)["id"]],
                }
                for _ in range(self._chance.randint(1, 4))
            ]
        return made

    def _pointing(self, points: dict[str, int]) -> Item:
        many = self._chance.randint(1, min(3, len(self._separating)))
        cited = self._chance.sample(self._separating, many)
        because = {role: self._words.sentence() for role in points}
        duties = {role: self._words.sentence() for role in points if self._maybe()}
        named = {"in_post": self._words.label()} if self._maybe(0.3) else {}
        return self._option(points=points, because=because, duties=duties, citations=cited, **named)

    def _terms(self, kind: str) -> Item:
        """A question that asks for engagement models, or for what excludes each other."""
        cited = self._separating[:1]
        models = [*self._models[:3], *([None] if self._maybe() else [])]
        options = [self._option(engagement=model, citations=cited) for model in models]
        options += [self._option(), self._option(conflicting=self._maybe(), citations=cited)]
        return self._question(kind, options)

    def _said(self, question: Item) -> Iterator[Item]:
        for option in question["options"]:
            if self._maybe(0.8):
                meaning = {"question": question["id"], "option": option["id"]}
                yield {**meaning, "said_as": self._sentences()}

    def _sentences(self) -> list[str]:
        return [self._words.sentence() for _ in range(self._chance.randint(1, 4))]
