"""How one object names another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """An object by kind, namespace and name; the namespace is empty where there is none."""

    kind: str
    name: str
    namespace: str = ""

    def __str__(self) -> str:
        """`Kind/namespace/name`, as the reports write it."""
        return "/".join(part for part in (self.kind, self.namespace, self.name) if part)
