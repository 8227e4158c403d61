"""The account of these tests."""

from tests.collect.live.aws.account import account

__all__ = ["account"]
