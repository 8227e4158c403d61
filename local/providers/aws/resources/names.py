"""Functions are named in many ways: by name, by ARN, with a version or an alias."""

from collections.abc import Mapping
from typing import Any

_NAME = 6


def function_name(named: str) -> str:
    """The plain name of a function that is given by name or by ARN."""
    return named.split(":")[_NAME] if named.startswith("arn:") else named


def qualified(known: Mapping[str, Any], function: str = "functionName") -> dict[str, Any]:
    """The arguments that name a function, and its version or alias where one is meant."""
    arguments = {"FunctionName": known[function]}
    if known.get("qualifier"):
        arguments["Qualifier"] = known["qualifier"]
    return arguments


def written(known: Mapping[str, Any], mark: str) -> str:
    """A function and its version or alias as one identity."""
    qualifier = known.get("qualifier")
    return f"{known['functionName']}{mark}{qualifier}" if qualifier else str(known["functionName"])


def parts(identity: str, mark: str) -> dict[str, Any]:
    """Read such an identity; the function may be an ARN, which has colons of its own."""
    fields = identity.split(":", _NAME) if identity.startswith("arn:") else [identity]
    name, _, qualifier = fields[-1].partition(mark)
    function = ":".join([*fields[:-1], name])
    return {"functionName": function, **({"qualifier": qualifier} if qualifier else {})}
