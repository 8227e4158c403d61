"""What a platform says outside of events and logs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Platform(StrEnum):
    """Where a thing runs."""

    KUBERNETES = "kubernetes"
    DOCKER = "docker"
    LAMBDA = "lambda"
    ECS = "ecs"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Statement:
    """A platform's own sentence: ECS' stoppedReason, an API's refusal, a daemon's error."""

    text: str
    platform: Platform = Platform.ANY
    origin: str = ""
    subject: str = ""
    """What it is about: a task, a function, a container; empty where nobody said."""
    time: datetime | None = None
