"""The stand-in Kubernetes provider: to programs and the engine it is the official one."""

VERSION = "4.34.2"
"""The official provider's version whose behaviour this stand-in follows."""

MESSAGE = "the stand-in Kubernetes provider is used; the official plugin could not be had"
"""What is said once a run."""
