"""What the platform reported about an object."""

from dataclasses import dataclass
from datetime import datetime

from .reference import Ref


@dataclass(frozen=True, slots=True)
class Event:
    """A Kubernetes event.

    Tables that people paste give ages, not times: `age` and `first_age` are seconds before the
    picture was taken, None where only times are known. `container` is set where the event names it.
    """

    reason: str
    message: str
    about: Ref
    warning: bool = True
    count: int = 1
    component: str = ""
    container: str = ""
    first: datetime | None = None
    last: datetime | None = None
    age: float | None = None
    first_age: float | None = None
