"""The workspace of the tests: three people, two channels; the app is in one of them."""

from localslack.models import Channel, Person

RECRUITER = Person("U0RECRUITER", "Recruiter")
MANAGER = Person("U0MANAGER", "Hiring manager")
LEAD = Person("U0LEAD", "Engineering lead")
PEOPLE = (RECRUITER, MANAGER, LEAD)

HIRING = Channel("C0HIRING", "hiring")
ENGINEERING = Channel("C0ENGINEERING", "engineering")
CHANNELS = (HIRING, ENGINEERING)
JOINED = (ENGINEERING,)
