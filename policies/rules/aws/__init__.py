"""AWS: Lambda functions and ECR repositories, by the classic provider's type tokens."""

from . import access, function, logs, registry, runtimes, urls, variables

__all__ = ["access", "function", "logs", "registry", "runtimes", "urls", "variables"]
