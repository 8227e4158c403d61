"""Probes: whether a container says how it is, on which port, how often, and at what cost."""

from . import chain, commands, cost, drain, fields, hosts, identical, ports, required, slow, timing

__all__ = [
    "chain",
    "commands",
    "cost",
    "drain",
    "fields",
    "hosts",
    "identical",
    "ports",
    "required",
    "slow",
    "timing",
]
