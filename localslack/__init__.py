"""A local Slack that talks to the app only by HTTP and refuses what Slack refuses."""
