"""What people are told about answers and their votes."""

NO_SOURCE = "My sources say nothing about this, so I won't guess."
SUGGESTED = "RoleFit's own suggestion"
NOTED = "Your question is noted, without your name, for the people who keep these answers."
THANKS = "Thanks, noted."
GONE = "This answer is no longer among mine, so your vote was not kept. Ask again with `/rolefit`."
NOTED_VOTE = "Your vote is noted."
NO_VOTE = "Your “Not helpful” is not there any more. Press it again below the answer, then send."
