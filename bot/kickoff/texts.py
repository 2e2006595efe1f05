"""What a person is told about sheets."""

INTERVIEW = "Interview sheet"  # on a button
ABOUT_KICKOFF = (
    "A kickoff sheet says which role to open, what to settle first and what to ask. It is made "
    "from the form: type `/rolefit kickoff` after it, or press *Kickoff sheet* under an advice."
)
NOT_READ = "Your last answers could not be read just now. Try again in a minute, or open the form."
TO_COPY = (
    "Questions to ask, what a strong answer shows, and room for the evidence that you hear. Copy "
    "it into your notes."
)
