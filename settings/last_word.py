"""Ending a refused run with its sentences, and nothing after them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pulumi

ALREADY_EXPLAINED = 32
"""The exit code by which a language host knows that the user was told why (pulumi's sdk/python)."""


@contextmanager
def last_word() -> Iterator[None]:
    """End the program with a refusal's own sentences.

    The SDK's runner prints a RunError and then ends with code 1, upon which the
    engine adds a second error, about the exit code, that helps nobody.
    """
    try:
        yield
    except pulumi.RunError as refusal:
        pulumi.log.error(str(refusal))
        sys.exit(ALREADY_EXPLAINED)
