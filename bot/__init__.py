"""RoleFit for Slack: which role to open and why, answered inside the conversation."""
