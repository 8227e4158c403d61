"""The rules in families: one policy of the pack each. Pure."""

from collections.abc import Iterable

from ..rules.model import Rule

TITLES = {
    "probes": "Services have probes that fit them",
    "resources": "Containers ask for what they need",
    "images": "Images come from where they should and stay what they are",
    "availability": "Services survive the loss of a node and a rollout",
    "security": "Containers have no more rights than they need",
    "accounts": "Pods use accounts of their own, without a token they don't need",
    "secrets": "Secrets are kept secret",
    "network": "Traffic reaches what it should and nothing else",
    "workload": "Workloads are put together soundly",
    "dockerfile": "Images are built well",
    "aws": "Functions and registries on AWS are set up soundly",
}
"""What each family stands for, in the order of their policies."""

# Rules whose folder is finer than a family.
_FOLDERS = {"security_context": "security", "lambda_ecr": "aws", "lambdas": "aws", "ecr": "aws"}


def family(rule: Rule) -> str:
    """The family of a rule: the folder below `rules` that its check stands in."""
    parts = rule.check.__module__.split(".")
    folder = parts[parts.index("rules") + 1]
    return _FOLDERS.get(folder, folder)


def by_family(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """The rules of each family that has any."""
    found: dict[str, list[Rule]] = {name: [] for name in TITLES}
    for rule in rules:
        found.setdefault(family(rule), []).append(rule)
    return {name: mine for name, mine in found.items() if mine}
