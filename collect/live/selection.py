"""What to look at in a cluster, and how much of it."""

from dataclasses import dataclass, field

from collect.rollout import Access
from diagnosis.snapshot import Ref

EVERYWHERE = "*"
"""The namespace that stands for all."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep a look short whatever the cluster holds.

    `seconds` for the whole look; `pods` of one owner and `logs` at most; `lines` and `size` (bytes)
    of one log; `pages` of 500 objects of one kind.
    """

    seconds: float = 10.0
    pods: int = 3
    logs: int = 40
    lines: int = 1000
    size: int = 1 << 20
    pages: int = 6


@dataclass(frozen=True, slots=True)
class Selection:
    """A namespace, or what is picked out of it.

    An empty namespace is the context's own, `*` is all. `selector` is a label selector as kubectl
    takes it; `workloads` name their pods too; `names` are pods or workloads of any kind.
    """

    namespace: str = ""
    selector: str = ""
    workloads: tuple[Ref, ...] = ()
    names: tuple[str, ...] = ()
    access: Access = field(default_factory=Access)

    @property
    def everything(self) -> bool:
        """Whether nothing is picked out."""
        return not (self.selector or self.workloads or self.names)
