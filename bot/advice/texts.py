"""What the form and the advice say to people."""

NOTHING_TO_RESUME = "There are no earlier answers of yours. Just start here."
FILLED_IN = "What the message says is filled in, on all steps. Check it; the rest is open."
NOTHING_FILLED_IN = "The message answers none of these questions. Please choose."
NOTHING_READ = "There is no text in this message that I can read. Please choose."
NOT_PEOPLE = "I advise on roles, not people. Answer for the work instead."
RESUMED = "Your earlier answers are filled in, on all steps."
NOT_KEPT = "Your answers could not be saved just now. They stay in this form: keep it open."
SKIPS = "Answer what you know: *Next* skips the rest."
ADVISES = "Answer what you know: *Advice* skips the rest."
TITLE = "Which role fits?"
DONT_KNOW_TEXT = "Don't know, or not my call"
LEFT_OUT = "The questions have changed meanwhile. Your answers are kept, but not to: {questions}"
FILLED_IN_FROM = "Filled in from the message: “{}” Change it if it is wrong."
UNDERSTOOD = "What I understood"
LEFT_OPEN = "The text says two things, so this is open:"
NOTHING_UNDERSTOOD = "I found nothing in your text that answers a question of the form."
ONLY_YOU = "Only you see this; it is not kept, and Share does not post it."
BANDS = {
    "slight": "Slight",
    "moderate": "Moderate",
    "strong": "Strong",
}
ORDER = {
    "first": "by what hurts first",
    "coverage": "by what others don't cover",
    "work": "by where the work is",
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
CLOSE_CALL = ", but it is a close call"
SIDE_BUTTONS = {"short": "In short", "more": "More", "post": "Text for the post"}
NO_SINGLE = "No other answer to just one question would."
NO_CHANGE = "Of the questions not answered, none would change this."
