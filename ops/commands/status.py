"""`shipshape status`: the stack, its last update, and the service's health now."""

from pathlib import Path

import click

from ops.commands import options
from ops.exits import Exit


@click.command("status")
@options.stack
@options.output
@click.pass_context
def command(context: click.Context, stack: str, output: str) -> None:
    """Show the stack, its last update and the service's health.

    Exit code 1 when the service is not well.
    """
    from ops.engine.actions import look
    from ops.engine.opening import open_stack
    from ops.guarded import asking
    from ops.health import Health
    from ops.report import standing

    facts = look(open_stack(Path.cwd(), stack, create=False))
    outputs = {name: str(one.value) for name, one in facts.outputs.items() if not one.secret}
    url = outputs.get("url")
    health = asking(outputs)(url) if url else Health(None, "nothing is deployed")
    found = standing.Standing(
        stack=stack,
        resources=facts.resources,
        last_kind=facts.last.kind if facts.last else None,
        last_result=facts.last.result if facts.last else None,
        updated=facts.last.ended if facts.last else None,
        url=url,
        health=str(health),
        well=health.well,
    )
    click.echo(standing.as_json(found) if output == "json" else standing.as_text(found))
    context.exit(Exit.FINE if health.well else Exit.FINDINGS)
