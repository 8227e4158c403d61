"""Workloads: API versions, identity, jobs, what they start, and changes past the program."""

from . import commands, deprecated_api, drift, identity, jobs, statefulset

__all__ = ["commands", "deprecated_api", "drift", "identity", "jobs", "statefulset"]
