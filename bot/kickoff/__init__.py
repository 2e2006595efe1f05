"""Sheets to take away: for the kickoff of a role, and for interviews."""
