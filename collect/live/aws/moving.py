"""Where an alias points, and pointing it elsewhere without overwriting what others did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .session import Clients, code_of

_FULL = 100


class Overtaken(Exception):
    """Somebody else changed the alias in the meantime; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Serving:
    """What an alias serves: `version`, and `weights`, the percent that other versions get.

    `revision` is AWS' name of this state of it.
    """

    version: str
    weights: Mapping[str, float] = field(default_factory=dict)
    revision: str = ""

    def __str__(self) -> str:
        """In words: which version gets which part."""
        if not self.weights:
            return f"version {self.version} for all traffic"
        rest = _FULL - sum(self.weights.values())
        others = ", ".join(f"version {one} for {part:g} %" for one, part in self.weights.items())
        return f"version {self.version} for {rest:g} %, {others}"


class Alias:
    """An alias of a function, read and moved. Its methods raise what the client raises.

    Raises ImportError where there is no boto3.
    """

    def __init__(self, function: str, name: str, region: str) -> None:
        self._client = Clients(region)("lambda")
        self._which = {"FunctionName": function, "Name": name}

    def read(self) -> Serving:
        """What it serves now."""
        return _serving(self._client.get_alias(**self._which))

    def move(self, to: Serving) -> Serving:
        """Let it serve `to`, if its revision still is that of `to`; what it serves then.

        Raises Overtaken if somebody else changed it since.
        """
        weights = {version: part / _FULL for version, part in to.weights.items()}
        try:
            answer = self._client.update_alias(
                **self._which,
                FunctionVersion=to.version,
                RoutingConfig={"AdditionalVersionWeights": weights},
                **({"RevisionId": to.revision} if to.revision else {}),
            )
        except Exception as error:
            if code_of(error) == "PreconditionFailedException":
                raise Overtaken("somebody else changed the alias in the meantime") from error
            raise
        return _serving(answer)


def _serving(answer: Mapping[str, Any]) -> Serving:
    routing = answer.get("RoutingConfig") or {}
    weights = routing.get("AdditionalVersionWeights") or {}
    return Serving(
        version=str(answer["FunctionVersion"]),
        weights={version: round(part * _FULL, 4) for version, part in weights.items() if part},
        revision=str(answer.get("RevisionId") or ""),
    )
