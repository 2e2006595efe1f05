"""Question → answer: a function of the question and the store, so that buttons re-ask it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.advice.blocks import build_advice, build_open_question, build_side, sides_of
from bot.advice.prefill import (
    build_looks_like,
    build_nothing_understood,
    build_understood,
    build_unreadable,
    open_form_button,
    open_form_buttons,
)
from bot.advice.result import kickoff_buttons
from bot.advice.texts import SIDE_BUTTONS
from bot.ask import sheets
from bot.ask.grammar import parse, to_text
from bot.ask.help import (
    build_about_person,
    build_compare_with,
    build_delete_data,
    build_form,
    build_help,
    build_same_role,
    build_unknown_role,
    build_which_pair,
)
from bot.ask.messages import Answer, private_message
from bot.ask.phrases import questions_of
from bot.ask.requests import (
    AboutPerson,
    Advice,
    Brief,
    Compare,
    CompareWith,
    DeleteData,
    Details,
    FollowUp,
    Form,
    Help,
    InterviewSheet,
    Kickoff,
    Models,
    Question,
    Read,
    SameRole,
    Search,
    Sources,
    UnknownRole,
)
from bot.ask.results import Result, others_asked, understand
from bot.compare.blocks import (
    build_aspect,
    build_choice,
    build_comparison,
    build_dimension_menu,
    build_dimension_rows,
)
from bot.faq.blocks import (
    build_answer,
    build_articles,
    build_engagement,
    build_engagement_models,
    build_follow_up,
    build_no_answer,
    build_silence,
    build_sources,
    build_suggestions,
)
from bot.home.views import delete_button
from bot.roles.blocks import (
    build_interview,
    build_interview_details,
    build_role_card,
    build_role_details,
)
from bot.slack.blocks import Block, Element, Message, button
from bot.slack.ids import DELETE_DATA, SWITCH, open_id, switch_id
from knowledge.advice.explanation import advise
from knowledge.advice.rules import valid_answers
from knowledge.briefs.reader import Given
from knowledge.derived import kept
from knowledge.search import Hit, Outcome, SearchResult, search
from knowledge.store import Store

MOST_NEAR_MATCHES = 3
MOST_OTHERS = 10  # roles offered to compare one with
MOST_CARDS = 1_000  # of entries, and comparisons, kept as they are
NEAR_SCORE = 0.05  # below this, a near match would only distract
MORE, IN_SHORT = "More", "In short"


def answer_text(text: str, store: Store) -> Answer:
    """The answer to anything that a person types or a button carries.

    Of several questions in a message one is answered; the others are offered below.
    """
    return with_others(text, answer(parse(text, store), store), store)


def with_others(text: str, found: Answer, store: Store) -> Answer:
    """An answer that offers what else a message asks."""
    if not questions_of(text):
        return found
    others = [_open_result(one, store) for one in others_asked(text, found.question, store)]
    near = [button(label, open_id(n), value) for n, (label, value) in enumerate(others)]
    near += [
        button(str(element["text"]["text"]), open_id(len(near) + n), str(element["value"]))
        for n, element in enumerate(found.near)
    ]
    return found.beside(near[:MOST_NEAR_MATCHES]) if others else found


def _open_result(found: Result, store: Store) -> tuple[str, str]:
    """The label and the value of the button that opens what a question came to."""
    if isinstance(found.question, Compare):
        first, second = found.question.first, found.question.second
        names = store.roles[first].name, store.roles[second].name
        return " vs ".join(names), to_text(found.question)
    document = found.hits[0].document
    return document.label, document.key


def answer(question: Question, store: Store) -> Answer:
    """The answer to a question from this store."""
    match question:
        case Compare():
            return _cards(store)(question)
        case Read() | Details():
            return _cards(store)(question)
        case Search(text):
            return _search(text, store)
        case FollowUp(text):
            return _follow_up(question, text, store)
        case UnknownRole(text, name):
            return _unknown_role(question, text, name, store)
        case CompareWith(role):
            return Answer(question, build_compare_with(store.roles[role]), _others(role, store))
        case SameRole(role):
            return Answer(question, build_same_role(store.roles[role]), _comparisons(store))
        case Models():
            return _models(question, store)
        case Sources():
            content, details = build_sources(store), build_articles(store)
            return Answer(question, content, shareable=True, details=details)
        case AboutPerson():
            examples = _open_texts(store.examples)
            return Answer(question, build_about_person(), examples, outcome="none")
        case Form(questionnaire):
            return _form(questionnaire, store)
        case Brief():
            return _brief(question, store)
        case Advice():
            return _advice(question, store)
        case Kickoff() if store.questionnaires:
            return sheets.answer_kickoff(question, store)
        case InterviewSheet():
            return sheets.answer_interview_sheet(question, store)
        case DeleteData():
            return Answer(question, build_delete_data(), [delete_button(DELETE_DATA)])
        case Help() | Kickoff():
            return Answer(Help(), build_help(store), _open_texts(store.examples))


def after_feedback(key: str, store: Store, told: list[Block]) -> Message:
    """An entry's answer once the person has judged it: what they are told replaces the buttons."""
    return private_message(_cards(store)(Read(key)), told)


