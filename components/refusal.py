"""Ending the run in plain sentences instead of a traceback."""

import pulumi


def refuse(problems: list[str]) -> None:
    """End the run when there are problems, all of them at once.

    Raises pulumi.RunError, which the engine shows as its message alone.
    """
    if problems:
        raise pulumi.RunError("\n".join(problems))
