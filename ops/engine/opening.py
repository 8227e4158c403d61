"""Find the program and open one of its stacks, or say in one sentence why not."""

from pathlib import Path

from pulumi import automation

from ops.engine.failures import explain, refusal
from ops.exits import Exit, Stopped

_PROJECT_FILES = ("Pulumi.yaml", "Pulumi.yml")


def project_folder(start: Path) -> Path:
    """Find the folder with the project's file, upwards from `start`, as the engine does."""
    for folder in (start, *start.parents):
        if any((folder / name).is_file() for name in _PROJECT_FILES):
            return folder
    raise Stopped(
        Exit.USAGE,
        f"there is no Pulumi.yaml in {start} or above it: run this in the project's folder",
    )


def open_stack(start: Path, name: str, *, create: bool) -> automation.Stack:
    """Open the stack `name` of the program, and make it first when `create` says so.

    Raises Stopped when there is no engine, no backend, or no such stack.
    """
    workspace = _workspace(project_folder(start))
    try:
        if create:
            return automation.Stack.create_or_select(name, workspace)
        return automation.Stack.select(name, workspace)
    except automation.StackNotFoundError as error:
        way_out = f"`shipshape up --stack {name}` makes it"
        raise Stopped(
            Exit.COULD_NOT_LOOK, f"the stack {name} does not exist here: {way_out}"
        ) from error
    except automation.CommandError as error:
        said = str(error)
        refused = Stopped(Exit.COULD_NOT_LOOK, f"the engine refused: {refusal(said)}")
        raise explain(said, refused) from error


def _workspace(folder: Path) -> automation.LocalWorkspace:
    try:
        return automation.LocalWorkspace(work_dir=str(folder))
    except FileNotFoundError as error:
        raise Stopped(
            Exit.COULD_NOT_LOOK,
            "there is no `pulumi` on PATH: `make up` brings one, or see "
            "https://www.pulumi.com/docs/install/",
        ) from error
    except automation.InvalidVersionError as error:
        raise Stopped(Exit.COULD_NOT_LOOK, f"your engine does not fit: {error}") from error
