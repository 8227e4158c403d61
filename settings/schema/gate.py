"""Settings of the gate, which watches a rollout and proves the service. Times are seconds."""

from typing import Any, Literal

from pydantic import Field

from .section import Section


class GateSettings(Section):
    """What `pulumi up` waits for and proves, and how patient it is."""

    gate: bool = Field(
        default=True,
        description="Watch each rollout, end at the first sign that cannot heal, and say why. "
        "false: the provider waits, and a failure is explained when its time is up.",
    )
    verify: Literal["none", "health", "stream"] = Field(
        "health",
        description="What the gate asks of the service once its pods are up: none, health (the "
        "readyPath through the service's URL), or stream (health, then an answer whose pieces "
        "must arrive apart).",
    )
    stream_path: str = Field(
        "/api/generate", description="Path that the gate posts to for a streamed answer."
    )
    stream_body: dict[str, Any] = Field(
        {},
        description="JSON that the gate posts; its answer should take a second or more. Empty: a "
        "prompt as the reference service takes it.",
    )
    soak: int = Field(
        5, description="Seconds for which the new pods must stay up once all are available."
    )
    scheduling_budget: int = Field(
        20,
        description="Seconds a pod may wait for a node, where no autoscaler says that one is "
        "coming.",
    )
