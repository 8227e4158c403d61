"""The processes of one environment: the extensions in the image, and the function's own."""

from collections.abc import Callable
from typing import Self

from local.functions.assembly import Parts
from local.functions.environment import variables
from local.functions.failure import Failure, exited, extension_exited, not_started
from local.functions.running import Running
from local.functions.spec import FunctionSpec

FUNCTION = "function"
"""Name of the process of the image's entry point, and the source of its lines."""

_EXTENSIONS = "/opt/extensions"
_GRACE_SECONDS = 2.0
"""Between SIGTERM and SIGKILL, where an extension is registered."""


class Processes:
    """All of them; an environment lives as long as each of them does."""

    def __init__(self) -> None:
        self._function: Running | None = None
        self._program = ""
        self._extensions: list[Running] = []

    @classmethod
    def start(cls, parts: Parts, spec: FunctionSpec, stream: str) -> Self:
        """Start the extensions, then the entry point, as the service does."""
        environment = variables(spec, parts.image.environment, stream)
        folder = spec.working_directory or parts.image.working_directory
        words = parts.image.words(spec)
        made = cls()
        made._program = words[0] if words else ""
        for name in parts.sandbox.extensions():
            command = [f"{_EXTENSIONS}/{name}"]
            made._extensions.append(parts.sandbox.start(name, command, environment, folder))
        made._function = parts.sandbox.start(FUNCTION, words, environment, folder)
        return made

    def failure(self, ran_out: Callable[[], bool]) -> Failure | None:
        """Why the environment can't go on, if one of them ended."""
        if self._function is not None and (code := self._function.exit_code) is not None:
            if said := self._function.complaint:
                return not_started(self._program, said)
            return exited(code, out_of_memory=ran_out())
        for one in self._extensions:
            if (code := one.exit_code) is not None:
                return extension_exited(one.name, code)
        return None

    def terminate(self) -> bool:
        """Ask the function's process to end; False if it outlived its two seconds.

        Extensions are told by an event, if they asked for it; the adapter doesn't.
        """
        if self._function is None:
            return True
        self._function.terminate()
        return self._function.gone_within(_GRACE_SECONDS)

    def abandon(self) -> None:
        """Give all up, after their sandbox was killed."""
        for one in self._all():
            one.abandon()

    def exit_codes(self) -> dict[str, int]:
        """The exit codes of those that ended, by name."""
        codes = {one.name: one.exit_code for one in self._all()}
        return {name: code for name, code in codes.items() if code is not None}

    def _all(self) -> list[Running]:
        return [*([self._function] if self._function else []), *self._extensions]
