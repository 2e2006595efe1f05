"""Talk to the app in a terminal."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

from rich.console import Console, RenderableType
from rich.text import Text

from localslack.acknowledgement import Acknowledgement
from localslack.block_kit.interactive import options_of, sides_of
from localslack.models import Channel, Json, Message, NotPossibleError, Person
from localslack.slack import LocalSlack
from localslack.terminal.form import Form, state_of, with_option
from localslack.terminal.news import News, edits
from localslack.terminal.rendering import Choice, Ending, Renderer

LEAVE = {"quit", "exit"}
FIRST_NEWS_SECONDS = 2.0
MORE_NEWS_SECONDS = 0.05

Reply = Callable[[str], Awaitable[None]]


async def talk(
    slack: LocalSlack,
    person: Person,
    channel: Channel,
    console: Console,
    lines: AsyncIterator[str],
    example: tuple[str, str] = ("some words", "send them to the app"),
) -> None:
    """Send each line to the app as its slash command and print what the person then sees.

    Ends with the lines, or at `quit`. `example` is a line for the hints, and what it does.
    """
    session = _Session(slack, person, channel, console, example)
    session.say("Type a question, ? for hints, quit to leave.")
    await session.show_news(wait=False)
    async for line in lines:
        if line.strip().removeprefix("/").lower() in LEAVE:
            break
        await session.take(line.strip())


class _Session:
    def __init__(
        self,
        slack: LocalSlack,
        person: Person,
        channel: Channel,
        console: Console,
        example: tuple[str, str],
    ) -> None:
        self._slack = slack
        self._example = example
        app = slack.workspace.app
        self._mention = f"@{app.name}"
        self._command_name = app.command
        self._people = {_called(person): person for person in slack.workspace.people.values()}
        self._person = person
        self._channel = channel
        self._console = console
        self._renderer = Renderer(slack.workspace, console.width)
        self._unseen = News(slack.workspace)
        self._reply: Reply | None = None
        self._form: Form | None = None

    def say(self, text: str) -> None:
        """Print a line of the terminal's own."""
        self._console.print(Text(text, style="dim"))

    async def take(self, line: str) -> None:
        """Do what one line asks."""
        reply, self._reply = self._reply, None
        try:
            if reply is not None:
                await reply(line)
            elif line == "?":
                self.say(self._form_hints() if self._form else self._hints())
            elif self._form:
                await self._fill_in(self._form, line)
            elif line.isdecimal():
                await self._choose(int(line))
            elif line.startswith("as ") and len(line.split()) == 2:
                await self._switch(line.split()[1].lower())
            elif line.lower().startswith(self._mention.lower()):
                text = line[len(self._mention) :].strip()
                await self._show_answer(
                    await self._slack.mention(self._person, self._channel, text)
                )
            elif line:
                await self._command(line)
        except NotPossibleError as error:
            self.say(f"Not possible: {error}")

    async def _command(self, line: str) -> None:
        head, _, rest = line.partition(" ")
        text = rest if head == self._command_name else line
        await self._show_answer(await self._slack.command(self._person, self._channel, text))

    async def _switch(self, name: str) -> None:
        if name not in self._people:
            self.say(f"Nobody here is called {name}: {_or(self._people)}.")
            return
        self._person = self._people[name]
        self.say(f"You are the {self._person.name} now.")
        await self.show_news(wait=False)

    def _hints(self) -> str:
        text, does = self._example
        somebody = [*self._people][:2][-1]
        hints = {
            text: f"{does}; any command works, {self._command_name} may be left out",
            "1, 2, …": "press what has this number",
            f"as {somebody}": f"look at it as somebody else: {_or(self._people)}",
            f"{self._mention} …": "mention the app in the channel",
            "?": "these hints",
            "quit": "leave",
        }
        return "\n".join(f"{typed:<23} {does}" for typed, does in hints.items())

    def _form_hints(self) -> str:
        hints = {
            "1, 2, …": "choose what has this number",
            "Enter": "leave it as it is, and go on",
            f"{', '.join(sorted(self._renderer.letters))}": "press what has this letter",
            "quit": "leave",
        }
        return "\n".join(f"{typed:<23} {does}" for typed, does in hints.items())

    # Forms

    async def _fill_in(self, form: Form, line: str) -> None:
        """What one line means in a form: an answer, a button, or nothing: then it goes on."""
        asked = form.field
        kind = asked.element["type"] if asked else ""
        if not line:
            await self._go_on(form)
        elif asked and kind == "plain_text_input":
            await self._enter(form, asked, line)
        elif line.isdecimal():
            await self._choose(int(line))
        elif line.lower() in self._renderer.letters:
            await self._press_letter(form, self._renderer.letters[line.lower()])
        elif asked and kind == "external_select":
            await self._suggest(asked, line)
        else:
            self.say("A form is open. Type a number or a letter that it shows, or ? for hints.")

    def _ask(self, form: Form) -> None:
        """Ask what the form asks now."""
        asked = form.field
        if asked is None:
            self._renderer.choices = []
            if "submit" in form.view.given:
                self.say(f"Enter: {form.view.given['submit']['text']}")
            return
        wrong = form.view.errors.get(asked.block["block_id"], "")
        self._print(self._renderer.field(asked, wrong))
        kept = self._renderer.kept(asked)
        leave = f"Enter keeps “{kept}”." if kept else "Enter goes on."
        typed = asked.element["type"] in ("plain_text_input", "external_select")
        does = "Type your answer." if typed else "Type a number."
        self.say(f"{does} {leave}")

    async def _go_on(self, form: Form) -> None:
        """To the next input; after the last one, submit."""
        if form.field is None:
            await self._submit(form)
            return
        form.asked += 1
        self._ask(form)

    async def _enter(self, form: Form, asked: Choice, given: object) -> None:
        """Put something into an input; the app hears of it at once only if it wants to."""
        block_id = asked.block["block_id"]
        if asked.block.get("dispatch_action"):
            action_id = asked.element["action_id"]
            await self._slack.press(
                self._person, form.view, action_id, option=given, block_id=block_id
            )
            self._show_problems()
        else:
            self._slack.fill(self._person, form.view, {block_id: given})
        await self.show_news(wait=False)  # the app may have replaced the form
        if self._form is form:
            form.asked += asked.element["type"] != "checkboxes"
            self._ask(form)

    async def _press_letter(self, form: Form, pressed: Choice | Ending) -> None:
        if pressed == "submit":
            await self._submit(form)
        elif pressed == "close":
            await self._show_answer(await self._slack.close(self._person, form.view))
        else:
            await self._act_on(pressed)

    async def _submit(self, form: Form) -> None:
        if "submit" not in form.view.given:
            self.say("There is nothing to send.")
            return
        missing = form.missing()
        if missing is not None:
            form.asked = missing
            self.say("This has to be answered first.")
            self._ask(form)
            return
        form.shown = None  # what comes back is shown, though it be the same error again
        await self._show_answer(await self._slack.submit(self._person, form.view))

    # Numbers

    async def _choose(self, number: int) -> None:
        choices = self._renderer.choices
        if not 1 <= number <= len(choices):
            self.say(f"Nothing has the number {number}.")
            return
        await self._act_on(choices[number - 1])

    async def _act_on(self, choice: Choice) -> None:
        if choice.element["type"] == "button" or choice.option is not None:
            await self._confirm(choice)
        elif choice.element["type"] == "external_select":
            self.say("Type what to look for.")
            self._reply = lambda typed: self._suggest(choice, typed)
        else:
            self._renderer.choices = [] if self._form else self._renderer.choices
            self._offer(choice, self._renderer.options_for(choice.element))

    def _offer(self, choice: Choice, options: list[Json]) -> None:
        if not options:
            self.say("There is nothing to choose.")
        self._print(self._renderer.options(choice, options))

    async def _suggest(self, choice: Choice, typed: str) -> None:
        action_id = choice.element["action_id"]
        ack = await self._slack.suggest(self._person, choice.surface, action_id, typed)
        self._renderer.choices = [] if self._form else self._renderer.choices
        self._offer(choice, options_of(ack.json) if ack.ok else [])
        self._show_problems()

    async def _confirm(self, choice: Choice) -> None:
        confirm = choice.element.get("confirm")
        if confirm is None:
            await self._press(choice)
            return
        self._print(self._renderer.confirmation(confirm))

        async def decide(answer: str) -> None:
            if answer.lower() in ("y", "yes"):
                await self._press(choice)
            else:
                self.say("Nothing was sent.")

        self._reply = decide

    async def _press(self, choice: Choice) -> None:
        element, form = choice.element, self._form
        if form and choice.option and choice.block["type"] == "input":
            await self._enter(form, choice, with_option(choice, choice.option))
            return
        if "url" in element:
            self.say(f"Opens {element['url']}")
        is_side = choice.option in sides_of(element)
        ack = await self._slack.press(
            self._person,
            choice.surface,
            element["action_id"],
            value=choice.option["value"] if choice.option and is_side else element.get("value"),
            option=None if is_side else _given_option(choice),
            block_id=choice.block["block_id"],
        )
        await self._show_answer(ack)
        if form and self._form is form:
            self._ask(form)

    # What is new

    async def _show_answer(self, ack: Acknowledgement) -> None:
        await self.show_news(wait=ack.ok)
        self._show_problems()

    def _show_problems(self) -> None:
        for problem in self._slack.take_problems():
            self._console.print(Text(f"Slack would not have it: {problem}", style="red"))

    async def show_news(self, *, wait: bool) -> None:
        """Print what this person has not seen; with `wait`, give the app time to answer."""
        if wait and not await self._any_news(FIRST_NEWS_SECONDS):
            self.say("Nothing new to see.")
        # An app may change several things, one call each.
        while wait and await self._more_news():
            pass
        earlier = self._form.before if self._form else self._renderer.choices
        self._renderer.choices = []
        for message in self._unseen.messages(self._person):
            self._unseen.see(self._person, message)
            self._show(message)
        # Numbers stay good until new ones appear.
        self._renderer.choices = self._renderer.choices or list(earlier)
        self._show_form()

    async def _any_news(self, seconds: float) -> bool:
        try:
            return bool(await self._slack.workspace.changed(self._news, seconds))
        except TimeoutError:
            return False

    async def _more_news(self) -> bool:
        before = self._news()
        try:
            return await self._slack.workspace.changed(
                lambda: before != self._news(), MORE_NEWS_SECONDS
            )
        except TimeoutError:
            return False

    def _news(self) -> list[object]:
        """Tells what this person has not seen from what they had not seen before."""
        unseen = self._unseen.messages(self._person)
        news: list[object] = [(message.ts, edits(message)) for message in unseen]
        view = self._slack.workspace.views.top(self._person)
        if view and not (self._form and self._form.shows(view)):
            news.append(state_of(view))
        if self._form and not view:
            news.append("closed")
        return news

    def _show(self, message: Message) -> None:
        if message.deleted:
            self.say("A message was taken away.")
        else:
            self._print(self._renderer.message(message))

    def _show_form(self) -> None:
        """Show the modal on top, if it is another one than before, and ask what it asks first."""
        view = self._slack.workspace.views.top(self._person)
        if view is None:
            if self._form:
                self.say("The form is closed.")
            self._form = None
        elif not (self._form and self._form.shows(view)):
            self._form = Form(view, self._renderer.choices)
            self._print(self._renderer.view(view))
            self._ask(self._form)

    def _print(self, drawn: Iterable[RenderableType]) -> None:
        for line in drawn:
            self._console.print(line, width=self._renderer.width)


def _called(person: Person) -> str:
    """The last word of a name, which is enough to type."""
    return person.name.split()[-1].lower()


def _or(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _given_option(choice: Choice) -> object:
    if choice.option is None:
        return None
    kind = choice.element["type"]
    if kind == "external_select":
        return choice.option
    value = choice.option["value"]
    return [value] if kind == "checkboxes" else value
