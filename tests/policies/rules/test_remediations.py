"""Remediations lead to something that exists."""

import pytest

from components.image_args import ServiceImageArgs
from components.service_args import KubernetesServiceArgs
from policies.rules import registered
from policies.rules.model import Rule

ARGUMENTS = set(KubernetesServiceArgs.__annotations__) | set(ServiceImageArgs.__annotations__)


@pytest.mark.parametrize("rule", registered().values(), ids=lambda rule: rule.id)
def test_argument(rule: Rule) -> None:
    """The argument that a rule names is one of a component's."""
    assert rule.argument in ARGUMENTS | {""}
