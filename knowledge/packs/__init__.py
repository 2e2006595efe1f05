"""Packs: what they may hold, reading and checking them, importing FAQs from tables."""
