"""What a container said."""

from dataclasses import dataclass

from .containers import Role
from .statements import Platform


@dataclass(frozen=True, slots=True)
class Log:
    """The text of one container's log, bounded by whoever fetched it.

    `previous` is the log of the instance before this one. `origin` says where the text is from: a
    file's name, or `logs pod/container`. `truncated` when the beginning was cut off.
    """

    text: str
    origin: str = ""
    container: str = ""
    pod: str = ""
    namespace: str = ""
    previous: bool = False
    truncated: bool = False
    role: Role = Role.APP
    platform: Platform = Platform.ANY
