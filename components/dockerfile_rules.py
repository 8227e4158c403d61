"""What a Dockerfile must and must not have, found at preview and without a daemon."""

import re
from dataclasses import dataclass
from string import Template

from .dockerfile import Instruction, Stage, ancestry, exec_form, global_arguments, stages
from .secret_names import looks_secret

_DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")
_SHELLS = {"sh", "bash", "ash", "dash", "/bin/sh", "/bin/bash"}
_PACKAGE_RUNNERS = {"npm", "npx", "yarn", "pnpm"}


@dataclass(frozen=True)
class DockerfileFacts:
    """What is checked: the text, where it lies, the stage that ships, the build arguments given."""

    content: str
    path: str
    target: str
    arguments: dict[str, str]
    allow_unpinned_bases: bool = False


def dockerfile_problems(facts: DockerfileFacts) -> list[str]:
    """Every finding as `path:line: sentence`, in the order of the file where it has one."""
    all_stages = stages(facts.content)
    shipped = ancestry(all_stages, facts.target)
    if not shipped:
        names = ", ".join(stage.name for stage in all_stages) or "none"
        return [f'{facts.path}: there is no stage "{facts.target}"; its stages are: {names}']
    problems: list[tuple[int, str]] = []
    if len(all_stages) == 1:
        problems.append((all_stages[0].line, _SINGLE_STAGE))
    for stage in all_stages:
        problems += _secret_problems(stage)
        problems += _copy_problems(stage)
    if not facts.allow_unpinned_bases:
        problems += _base_problems(facts, all_stages)
    problems += _runtime_problems(shipped)
    return [f"{facts.path}:{line}: {sentence}" for line, sentence in sorted(problems)]


_SINGLE_STAGE = (
    "there is one stage only; build in one and ship another, or the compiler, the package manager "
    "and the sources ship too"
)


def _secret_problems(stage: Stage) -> list[tuple[int, str]]:
    return [
        (
            instruction.line,
            (
                f"{instruction.name} {name} looks like a secret and stays in the image; pass it "
                "as a build secret and read it in one step with RUN --mount=type=secret"
            ),
        )
        for instruction in stage.instructions
        if instruction.name in {"ARG", "ENV"}
        for name in _assigned_names(instruction)
        if looks_secret(name)
    ]


def _assigned_names(instruction: Instruction) -> list[str]:
    names = re.findall(r"(?:^|\s)([A-Za-z_][A-Za-z0-9_]*)=", instruction.text)
    return names or instruction.text.split()[:1]


def _copy_problems(stage: Stage) -> list[tuple[int, str]]:
    return [
        (instruction.line, f"{instruction.name} {source} puts a file of secrets into the image")
        for instruction in stage.instructions
        if instruction.name in {"COPY", "ADD"}
        for source in instruction.words[:-1]
        if _is_environment_file(source)
    ]


def _is_environment_file(source: str) -> bool:
    name = source.rsplit("/", maxsplit=1)[-1]
    return name == ".env" or name.startswith((".env.", ".env*"))


def _base_problems(facts: DockerfileFacts, all_stages: list[Stage]) -> list[tuple[int, str]]:
    defaults = {name: value or "" for name, value in global_arguments(facts.content).items()}
    values = defaults | facts.arguments
    names = {stage.name.lower() for stage in all_stages}
    problems = []
    for stage in all_stages:
        base = _resolve(stage.base, values)
        if base.lower() in names | {"scratch"} or _DIGEST.search(base):
            continue
        shown = base or stage.base
        problems.append(
            (
                stage.line,
                (
                    f'the base "{shown}" is not pinned by digest (name@sha256:...), so the same '
                    "commit can build another image tomorrow; pin it, or set `allow_unpinned_bases`"
                ),
            )
        )
    return problems


def _resolve(base: str, values: dict[str, str]) -> str:
    """The base with `$NAME`, `${NAME}` and `${NAME:-default}` filled in, unknown ones empty."""
    with_defaults = re.sub(
        r"\$\{(\w+):-([^}]*)\}", lambda match: values.get(match[1]) or match[2], base
    )
    return re.sub(r"\$\{?\w+\}?", "", Template(with_defaults).safe_substitute(values))


def _runtime_problems(shipped: list[Stage]) -> list[tuple[int, str]]:
    end = shipped[-1].line
    chain = [instruction for stage in shipped for instruction in stage.instructions]
    last = {instruction.name: instruction for instruction in chain}
    problems: list[tuple[int, str]] = []
    problems += _health_problems(last.get("HEALTHCHECK"), end)
    problems += _user_problems(last.get("USER"), end)
    started = [last[name] for name in ("ENTRYPOINT", "CMD") if name in last]
    if not started:
        problems.append((end, "nothing starts the service; add CMD in exec form"))
    for instruction in started:
        problems += _start_problems(instruction)
    return problems


def _health_problems(health: Instruction | None, end: int) -> list[tuple[int, str]]:
    if health is None or health.text.upper() == "NONE":
        line = end if health is None else health.line
        return [
            (
                line,
                (
                    "there is no HEALTHCHECK, so plain Docker never notices a service that hangs; "
                    "add one that runs with the language's runtime"
                ),
            )
        ]
    return []


def _user_problems(user: Instruction | None, end: int) -> list[tuple[int, str]]:
    if user is None:
        return [(end, "there is no USER, so the service runs as root; add e.g. USER 65532:65532")]
    name = user.text.split(":", maxsplit=1)[0]
    if name in {"root", "0"}:
        return [(user.line, f"USER {user.text} is root; use e.g. USER 65532:65532")]
    if not name.isdigit():
        return [
            (
                user.line,
                (
                    f"USER {user.text} is a name, and the kubelet can prove only a number to be "
                    "non-root; use e.g. USER 65532:65532"
                ),
            )
        ]
    return []


def _start_problems(instruction: Instruction) -> list[tuple[int, str]]:
    words = exec_form(instruction.text)
    if words is None:
        return [
            (
                instruction.line,
                f"{instruction.name} is in shell form: the shell is process 1 and SIGTERM never "
                'reaches the service; write {0} ["program", "argument"]'.format(instruction.name),
            )
        ]
    if words and words[0] in _PACKAGE_RUNNERS:
        return [
            (
                instruction.line,
                (
                    f"{instruction.name} starts {words[0]}, which does not pass SIGTERM on; start "
                    'the service itself, e.g. ["node", "server.mjs"]'
                ),
            )
        ]
    if words and words[0] in _SHELLS:
        return [
            (
                instruction.line,
                (
                    f"{instruction.name} starts a shell, which does not pass SIGTERM on; start the "
                    "service itself"
                ),
            )
        ]
    return []
