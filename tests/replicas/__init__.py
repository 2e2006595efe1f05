"""Replicas under load that are killed, or stopped and started: what is promised is posted."""
