"""`shipshape drift`: what differs from what was declared, by whom, and what to do."""

import click

from ops.commands import options

_FORMATS = ["text", "json", "sarif", "patch"]


@click.command("drift")
@options.stack
@click.option("--program", is_flag=True, help="Compare with the program, not with its last update.")
@click.option(
    "--desired", multiple=True, metavar="PATH", help="Declared objects, instead of a stack's."
)
@click.option("--live", multiple=True, metavar="PATH", help="Live objects, instead of a cluster's.")
@click.option("--unmanaged", is_flag=True, help="Tell of objects of ours that nobody declares.")
@click.option("--defaulted", is_flag=True, help="Tell of what the API server filled in, too.")
@click.option(
    "--waivers",
    metavar="FILE",
    help="Accepted differences.  [default: waivers.yaml if it is there]",
)
@click.option(
    "--output",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to report, on stdout; patch is RFC 6902, live back to declared.",
)
@click.option(
    "--record", is_flag=True, help="Leave what was found for the policies, in .shipshape/drift/."
)
@click.option("--report", metavar="FILE", default="", help="Write the JSON report there, too.")
@click.option(
    "--webhook",
    metavar="URL",
    default="",
    envvar="SHIPSHAPE_DRIFT_WEBHOOK",
    help="Post the JSON report there; https, or localhost.  [env: SHIPSHAPE_DRIFT_WEBHOOK]",
)
@click.option(
    "--metrics",
    metavar="FILE",
    default="",
    help="Write metrics for Prometheus' textfile collector.",
)
@click.option("--revert", is_flag=True, help="Put the live objects back as they are declared.")
@click.option("--adopt", is_flag=True, help="Take over live values as the stack's settings.")
@click.option("--yes", is_flag=True, help="Do not ask before --revert or --adopt.")
@click.pass_context
def command(click_context: click.Context, /, **given: object) -> None:
    """Compare live objects with what the stack declares; nothing is written unless asked.

    A difference is told with who made it and when, and with three ways out:
    revert it, adopt it, or accept it for a time. What an autoscaler, a webhook or
    the API server did is told apart. Exit code 0 for no drift, or none left after
    --revert or --adopt, 1 for drift or something missing, 2 for usage, 3 where
    something could not be looked at.
    """
    from ops.drift.asked import Asked, run

    asked = Asked(**given)  # type: ignore[arg-type]  # click has checked them against the options
    click_context.exit(run(asked))
