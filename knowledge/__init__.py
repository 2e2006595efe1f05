"""What RoleFit knows: packs of sourced entries, and how to find them. No Slack, no network."""
