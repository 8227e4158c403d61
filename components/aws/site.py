"""Where a function's resources are made: below which component, under which names and tags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi

from .plan import FunctionPlan


@dataclass(frozen=True)
class Site:
    """One service: the component its resources belong to, its plan, the tags of all of them."""

    parent: pulumi.Resource
    plan: FunctionPlan
    tags: Mapping[str, str]

    def named(self, child: str) -> str:
        """Name of a child, which for most is its name in AWS, too."""
        return f"{self.plan.name}-{child}"

    def options(self, after: Sequence[pulumi.Resource] = ()) -> pulumi.ResourceOptions:
        """Options of a child that waits for others."""
        return pulumi.ResourceOptions(parent=self.parent, depends_on=list(after) or None)
