"""The rules of `rules/resources/` in CEL."""

from ..expression import Over, compiled


def _amount(group: str, resource: str) -> str:
    """An optional quantity: the container's own, or its pod's."""
    place = f'?resources.?{group}[?"{resource}"]'
    return f"c.{place}.or(variables.spec.{place})"


def _asked(group: str, resource: str) -> str:
    """Whether there is one, and above zero."""
    amount = _amount(group, resource)
    return f'quantity(string({amount}.orValue("0"))).isGreaterThan(quantity("0"))'


_CPU, _CPU_LIMIT = _asked("requests", "cpu"), _asked("limits", "cpu")
_MEMORY, _MEMORY_LIMIT = _asked("requests", "memory"), _asked("limits", "memory")
STORAGE = [_asked(group, "ephemeral-storage") for group in ("requests", "limits")]

for _rule, _all in {
    "cpu-request-required": [_CPU],
    "memory-request-required": [_MEMORY],
    "memory-limit-required": [_MEMORY_LIMIT],
    "cpu-limit-required": [_CPU_LIMIT],
    "cpu-requests-limits": [_CPU, _CPU_LIMIT],
    "memory-requests-limits": [_MEMORY, _MEMORY_LIMIT],
    "resources-all-required": [_CPU, _MEMORY, _CPU_LIMIT, _MEMORY_LIMIT],
    "ephemeral-storage-required": STORAGE,
}.items():
    compiled(_rule, Over.LASTING, " && ".join(_all))

compiled("forbid-cpu-limit", Over.LASTING, f"!{_CPU_LIMIT}")
compiled(
    "requests-equal-limits",
    Over.LASTING,
    f"""quantity(string({_amount("requests", "memory")}.orValue("0")))
    .compareTo(quantity(string({_amount("limits", "memory")}.orValue("0")))) == 0""",
)


def _within(resource: str) -> str:
    """Whether the limit is at most the configured multiple of the request."""
    limit, request = (
        f'quantity(string({_amount(group, resource)}.orValue("0"))).asApproximateFloat()'
        for group in ("limits", "requests")
    )
    most = f"double(${resource})"
    return f"({request} == 0.0 || {most} == 0.0 || {limit} <= {most} * {request})"


compiled("resource-ratio", Over.LASTING, f"{_within('cpu')} && {_within('memory')}")