@kept
def _cards(store: Store) -> Callable[[Compare | Read | Details], Answer]:
    """Comparisons, and cards of entries: they say the same to everybody, so each is made once."""

    @lru_cache(maxsize=MOST_CARDS)
    def card(which: Compare | Read | Details) -> Answer:
        return _compare(which, store) if isinstance(which, Compare) else _entry(which, store)

    return card


def _compare(question: Compare, store: Store) -> Answer:
    """When to choose which of two roles; the topics that are behind it each lead back to that."""
    first, second = question.first, question.second
    roles = [store.roles[first], store.roles[second]]
    topics: list[tuple[str, str | None]] = [
        (one.label, one.id) for one in store.dimensions_of(first, second).values()
    ]
    if question.dimension and store.tells_apart(first, second):
        topics.insert(0, (IN_SHORT, None))
    options = [(label, to_text(Compare(first, second, topic))) for label, topic in topics]
    menu = build_dimension_menu(options, to_text(question))
    forms = [open_form_button(one.id) for one in store.deciding([first, second])[:1]]
    if question.dimension is None:
        content = build_choice(store, roles)
        return Answer(question, content, [*forms, *([menu] if topics else [])], shareable=True)
    dimension = store.dimensions[question.dimension]
    content = build_comparison(store, roles, dimension)
    details = build_dimension_rows(roles, dimension)
    return Answer(question, content, [*forms, menu], shareable=True, details=details)


def _entry(question: Read | Details, store: Store) -> Answer:
    key = question.key
    document = store.get(key)
    if document is None:  # the pack has changed under a button
        return _nothing(Search(""), store)
    kind, _, slug = key.partition("/")
    controls: list[Element] = []
    details: list[Block] = []
    match kind:
        case "role":
            content = build_role_card(store, store.roles[slug])
            details = build_role_details(store, store.roles[slug])
            controls = _role_controls(slug, store)
        case "interview":
            kit = next(kit for kit in store.interviews.values() if kit.id == slug)
            content = build_interview(store, kit)
            details = build_interview_details(kit)
            controls = sheets.interview_buttons(store, (kit.role,), ())
        case "engagement":
            content = build_engagement(store, store.engagement[slug])
        case "aspect":
            content = build_aspect(store, store.aspects[slug])
        case _:
            content = build_answer(document)
    if isinstance(question, Details):
        controls = [*_switch(IN_SHORT, Read(key), details), *controls]
        return Answer(question, content, controls, shareable=True, details=details)
    return Answer(
        question, content, [*_switch(MORE, Details(key), details), *controls], shareable=True
    )


def _switch(text: str, to: Question, details: list[Block]) -> list[Element]:
    """The button between a card in short and in full, if there are any details."""
    return [button(text, SWITCH, to_text(to))] if details else []


def _role_controls(role: str, store: Store) -> list[Element]:
    """Buttons of a role card: its interview kit, and a comparison with another role."""
    buttons = []
    if role in store.interviews:
        buttons.append(button("Interview kit", open_id(0), store.interviews[role].key))
    for other in store.compared_with.get(role, ())[:1]:
        text = f"Compare with {store.roles[other].name}"
        buttons.append(button(text, open_id(1), f"{role} vs {other}"))
    return buttons


def _form(questionnaire: str | None, store: Store) -> Answer:
    """The way to the form, where it cannot open by itself, or there are several; help in a pack
    that has none.
    """
    every = store.questionnaires
    if not every:
        return answer(Help(), store)
    forms = [every[questionnaire]] if questionnaire in every else [*every.values()]
    if len(forms) == 1:
        buttons = [open_form_button(forms[0].id, "Open the form"), *_comparisons(store)]
    else:
        buttons = open_form_buttons(forms)
    return Answer(Form(questionnaire), build_form(len(forms)), buttons)


def _brief(question: Brief, store: Store) -> Answer:
    """Advice on a brief about the pair of roles that it clearly speaks of; else which it is about
    is asked, each form with what the brief says for it.
    """
    readings = understand(question, store)
    if not readings:
        return answer(Help(), store)
    if len(readings) > 1:
        given = {one.id: answers for one, answers in readings}
        forms = open_form_buttons([one for one, _ in readings], given)
        return Answer(Form(), build_which_pair(), forms)
    [(asked, answers)] = readings
    if not store.classifier(asked.id).can_read:
        form = open_form_button(asked.id, "Open the form")
        return Answer(Form(asked.id), build_unreadable(store, asked), [form])
    options = {name: one.option for name, one in answers.items()}
    advice = advise(store, asked, options)
    elsewhere = build_looks_like(question.text, answers, advice, store)
    if not answers:  # nothing to advise on
        return Answer(
            Advice(asked.id, ()),
            [*build_nothing_understood(), *build_open_question(advice)],
            [open_form_button(asked.id, "Open the form")],
            understood=elsewhere,
        )
    found = Advice(asked.id, tuple(options.items()))
    understood = [*elsewhere, *build_understood(asked, answers)]
    return replace(_advice(found, store, answers), understood=understood)


