"""The entry point: finds a command, and prints what stopped it in one sentence."""

import importlib
import sys

import click

from ops.exits import Stopped

# Imported when it runs: `--help` answers at once, and nothing loads the engine for nothing.
COMMANDS = {
    "admission": "Print the rules as policies for the API server.",
    "check": "Hold files, folders, states or a live cluster to the rules.",
    "diagnose": "Say why a deployment fails: the cause, the evidence, the fix.",
    "down": "Delete the stack's resources; the stack itself stays.",
    "drift": "Tell what differs from what was declared, and by whom.",
    "latency": "Name the bottleneck of a slow answer.",
    "logs": "Print the lines of a log that say what is wrong, as they come.",
    "outputs": "Print the stack's outputs.",
    "patterns": "Prove, list and explain the patterns that read logs.",
    "preview": "Show what `up` would change.",
    "status": "Show the stack, its last update and the service's health.",
    "up": "Build, deploy and wait until the service answers.",
}


class LazyGroup(click.Group):
    """A group whose commands live in `ops.commands`, one module each, of the command's name."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Name all commands without importing one."""
        return sorted(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import a command's module."""
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"ops.commands.{name}").command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.command(cls=LazyGroup)
@click.version_option(package_name="shipshape")
def group() -> None:
    """Take a containerised AI service from a laptop to production.

    Exit codes: 0 fine, 1 the update failed or there are findings, 2 usage or
    settings, 3 could not look (no engine, no backend, no cluster).
    """


def main() -> None:
    """Run the command line; the exit code is one of `Exit`."""
    try:
        group(prog_name="shipshape", standalone_mode=True)
    except Stopped as stopped:
        click.echo(f"shipshape: {stopped.sentence}", err=True)
        sys.exit(stopped.code)
