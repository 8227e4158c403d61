"""The commands of a RUN, as far as a rule needs them: words, and what joins one to the next."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"""(?P<space>(?:[ \t\r]|\\\n)+)
    |(?P<comment>(?<![^\s;&|()])\#[^\n]*)
    |(?P<redirect>\d*(?:&>>|&>|>>|>&|<&|>\||<<<|<<-?|<>|<|>))
    |(?P<operator>&&|\|\||\|&|;;|[;|&\n()])
    |(?P<word>(?:"(?:\\.|[^"\\])*"|'[^']*'|\$\((?:[^()]|\([^()]*\))*\)|\$\{[^}]*\}|`[^`]*`
        |\\.|[^\s;|&()<>"'\\`$]|["'`$\\])+)""",
    re.VERBOSE | re.DOTALL,
)
_SUBSTITUTION = re.compile(r"\$\(((?:[^()]|\([^()]*\))*)\)|`([^`]*)`", re.DOTALL)
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
_KEYWORDS = frozenset({"if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "time"})
_WRAPPERS: Mapping[str, frozenset[str]] = {
    "sudo": frozenset({"-u", "--user", "-g", "--group", "-h", "--host", "-C", "-D", "-p", "-T"}),
    "env": frozenset({"-u", "--unset", "-C", "--chdir"}),
    "exec": frozenset({"-a"}),
    "command": frozenset(),
    "nice": frozenset({"-n", "--adjustment"}),
    "doas": frozenset({"-u", "-C"}),
    "time": frozenset(),
}
"""Programs that run what follows them, each with its options that take the next word."""
_SHELLS = frozenset({"sh", "bash", "ash", "dash", "zsh", "ksh"})
_SCRIPT = re.compile(r"-[A-Za-z]*c")
_DEEPEST = 3  # a shell text nested deeper is not one that people read
_PIPES = frozenset({"|", "|&"})


@dataclass(frozen=True)
class Command:
    """A simple command: its words without quotes, its own variables, and the operator after it."""

    words: tuple[str, ...]
    variables: tuple[str, ...] = ()
    operator: str = ""

    @property
    def name(self) -> str:
        """The program, without its folder."""
        return self.words[0].rpartition("/")[2] if self.words else ""

    @property
    def piped(self) -> bool:
        """Whether its output goes into the next command."""
        return self.operator in _PIPES

    def has(self, *words: str) -> bool:
        """Whether any of these is among its arguments."""
        return any(word in self.words[1:] for word in words)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments that are no options."""
        return tuple(one for one in self.words[1:] if not one.startswith("-"))


@lru_cache(maxsize=4096)
def commands(text: str) -> tuple[Command, ...]:
    """The commands of a shell text in order.

    Those of `$(...)`, and of the script of `sh -c`, come after the one that holds them.
    """
    return tuple(_commands(text))


def unwrapped(command: Command) -> Command:
    """The command that `sudo`, `env` or `exec` runs; itself without such."""
    words = command.words
    while words and (valued := _WRAPPERS.get(words[0].rpartition("/")[2])) is not None:
        at = 1
        while at < len(words) and (words[at].startswith("-") or _ASSIGNMENT.match(words[at])):
            at += 2 if words[at] in valued else 1
        words = words[at:]
    return Command(words, command.variables, command.operator)


def _commands(text: str, depth: int = 0) -> list[Command]:
    found: list[Command] = []
    raw: list[str] = []
    target = False  # the next word is where a redirection leads
    opened = 0
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        if kind == "word":
            if not target:
                raw.append(token)
            target = False
        elif kind == "redirect":
            target = True
        elif kind == "operator":
            found.extend(_made(raw, token, depth))
            opened += {"(": 1, ")": -1}.get(token, 0)
            if opened < 0:  # the patterns of a case, which `|` joins as well
                opened = 0
                _drop_patterns(found)
            raw, target = [], False
    found.extend(_made(raw, "", depth))
    return found


def _drop_patterns(found: list[Command]) -> None:
    found[-1:] = []
    while found and found[-1].piped:
        found.pop()


def _made(raw: list[str], operator: str, depth: int) -> Iterator[Command]:
    words = [_plain(word) for word in raw]
    while words and words[0] in _KEYWORDS:
        words.pop(0)
    variables: list[str] = []
    while words and _ASSIGNMENT.match(words[0]):
        variables.append(words.pop(0))
    if words or variables:
        yield Command(tuple(words), tuple(variables), operator)
    if depth < _DEEPEST:
        yield from _commands(_script(raw), depth + 1)
        for word in raw:
            if not word.startswith("'"):
                for inner in _SUBSTITUTION.findall(word):
                    yield from _commands(inner[0] or inner[1], depth + 1)


def _script(raw: list[str]) -> str:
    """What a command gives to a shell with -c, "" for another command."""
    words = unwrapped(Command(tuple(raw))).words
    if not words or words[0].rpartition("/")[2] not in _SHELLS:
        return ""
    options = (at for at, word in enumerate(words[:-1]) if _SCRIPT.fullmatch(word))
    at = next(options, None)
    if at is None:
        return ""
    word = words[at + 1]
    quote = word[0] if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'" else ""
    inner = word[1:-1] if quote else word
    return inner.replace('\\"', '"') if quote == '"' else inner


def _plain(word: str) -> str:
    return word.replace('"', "").replace("'", "") if '"' in word or "'" in word else word
