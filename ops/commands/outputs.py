"""`shipshape outputs`: print the stack's outputs."""

from pathlib import Path

import click

from ops.commands import options


@click.command("outputs")
@options.stack
@options.output
@click.option("--show-secrets", is_flag=True, help="Print secret values too.")
def command(stack: str, output: str, show_secrets: bool) -> None:
    """Print the stack's outputs; secret ones are hidden."""
    from ops.engine.actions import look
    from ops.engine.opening import open_stack
    from ops.report import outputs

    facts = look(open_stack(Path.cwd(), stack, create=False))
    values = {
        name: outputs.HIDDEN if each.secret and not show_secrets else each.value
        for name, each in facts.outputs.items()
    }
    click.echo(outputs.as_json(values) if output == "json" else outputs.as_text(values))
