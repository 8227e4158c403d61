"""What becomes of events that a function fails on, and the instances that wait for requests."""

from typing import Any

from .resource import Asked, Data, chosen
from .session import Clients


def event_invoke_config(clients: Clients, asked: Asked) -> Data:
    """Retries and destinations of events; the id is `function` or `function:qualifier`."""
    name, qualifier = _parts(asked)
    more = {"Qualifier": qualifier} if qualifier else {}
    answer = clients("lambda", asked.region).get_function_event_invoke_config(
        FunctionName=name, **more
    )
    names = {
        "MaximumEventAgeInSeconds": "maximumEventAgeInSeconds",
        "MaximumRetryAttempts": "maximumRetryAttempts",
    }
    found = chosen(answer, names)
    found["destinationConfig"] = _destinations(answer.get("DestinationConfig") or {})
    return {**found, "functionName": name, "qualifier": qualifier or None}


def provisioned_concurrency(clients: Clients, asked: Asked) -> Data:
    """How many instances wait; the id is `function,qualifier`."""
    name, _, qualifier = asked.id.rpartition(",")
    answer = clients("lambda", asked.region).get_provisioned_concurrency_config(
        FunctionName=name, Qualifier=qualifier
    )
    count = answer.get("RequestedProvisionedConcurrentExecutions")
    return {
        "functionName": name,
        "qualifier": qualifier,
        "provisionedConcurrentExecutions": count,
    }


def _parts(asked: Asked) -> tuple[str, str]:
    """The function, by name or ARN, and the qualifier if there is one."""
    qualifier = str(asked.inputs.get("qualifier") or "")
    return asked.id.removesuffix(f":{qualifier}") if qualifier else asked.id, qualifier


def _destinations(told: dict[str, Any]) -> Data | None:
    found = {
        ours: {"destination": told[theirs]["Destination"]}
        for theirs, ours in {"OnFailure": "onFailure", "OnSuccess": "onSuccess"}.items()
        if (told.get(theirs) or {}).get("Destination")
    }
    return found or None
