"""The environment of the container: what is literal, what comes from the ConfigMap and the Secret.

A secret is only ever referred to by name. Its value is in the Secret object and nowhere else.
"""

from typing import Any

from .heap import heap_mib
from .keys import PROVIDERS
from .service_plan import ServicePlan

DEBUG_PORT = 9229
"""Port of the debugger; it listens on localhost in the pod, reach it with kubectl port-forward."""

_FROM_THE_POD = {
    "POD_NAME": "metadata.name",
    "POD_NAMESPACE": "metadata.namespace",
    "POD_IP": "status.podIP",
    "NODE_NAME": "spec.nodeName",
}


def configuration(plan: ServicePlan, env: dict[str, Any]) -> dict[str, Any]:
    """The ConfigMap's data: the service's contract with its platform, then the user's variables."""
    return {
        "PORT": str(plan.port),
        "SERVICE_NAME": plan.name,
        "OTEL_SERVICE_NAME": plan.name,
        "MODEL": plan.model,
        "MAX_STREAM_SECONDS": str(plan.timeouts.longest_stream),
        "SHUTDOWN_DELAY_SECONDS": "0",  # the preStop sleep has waited already
        "SHUTDOWN_GRACE_SECONDS": str(plan.timeouts.grace - plan.timeouts.pre_stop),
        **_debug_variables(plan),
        **env,
    }


def secret_variables(api_keys: dict[str, Any], secrets: dict[str, Any]) -> dict[str, Any]:
    """The Secret's data by variable: providers' keys under the names their SDKs read."""
    keys = {PROVIDERS[provider].variable: value for provider, value in api_keys.items()}
    return {**keys, **secrets}


def container_environment(
    plan: ServicePlan, version: Any, secret_name: Any, secret_names: list[str]
) -> list[dict[str, Any]]:
    """The container's `env`: facts of the pod, the version, the heap, and references to secrets."""
    facts = [
        {"name": name, "valueFrom": {"fieldRef": {"apiVersion": "v1", "fieldPath": path}}}
        for name, path in _FROM_THE_POD.items()
    ]
    literals = [
        {"name": "SERVICE_VERSION", "value": version},
        {"name": "OTEL_RESOURCE_ATTRIBUTES", "value": _RESOURCE_ATTRIBUTES},
        *_heap_variable(plan),
    ]
    references = [
        {"name": name, "valueFrom": {"secretKeyRef": {"name": secret_name, "key": name}}}
        for name in secret_names
    ]
    return [*facts, *literals, *references]


_RESOURCE_ATTRIBUTES = (
    "service.version=$(SERVICE_VERSION),service.instance.id=$(POD_NAME),k8s.pod.name=$(POD_NAME),"
    "k8s.namespace.name=$(POD_NAMESPACE),k8s.node.name=$(NODE_NAME)"
)


def _heap_variable(plan: ServicePlan) -> list[dict[str, Any]]:
    if plan.runtime != "node":
        return []
    heap = heap_mib(plan.limits.memory)
    return [{"name": "NODE_OPTIONS", "value": f"--max-old-space-size={heap}"}]


def _debug_variables(plan: ServicePlan) -> dict[str, str]:
    if not plan.debug:
        return {}
    return {"VERCEL_DEBUG_PORT": str(DEBUG_PORT), "VERCEL_LOG_LEVEL": "debug", "LOG_LEVEL": "debug"}
