"""How much a function gets: memory, concurrency, days of logs."""

from components.heap import heap_mib
from components.quantities import QuantityError

from .limits import LEAST_MEMORY, MOST_MEMORY, RETENTION_DAYS
from .plan import FunctionPlan


def capacity_problems(plan: FunctionPlan) -> list[str]:
    """Sentences about numbers that AWS does not take, or that contradict each other."""
    return [
        *_memory_problems(plan),
        *_concurrency_problems(plan),
        *_retention_problems(plan.retention),
    ]


def _memory_problems(plan: FunctionPlan) -> list[str]:
    try:
        size = plan.memory_mib
        if not LEAST_MEMORY <= size <= MOST_MEMORY:
            return [
                (
                    f"`memory` ({plan.memory}) must be between {LEAST_MEMORY}Mi and "
                    f"{MOST_MEMORY}Mi on AWS Lambda"
                )
            ]
        if plan.runtime == "node":
            heap_mib(plan.memory)
    except QuantityError as error:
        return [f"`memory`: {error}"]
    return []


def _concurrency_problems(plan: FunctionPlan) -> list[str]:
    given = {
        "reserved_concurrency": plan.reserved,
        "provisioned_concurrency": plan.provisioned,
    }
    problems = [
        f"`{name}` ({value}) must be 1 or more; leave it out for none"
        for name, value in given.items()
        if value is not None and value < 1
    ]
    if problems or plan.reserved is None or plan.provisioned is None:
        return problems
    if plan.provisioned > plan.reserved:
        return [
            (
                f"`provisioned_concurrency` ({plan.provisioned}) is above `reserved_concurrency` "
                f"({plan.reserved}): AWS keeps no more instances started than may run"
            )
        ]
    return []


def _retention_problems(days: int) -> list[str]:
    if days in RETENTION_DAYS:
        return []
    near = min(RETENTION_DAYS, key=lambda taken: abs(taken - days))
    return [f"`log_retention` ({days}) is no number of days that CloudWatch takes; use e.g. {near}"]