def _advice(question: Advice, store: Store, words: Mapping[str, Given] | None = None) -> Answer:
    """Advice on answers. Asked again, it has the answers, but not the `words` of a brief."""
    asked = store.questionnaires.get(question.questionnaire)
    if asked is None:  # the pack has changed under a button
        return _form(None, store)
    answers = valid_answers(asked, dict(question.answers))
    given = {name: Given(option, "") for name, option in answers.items()} | dict(words or {})
    advice = advise(store, asked, answers)
    again = Advice(asked.id, tuple(answers.items()), question.side)
    sides = [side for side in sides_of(store, advice) if side != question.side]
    switches = [
        button(SIDE_BUTTONS[side], switch_id(n), to_text(replace(again, side=side)))
        for n, side in enumerate(sides)
    ]
    return Answer(
        again,
        [*build_advice(store, advice), *build_open_question(advice)],
        [
            *switches,
            *kickoff_buttons(advice),
            open_form_button(asked.id, "Open the form", given),
        ],
        details=build_side(store, advice, question.side),
        shareable=bool(answers) and advice.says_something,
    )


def _models(question: Question, store: Store) -> Answer:
    if not store.engagement:  # a pack may know of none
        return _nothing(Search("model"), store)
    models = store.engagement.values()
    buttons = [button(one.label, open_id(n), one.key) for n, one in enumerate(models)]
    content, details = build_engagement_models(store), build_silence(store)
    return Answer(question, content, buttons, shareable=True, details=details)


def _search(text: str, store: Store) -> Answer:
    result = search(store, text, limit=1 + MOST_NEAR_MATCHES)
    if result.outcome == "none":
        return _nothing(Search(text), store, result)
    if result.outcome == "suggestions":
        close = _open_hits(result.hits[:MOST_NEAR_MATCHES])
        told = build_suggestions(len(close))
        return Answer(Search(text), told, close, unanswered=text, outcome="suggestions")
    best, *others = result.hits
    answer = _cards(store)(Read(best.document.key))
    near = tuple(hit for hit in others if hit.score >= NEAR_SCORE)[:MOST_NEAR_MATCHES]
    return answer.beside(_open_hits(near))


def _nothing(question: Search, store: Store, result: SearchResult | None = None) -> Answer:
    """No answer, with what is closest to what the sources are known to be silent about."""
    key = result.uncovered if result else None
    is_gap = key is None or store.uncovered[key].is_gap
    near = [hit for hit in result.hits if hit.score >= NEAR_SCORE] if result and key else []
    return Answer(
        question,
        build_no_answer(store, key),
        _open_texts(store.examples),
        _open_hits(near[:MOST_NEAR_MATCHES]),
        unanswered=(question.text or None) if is_gap else None,
        outcome="none",
    )


def _follow_up(question: Question, text: str, store: Store) -> Answer:
    """Says that earlier messages are not seen here, with what is closest."""
    near = search(store, text).hits[:MOST_NEAR_MATCHES]
    outcome: Outcome = "suggestions" if near else "none"
    return Answer(question, build_follow_up(len(near)), _open_hits(near), outcome=outcome)


def _unknown_role(question: Question, text: str, name: str, store: Store) -> Answer:
    content = build_unknown_role(name, list(store.roles.values()))
    near = [hit for hit in search(store, text).hits if hit.score >= NEAR_SCORE]
    near_buttons = _open_hits(near[:MOST_NEAR_MATCHES])
    buttons = _comparisons(store)
    return Answer(question, content, buttons, near_buttons, unanswered=text, outcome="none")


def _others(role: str, store: Store) -> list[Element]:
    """For each role that a role can be compared with, a button that does."""
    others = store.compared_with.get(role, ())
    return [
        button(store.roles[other].name, open_id(index), f"{role} vs {other}")
        for index, other in enumerate(others[:MOST_OTHERS])
    ]


def _comparisons(store: Store) -> list[Element]:
    """A button that compares the first two roles that are set beside each other."""
    if not store.first_pair:
        return []
    a, b = (store.roles[role] for role in store.first_pair)
    return [button(f"{a.aliases[0]} vs {b.aliases[0]}", open_id(0), f"{a.id} vs {b.id}")]


def _open_hits(hits: Sequence[Hit]) -> list[Element]:
    return [button(hit.document.label, open_id(n), hit.document.key) for n, hit in enumerate(hits)]


def _open_texts(texts: Sequence[str]) -> list[Element]:
    return [button(text, open_id(index), text) for index, text in enumerate(texts)]
