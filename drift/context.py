"""What a comparison has to know beside the objects."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from .exclusions import Exclusion
from .model import Data

OURS = ("pulumi-kubernetes*", "pulumi-resource*", "shipshape*")
"""Field managers of the program: `*` stands for any text."""


@dataclass(frozen=True, slots=True)
class Context:
    """How to judge.

    `now` decides which exclusions are over. `managers` are the field managers that are ours, by
    pattern; where an object knows none of them, it is whoever applied what we declare (kubectl
    apply, a GitOps controller). `autoscalers` are live HorizontalPodAutoscalers,
    VerticalPodAutoscalers and ScaledObjects; those among the live objects are found anyway.
    `injectors` are further names of what webhooks add (containers, volumes, variables), by pattern.

    `unmanaged` asks for objects that are ours and declared nowhere, `defaulted` for what the API
    server filled in. `strict` counts additions that nobody can be named for as drift.
    """

    now: datetime
    managers: Sequence[str] = OURS
    exclusions: Sequence[Exclusion] = ()
    autoscalers: Sequence[Data] = ()
    injectors: Sequence[str] = ()
    unmanaged: bool = False
    defaulted: bool = False
    strict: bool = False
    labels: Data = field(default_factory=lambda: {"app.kubernetes.io/managed-by": "pulumi"})
