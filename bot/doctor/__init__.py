"""What an operator's set-up looks like from here: each check is one line that tells what to do."""
