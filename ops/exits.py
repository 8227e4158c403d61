"""How every command ends: the exit codes, and the exception that carries one."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    COULD_NOT_LOOK = 3


class Stopped(Exception):
    """Ends the command with a code and one sentence that says what is wrong and the way out."""

    def __init__(self, code: Exit, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
