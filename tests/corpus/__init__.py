"""Failures that were made to happen on a real cluster, and what the diagnosis must say of them."""
