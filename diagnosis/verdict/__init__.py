"""Candidates -> one answer: what explains what, what comes first, and when to say unknown."""

from .judging import judged

__all__ = ["judged"]
