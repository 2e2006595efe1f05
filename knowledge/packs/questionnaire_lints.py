"""Faults of questionnaires, and of what briefs are read by: ways to be silently useless."""

from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.advice.rules import best_for
from knowledge.packs.faults import Fault, Location
from knowledge.packs.layers import BEFORE, Layer, roles_with_points
from knowledge.packs.models import Pack
from knowledge.packs.questionnaire import BESIDE, Option, Question, Questionnaire

MOST_IN_A_STEP = 6  # inputs of a form that a phone shows
ELSEWHERE = BESIDE[0]
ONLY_ONE = {"seats", "first", "length", "terms", "place", "coverage"}  # of each kind of question
NOT_SEPARATING = (
    "{} is not listed under `separates_roles` of its source: it cannot weigh between the roles"
)


def questionnaire_faults(pack: Pack, layers: Sequence[Layer]) -> Iterator[Fault]:
    """All faults and warnings of the questionnaires of a pack."""
    roles = [role.id for role in pack.roles]
    for questions in filter(None, (layer.items[BEFORE] for layer in layers)):
        if len(roles_with_points(questions, roles)) != 2:
            message = "nobody is asked this: give points to two roles, and to no other"
            yield Fault(questions[0], (), message, "finding")
    seen: set[str] = set()
    for one in pack.questionnaires:
        if one.id in seen:
            yield Fault(one, ("id",), f"there is another questionnaire {one.id}: choose another id")
        seen.add(one.id)
        for lint in (
            _pair,
            _shared,
            _steps,
            _kinds,
            _options_name,
            _balance,
            _united,
            _technologies,
        ):
            yield from lint(one, pack)
        yield from _lessons(one, pack)


def separating_sections(pack: Pack) -> frozenset[str]:
    """Sections that tell roles apart."""
    return frozenset(section for source in pack.sources for section in source.separates_roles)


def _options(one: Questionnaire) -> Iterator[tuple[Question, Location, Option]]:
    for question in one.questions:
        for index, option in enumerate(question.options):
            yield question, ("options", index), option


def _pair(one: Questionnaire, pack: Pack) -> Iterator[Fault]:
    """The two roles: that they are there, can both be advised, and have something to post."""
    roles = {role.id: role for role in pack.roles}
    first, second = one.roles
    if first == second:
        yield Fault(one, ("roles", 1), "the pair needs two roles")
        return
    told = [aspect for d in pack.dimensions if d.duties for aspect in d.aspects]
    tellable = {role for aspect in told for role in aspect.roles}
    for place, role in enumerate(one.roles):
        if role not in roles:
            yield Fault(one, ("roles", place), f"there is no role {role}")
        elif not best_for(role, one):
            message = f"no answers lead to {role}: give options points for it"
            yield Fault(one, ("roles", place), message, "finding")
        elif role not in tellable:
            message = f"no comparison with `duties: true` tells of {role}: its post has no duties"
            yield Fault(one, ("roles", place), message, "finding")
    if second in roles and roles[second].is_a == first:
        yield Fault(one, ("roles",), f"put {second} first: it is a kind of {first}")
    said = any(option.speciality for *_, option in _options(one))
    if said and one.speciality is None:
        message = "options state or deny a speciality: say under `speciality` what that means"
        yield Fault(one, (), message)


def _shared(one: Questionnaire, pack: Pack) -> Iterator[Fault]:
    there = {question.id for question in one.questions}
    for place, name in enumerate(one.shared):
        if name not in there:
            yield Fault(one, ("shared", place), f"questions.yaml has no question {name}")


def _steps(one: Questionnaire, pack: Pack) -> Iterator[Fault]:
    """Steps that nobody would see, or not at once."""
    asked = Counter(question.step for question in one.questions)
    for question in one.questions:
        if question.step > len(one.steps):
            message = f"there is no step {question.step}: add its title to `steps`"
            yield Fault(question, ("step",), message)
    for number, title in enumerate(one.steps, start=1):
        if not asked[number]:
            yield Fault(one, ("steps", number - 1), f"no question stands in the step “{title}”")
        elif asked[number] > MOST_IN_A_STEP:
            message = f"more than {MOST_IN_A_STEP} questions stand in this step: make another"
            yield Fault(one, ("steps", number - 1), message, "finding")


