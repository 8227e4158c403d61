"""`shipshape diagnose`: why it fails, from what runs or from what was saved."""

import sys

import click

_FORMATS = ["text", "json", "markdown", "sarif"]


@click.command("diagnose")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--snapshot", "saved", multiple=True, metavar="PATH", help="The same as PATH (repeatable)."
)
@click.option("--namespace", metavar="NAME", help="Look at this namespace, '*' for all.")
@click.option("--selector", metavar="LABELS", help="Only pods with these labels: app=web.")
@click.option("--context", metavar="NAME", help="Which context of the kubeconfig.")
@click.option("--stack", metavar="NAME", help="Look at what the stack's state has made.")
@click.option(
    "--docker", "containers", multiple=True, metavar="NAME", help="A container (repeatable)."
)
@click.option(
    "--lambda", "functions", multiple=True, metavar="NAME", help="A function (repeatable)."
)
@click.option("--region", metavar="NAME", help="The functions' region.  [default: yours]")
@click.option(
    "--since",
    type=click.IntRange(min=1),
    default=60,
    show_default=True,
    metavar="MINUTES",
    help="How far back to read the logs of functions.",
)
@click.option(
    "--patterns",
    "named",
    multiple=True,
    metavar="PATH",
    help="More patterns, a file or a folder (repeatable).  [default: the folder patterns]",
)
@click.option("--save", metavar="DIR", help="Keep the evidence in this folder, redacted.")
@click.option(
    "--output",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to report, on stdout.",
)
@click.pass_context
def command(click_context: click.Context, /, **given: object) -> None:
    """Say why a deployment fails: the cause, the lines that prove it, the fix.

    Looks at the live cluster, the namespace of your context unless told
    otherwise; or at PATH: files and folders of whatever you have (kubectl get
    -o json, describe, events, logs, docker inspect, Lambda and ECS reports), or
    - for standard input. Exit code 0 where nothing fails, 1 for findings and
    where nothing says why, 2 for usage, 3 where there was nothing to look at.
    """
    from ops.diagnosing.asked import Asked, run

    asked = Asked(**given)  # type: ignore[arg-type]  # click has checked them against the options
    report, code = run(asked)
    if asked.output == "text" and sys.stdout.isatty():
        from ops.report.diagnosis.paint import painted

        report = painted(report)
    # As bytes: evidence may hold what a terminal's encoding, or none at all, can say.
    click.echo(report.encode(errors="replace"))
    click_context.exit(code)
