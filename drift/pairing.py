"""Which live object belongs to which declared one."""

from collections.abc import Iterable, Mapping

from .model import Data, Desired, Key


def key_of(object_: object) -> Key | None:
    """The key of an object; None if it has no kind or no name.

    Old groups are their successors' (`extensions` Ingress is `networking.k8s.io`). An object of a
    namespaced kind that names no namespace is in `default`.
    """
    del object_
    return None


def pair(desired: Iterable[Desired], objects: Iterable[Data]) -> Mapping[Key, Data | None]:
    """The live objects by key, with None for each declared one that is not among them.

    For when all that is live was read: a file, a whole namespace. A declared object without a
    namespace takes the only live one of its kind and name, wherever that is.
    """
    del desired, objects
    return {}
