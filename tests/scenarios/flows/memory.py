"""What RoleFit should hold of each person, told only from what they did: the model."""

from dataclasses import dataclass, field

from tests.scenarios.flows.packs import Answers, PackVersion

Vote = tuple[bool, str | None]  # helpful, and the word beside it


@dataclass
class Memory:
    """One person's answers in the open form, their draft, and their votes by entry.

    Once the form has saved anything, what it can resume is the draft of the form before.
    """

    form: Answers = field(default_factory=dict)
    draft: Answers = field(default_factory=dict)
    earlier: Answers = field(default_factory=dict)
    has_saved: bool = False
    votes: dict[str, Vote] = field(default_factory=dict)

    def opened(self, answers: Answers) -> None:
        """They opened the form, with these answers."""
        self.form, self.has_saved = answers, False

    def chose(self, question: str, option: str | None) -> None:
        """They chose an option in the form, or none any more."""
        self.form.pop(question, None)
        if option is not None:
            self.form[question] = option

    def saved(self, pack: PackVersion) -> None:
        """What the form says is the draft from now on."""
        self._save(pack.kept(self.form))

    def passed_on(self, pack: PackVersion) -> None:
        """They went on with the form: saved, unless they have not answered anything."""
        if pack.kept(self.form):
            self.saved(pack)

    def redrawn(self, pack: PackVersion) -> None:
        """The form is shown anew: what the pack lacks by now is gone from it."""
        self.form = pack.kept(self.form)

    def resumed(self, pack: PackVersion, redrawn: bool) -> None:
        """The last form's draft fills this one; what they have answered since goes before."""
        both = {**(self.earlier if self.has_saved else self.draft), **pack.kept(self.form)}
        if both:
            self._save(both)
        if redrawn:
            self.form = pack.kept(both)

    def _save(self, answers: Answers) -> None:
        if not self.has_saved:
            self.earlier, self.has_saved = self.draft, True
        self.draft = answers

    def deleted(self) -> None:
        """They had everything deleted; an open form stays as it is."""
        self.draft, self.earlier, self.votes = {}, {}, {}

    def voted(self, entry: str, helpful: bool) -> None:
        """The newest vote counts; a word stays beside the vote that it explains."""
        before = self.votes.get(entry)
        self.votes[entry] = helpful, before[1] if before and before[0] == helpful else None

    def said(self, entry: str, word: str) -> None:
        """What they missed, beside their "not helpful"."""
        self.votes[entry] = False, word


def bystander() -> Memory:
    """Somebody who has left something behind, and does nothing now."""
    return Memory(draft={"seats": "one"}, votes={"faq/salary": (False, "figures")})
