"""Every contradiction in a service's arguments, all at once and before the first resource."""

import re
from collections.abc import Mapping
from typing import Any

from .container_check import port_problems, runtime_problems, variable_problems
from .heap import heap_mib
from .keys import provider_problems
from .limits import limit_problems
from .probes import path_problems
from .quantities import QuantityError
from .security import user_problems
from .service_plan import ServicePlan, plan_service
from .timeouts import chain_problems
from .volumes import cache_problems

_LABEL = re.compile(r"[a-z]([-a-z0-9]*[a-z0-9])?")
LONGEST_NAME = 46
"""Characters of a service's name: a DNS label (63), less `-config-` and ten digits of a hash."""

SERVICE_TYPES = ("ClusterIP", "NodePort", "LoadBalancer")
LOWEST_NODE_PORT, HIGHEST_NODE_PORT = 30000, 32767


def service_problems(name: str, args: Mapping[str, Any]) -> list[str]:
    """One sentence for each contradiction in KubernetesServiceArgs; empty when there is none."""
    try:
        plan = plan_service(name, args)
    except ValueError as error:
        return [str(error)]
    exposed = bool(args.get("ingress") or args.get("http_route"))
    return [
        *_name_problems(name),
        *chain_problems(plan.timeouts, exposed=exposed),
        *path_problems(plan.ready_path, plan.live_path),
        *_memory_problems(plan),
        *_replica_problems(plan, args),
        *_port_problems(plan),
        *user_problems(plan.user),
        *cache_problems(list(plan.cache_paths)),
        *provider_problems(
            list(args.get("providers", ())), set(args.get("api_keys", ())), plan.model
        ),
        *variable_problems(args),
        *_choice_problems(plan, args),
    ]


def _name_problems(name: str) -> list[str]:
    if _LABEL.fullmatch(name) and len(name) <= LONGEST_NAME:
        return []
    return [
        (
            f'the name "{name}" cannot name Kubernetes objects: use lower-case letters, digits and '
            f"dashes, at most {LONGEST_NAME} characters, a letter first"
        )
    ]


def _memory_problems(plan: ServicePlan) -> list[str]:
    problems = limit_problems(plan.limits)
    if problems or plan.runtime != "node":
        return problems
    try:
        heap_mib(plan.limits.memory)
    except QuantityError as error:
        return [f"`memory`: {error}"]
    return []


def _replica_problems(plan: ServicePlan, args: Mapping[str, Any]) -> list[str]:
    if plan.scaling is None:
        if plan.replicas < 1:
            return [f"`replicas` ({plan.replicas}) must be 1 or more"]
        return []
    problems = []
    if "replicas" in args:
        problems.append(
            f"`replicas` ({args['replicas']}) and `autoscaling` are both set: each would undo the "
            "other; remove `replicas`"
        )
    if plan.scaling.least < 1:
        problems.append(f"`autoscaling.min_replicas` ({plan.scaling.least}) must be 1 or more")
    if plan.scaling.least > plan.scaling.most:
        problems.append(
            f"`autoscaling.min_replicas` ({plan.scaling.least}) is above "
            f"`autoscaling.max_replicas` ({plan.scaling.most})"
        )
    if plan.scaling.cpu_percent < 1:
        problems.append(f"`autoscaling.cpu_percent` ({plan.scaling.cpu_percent}) must be 1 or more")
    return problems


def _port_problems(plan: ServicePlan) -> list[str]:
    problems = port_problems(plan.port)
    if plan.node_port is None:
        return problems
    if plan.service_type != "NodePort":
        problems.append(
            f"`node_port` ({plan.node_port}) needs `service_type` NodePort, "
            f"and it is {plan.service_type}"
        )
    if not LOWEST_NODE_PORT <= plan.node_port <= HIGHEST_NODE_PORT:
        problems.append(
            f"`node_port` ({plan.node_port}) must be between {LOWEST_NODE_PORT} and "
            f"{HIGHEST_NODE_PORT}"
        )
    return problems


def _choice_problems(plan: ServicePlan, args: Mapping[str, Any]) -> list[str]:
    problems = runtime_problems(plan.runtime)
    if plan.service_type not in SERVICE_TYPES:
        problems.append(
            f'`service_type` ("{plan.service_type}") is not known; use {", ".join(SERVICE_TYPES)}'
        )
    if args.get("ingress") and args.get("http_route"):
        problems.append("`ingress` and `http_route` are both set; publish the service one way")
    return problems
