"""The stand-in AWS provider: to programs and the engine it is the official one."""

VERSION = "7.51.1"
"""The official provider's version whose behaviour this stand-in follows."""

MESSAGE = "the stand-in AWS provider is used; the official plugin could not be had"
"""What is said once a run."""
