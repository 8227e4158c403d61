"""The timeout chain of a function: its stream, its silence, its start, and AWS' own limits."""

from collections.abc import Mapping
from typing import Any

from .limits import LONGEST_INIT, LONGEST_TIMEOUT
from .plan import TIMEOUT_MARGIN, FunctionPlan


def time_problems(plan: FunctionPlan, args: Mapping[str, Any]) -> list[str]:
    """Every broken link of the chain; each sentence names both settings and both numbers."""
    problems = _range_problems(plan)
    if problems:
        return problems
    return [
        *_limit_problems(plan, given="function_timeout" in args),
        *_stream_problems(plan),
        *_start_problems(plan),
    ]


def start_warnings(plan: FunctionPlan) -> list[str]:
    """A sentence about a start that AWS may cut off; a budget is no measure, so no more than that.

    Provisioned instances may start longer, and those that AWS adds at a peak may not.
    """
    budget = plan.startup_budget
    if plan.async_init or budget is None or budget <= LONGEST_INIT:
        return []
    return [
        (
            f"`startup_budget` ({budget} s) is above the {LONGEST_INIT} s that AWS gives a cold "
            "start: a longer one is cut off and repeated inside the first request; set "
            "`async_init` to true"
        )
    ]


def _range_problems(plan: FunctionPlan) -> list[str]:
    positive = {"function_timeout": plan.timeout, "startup_budget": plan.startup_budget}
    natural = {"longest_stream": plan.longest_stream, "first_token": plan.first_token}
    too_small = [
        f"`{name}` ({value}) must be 1 or more"
        for name, value in positive.items()
        if value is not None and value < 1
    ]
    return too_small + [
        f"`{name}` ({value}) cannot be negative" for name, value in natural.items() if value < 0
    ]


def _limit_problems(plan: FunctionPlan, *, given: bool) -> list[str]:
    if plan.timeout <= LONGEST_TIMEOUT:
        return []
    if given:
        return [
            f"`function_timeout` ({plan.timeout} s) is above the {LONGEST_TIMEOUT} s of AWS Lambda"
        ]
    return [
        (
            f"`longest_stream` ({plan.longest_stream} s), `first_token` ({plan.first_token} s) and "
            f"{TIMEOUT_MARGIN} s together are {plan.timeout} s, and AWS Lambda ends a request "
            f"after {LONGEST_TIMEOUT} s; lower them, or set `function_timeout`"
        )
    ]


def _stream_problems(plan: FunctionPlan) -> list[str]:
    if plan.timeout >= plan.longest_stream:
        return []
    return [
        (
            f"`function_timeout` ({plan.timeout} s) is below `longest_stream` "
            f"({plan.longest_stream} s): AWS would cut a running stream; use at least "
            f"{plan.longest_stream}, or leave `function_timeout` out"
        )
    ]


def _start_problems(plan: FunctionPlan) -> list[str]:
    """A start of over 10 s happens inside the first request, and ends with it."""
    budget = plan.startup_budget
    if budget is None or budget <= max(plan.timeout, LONGEST_INIT):
        return []
    return [
        (
            f"`startup_budget` ({budget} s) is above `function_timeout` ({plan.timeout} s): a "
            f"start of over {LONGEST_INIT} s goes on inside the first request, which AWS would "
            "end; raise `function_timeout`, or lower `startup_budget`"
        )
    ]
