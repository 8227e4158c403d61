"""The ways out of a difference: take it back, keep it, or excuse it for a while."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import yaml

from .exclusions import RULE
from .model import Class, Data, Desired, Difference, Path, Step, Ways
from .settings_of import setting_of

REVERT = "shipshape drift --revert"
"""Puts back what is declared."""

REFRESH = "pulumi up --refresh"
"""Does so for a cloud's resources: the engine has to see the change before it undoes it."""

DAYS = 30
"""For which a waiver is proposed: long enough to decide, too short to forget."""

_COMPONENT = "shipshape.dev/component"
"""The annotation of what our components make: its fields are settings of the stack."""

_NOTHING_TO_DO = {
    Class.OWNED_BY_OTHER: "Nothing to do; leave the field out of the program if it is declared.",
    Class.INJECTED: "Nothing to do: admission would add it again.",
    Class.DEFAULTED: "Nothing to do; declare the value if it should be yours.",
    Class.EXCLUDED: "Nothing to do until the exclusion is over.",
}


def with_ways(difference: Difference, desired: Desired | None, today: date) -> Difference:
    """The difference with its ways out, and a suggestion that names them in a sentence."""
    if not difference.fails:
        return replace(difference, suggestion=_NOTHING_TO_DO[difference.cls])
    ignore = _waiver(difference, today)
    if difference.cls is Class.UNMANAGED:
        ways = Ways(_delete(difference), "", ignore)
        text = f"Declare it in the program, or delete it: `{ways.revert}`."
    elif difference.cls is Class.MISSING:
        ways = Ways(_back(difference), "Take it out of the program.", ignore)
        text = f"Make it again with `{ways.revert}`, or take it out of the program."
    else:
        adopt = adoption(difference, desired.object if desired else {})
        ways = Ways(_back(difference), adopt, ignore)
        text = f"Take it back with `{ways.revert}`, or keep it: {_in_a_sentence(adopt)}"
    return replace(difference, ways=ways, suggestion=text)


def _back(difference: Difference) -> str:
    is_cloud = ":" in difference.object.rpartition("/")[0]
    return REFRESH if is_cloud else REVERT


def adoption(difference: Difference, declared: Data) -> str:
    """The lines that make the live value the declared one: a command, or YAML of the program."""
    if not difference.steps:
        return ""
    setting = setting_of(difference) if _is_component(declared) else ""
    if setting:
        return _command(setting, difference)
    if difference.live is None:
        return f"Remove {difference.path} from the program."
    if difference.masked:
        return f"Declare {difference.path} with the live value, as a secret."
    tree = _tree(difference.steps, difference.live)
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=100).rstrip()


def _command(setting: str, difference: Difference) -> str:
    if difference.masked and setting.startswith("env"):
        setting = f"secrets{setting.removeprefix('env')}"
    nested = "--path " if "." in setting or "[" in setting else ""
    name = f"'shipshape:{setting}'" if nested else f"shipshape:{setting}"
    if difference.live is None:
        return f"pulumi config rm {nested}{name}"
    if difference.masked:
        return f"pulumi config set --secret {nested}{name}"
    return f"pulumi config set {nested}{name} {_argument(difference.live)}"


def _argument(value: Any) -> str:
    """A value as a word of a shell."""
    if isinstance(value, dict):
        value = value.get("value", value)  # of a variable that was added
    written = value if isinstance(value, str) else json.dumps(value)
    plain = written and all(char.isalnum() or char in "-_./:@%+=," for char in written)
    return written if plain else "'" + written.replace("'", "'\\''") + "'"


def _in_a_sentence(adopt: str) -> str:
    if adopt.startswith("pulumi "):
        return f"`{adopt}`."
    if "\n" in adopt or not adopt.endswith("."):
        return "declare the live value in the program."
    return adopt[0].lower() + adopt[1:]


def _tree(steps: Path, value: Any) -> Any:
    """The value with what stands around it, down to the merge keys of its list."""
    for step in reversed(steps):
        value = _around(step, value)
    return value


def _around(step: Step, value: Any) -> Any:
    if isinstance(step, str):
        return {step: value}
    keys = {name: _number_if_one(found) for name, found in step.keys if "." not in name and found}
    return [{**keys, **value} if isinstance(value, dict) else value]


def _number_if_one(written: str) -> str | int:
    return int(written) if written.isdigit() else written


def _waiver(difference: Difference, today: date) -> str:
    """An entry for waivers.yaml, in which only the reason and the owner are to be filled in."""
    kind, namespace, name = _names(difference.object)
    match = {"kind": kind, "namespace": namespace, "name": name, "path": difference.path}
    lines = [f"    {key}: {json.dumps(value)}" for key, value in match.items() if value]
    return "\n".join(
        (
            f"- rule: {RULE}",
            "  match:",
            *lines,
            '  reason: "why this may stay"',
            '  owner: "who answers for it"',
            f"  expires: {today + timedelta(days=DAYS)}",
        )
    )


def _names(object_: str) -> tuple[str, str, str]:
    head, _, name = object_.rpartition("/")
    if ":" in head:
        return head.rpartition(":")[2], "", name
    kind, _, namespace = head.partition("/")
    return kind, namespace, name


def _delete(difference: Difference) -> str:
    kind, namespace, name = _names(difference.object)
    place = f" --namespace {namespace}" if namespace else ""
    return f"kubectl delete {kind.lower()} {name}{place}"


def _is_component(declared: Data) -> bool:
    metadata = declared.get("metadata")
    annotations = metadata.get("annotations") if isinstance(metadata, dict) else None
    return isinstance(annotations, dict) and _COMPONENT in annotations
