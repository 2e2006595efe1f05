"""Answers to a questionnaire, made by chance."""

import random

from knowledge.advice.rules import DONT_KNOW
from knowledge.packs.questionnaire import Questionnaire


def random_answers(questionnaire: Questionnaire, chance: random.Random) -> dict[str, str]:
    """Any answers to some of its questions, in its order."""
    return {
        question.id: chance.choice([DONT_KNOW, *(option.id for option in question.options)])
        for question in questionnaire.questions
        if chance.random() < 0.7
    }
