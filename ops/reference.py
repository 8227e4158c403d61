"""The reference of all commands: `python -m ops.reference > docs/reference/commands.md`."""

import importlib
from collections.abc import Iterator

import click

from ops.cli import COMMANDS, group

_HEAD = """# Commands

Generated from `ops/commands/` by `python -m ops.reference`; edit them there.

Every command speaks to whatever Pulumi backend you are logged in to, and ends with one of these
exit codes: 0 fine, 1 the update failed or there are findings, 2 usage or settings, 3 could not
look (no engine, no backend, no cluster).
"""


def reference() -> str:
    """The page as Markdown."""
    return "".join([_HEAD, *(_section(name) for name in sorted(COMMANDS))])


def _section(name: str) -> str:
    command: click.Command = importlib.import_module(f"ops.commands.{name}").command
    # The width is fixed: the page must not depend on the terminal that it was written from.
    with click.Context(group, info_name="shipshape", terminal_width=80) as parent:
        return "".join(_pages(command, name, parent))


def _pages(command: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    """A command's page, and those of its own commands."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=80)
    yield f"\n## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None:
                yield from _pages(found, inner, context)


def main() -> None:
    """Print the page."""
    click.echo(reference(), nl=False)


if __name__ == "__main__":
    main()