def _kinds(one: Questionnaire, pack: Pack) -> Iterator[Fault]:
    """Questions of which there may be one only, since one answer decides."""
    seen: dict[str, str] = {}
    ids: set[str] = set()
    for question in one.questions:
        if question.id in ids:
            yield Fault(
                question, ("id",), f"there is another question {question.id}: choose another id"
            )
        ids.add(question.id)
        other = seen.setdefault(question.kind, question.id)
        if question.kind in ONLY_ONE and other != question.id:
            message = f"{other} is of the kind {question.kind} already: put both into one"
            yield Fault(question, ("kind",), message)


def _options_name(one: Questionnaire, pack: Pack) -> Iterator[Fault]:
    """What options name: the pair's roles, engagement models, sections."""
    models = {model.id for model in pack.engagement}
    known = {section for source in pack.sources for section in source.sections}
    separating = separating_sections(pack)
    for question, location, option in _options(one):
        for role in sorted({*option.points, *filter(None, [option.first])} - {*one.roles}):
            message = f"{role} is not one of the two roles that {one.id} decides between"
            yield Fault(question, location, message)
        for index, section in enumerate(option.citations):
            place = (*location, "citations", index)
            if section not in known:
                yield Fault(question, place, f"no source has a section {section}")
            elif option.points and section not in separating:
                yield Fault(question, place, NOT_SEPARATING.format(section), "finding")
        if option.engagement and option.engagement not in models:
            message = f"there is no engagement model {option.engagement}"
            yield Fault(question, (*location, "engagement"), message)


def _balance(one: Questionnaire, pack: Pack) -> Iterator[Fault]:
    """Questions that lean to one role."""
    for question in one.questions:
        largest = {
            max(option.points.get(role, 0) for option in question.options) for role in one.roles
        }
        if question.weighs and len(largest) > 1:
            message = "the most points that each role can get here must be equal"
            yield Fault(question, (), message, "finding")


def _united(one: Questionnaire, pack: Pack) -> Iterator[Fault]:
    for question, location, option in _options(one):
        names = {other.id for other in question.options}
        for name in {name for side in option.unites for name in side} - names:
            yield Fault(question, (*location, "unites"), f"there is no option {name}", "finding")
        for name in {*option.rules_out} - {other.id for other in one.questions}:
            message = f"there is no question {name}"
            yield Fault(question, (*location, "rules_out"), message, "finding")


def _technologies(one: Questionnaire, pack: Pack) -> Iterator[Fault]:
    """Technologies that stand there twice, or of options that there are not."""
    seen: set[str] = set()
    for question in one.questions:
        names = {option.id for option in question.options}
        for place, technology in enumerate(question.technologies):
            location = "technologies", place
            if technology.id in seen:
                message = f"there is another technology {technology.id}: choose another id"
                yield Fault(question, (*location, "id"), message)
            seen.add(technology.id)
            for name in {*technology.of} - names:
                yield Fault(question, (*location, "of"), f"there is no option {name}", "finding")


def _lessons(one: Questionnaire, pack: Pack) -> Iterator[Fault]:
    if not any(item.question for item in pack.lessons[one.id].utterances):
        message = "it has no utterances: briefs about these roles can't be read"
        yield Fault(one, (), message, "warning")


def utterance_faults(pack: Pack, layers: Sequence[Layer]) -> Iterator[Fault]:
    """Utterances of what is not asked, or beside what there is not."""
    used = {id(item) for lessons in pack.lessons.values() for item in lessons.utterances}
    beside = {*BESIDE, *(role.id for role in pack.roles)}
    known = {one.id for one in pack.questionnaires}
    for item in (one for layer in layers for one in layer.items["utterances"]):
        if item.beside and item.beside not in beside:
            message = f"beside needs one of {', '.join(sorted(beside))}"
            yield Fault(item, ("beside",), message, "finding")
        elif item.questionnaire and item.questionnaire not in known:
            message = f"there is no questionnaire {item.questionnaire}"
            yield Fault(item, ("questionnaire",), message, "finding")
        elif id(item) not in used and item.question:
            message = f"{item.question} has no option {item.option}"
            yield Fault(item, ("option",), message, "finding")


def word_faults(pack: Pack, layers: Sequence[Layer]) -> Iterator[Fault]:
    """Words that speak for a role that is not there."""
    known = {ELSEWHERE, *(role.id for role in pack.roles)}
    for item in (one for layer in layers for one in layer.items["words"]):
        for role in item.speaks_for:
            if role not in known:
                message = f"there is no role {role}: its id, or {ELSEWHERE}"
                yield Fault(item, ("speaks_for", role), message, "finding")
