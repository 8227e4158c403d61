"""The limits of AWS Lambda for functions from images, and the values its neighbours take.

Source: "Lambda quotas" and the service models of AWS. Times are seconds, memory is MiB.
"""

LONGEST_NAME = 64
"""Characters of a function's name, and of a role's."""

MADE_ROLE = "-role-0a1b2c3"
"""What a role's name has after the service's: the child's word, and what the engine adds."""

LONGEST_TIMEOUT = 900
LEAST_MEMORY, MOST_MEMORY = 128, 10_240
LONGEST_INIT = 10
"""Seconds of a cold start; a longer one is cut off and repeated inside the first request."""

RESERVED_PORTS = (9001, 3000)
"""Ports in an instance that are Lambda's own: the runtime API and Lambda Insights."""

RETENTION_DAYS = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
)  # fmt: skip
"""Days that CloudWatch takes for the retention of a log group."""
