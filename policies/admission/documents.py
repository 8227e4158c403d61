"""What is applied to a cluster: the policies of the profiles that were asked for. Pure."""

from collections.abc import Collection, Iterable, Iterator

import yaml

from ..rules import registered
from ..rules.model import Profile
from .compiling import Document, bindings, policy
from .expression import expressions

PROFILES = tuple(one.value for one in Profile if one is not Profile.OPTIONAL)


def documents(profiles: Collection[str], rules: Collection[str] = ()) -> Iterator[Document]:
    """Each compiled rule's policy and bindings, by profile, and of optional `rules` by name."""
    every = registered()
    for name, expression in expressions().items():
        rule = every[name]
        if rule.profile.value in profiles or name in rules:
            yield policy(rule, expression, {})
            yield from bindings(rule)


def manifest(made: Iterable[Document]) -> str:
    """Documents as YAML, for `kubectl apply -f -`."""
    return yaml.safe_dump_all(made, sort_keys=False, width=100)
