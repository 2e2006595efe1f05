"""Advice: answers to a questionnaire → the role to open, and why."""
