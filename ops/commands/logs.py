"""`shipshape logs`: the lines of a log that say what is wrong, as they come."""

import click

from ops.exits import Exit


@click.command("logs")
@click.argument("source", required=False, metavar="[FILE|-]")
@click.option("--follow", is_flag=True, help="Go on with what is written from now on.")
@click.option("--namespace", metavar="NAME", help="Read pods of this namespace, '*' for all.")
@click.option("--selector", metavar="LABELS", help="Only pods with these labels: app=web.")
@click.option("--pod", "pods", multiple=True, metavar="NAME", help="Only this pod (repeatable).")
@click.option("--context", metavar="NAME", help="Which context of the kubeconfig.")
@click.option(
    "--patterns",
    "named",
    multiple=True,
    metavar="PATH",
    help="More patterns, a file or a folder (repeatable).  [default: the folder patterns]",
)
@click.option(
    "--output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For a person, or a JSON document on each line.",
)
@click.pass_context
def command(click_context: click.Context, /, output: str, **given: object) -> None:
    """Read a log and print the lines that a pattern knows, as they come.

    Reads FILE, - for standard input, or the logs of pods. At the end, or when
    you press Ctrl-C, a table says how often each was seen, when first and when
    last. Memory does not grow, however long it runs. Exit code 1 if a cause of
    high severity or above was seen, 2 for usage, 3 where there was nothing to
    read.
    """
    from ops.following.asked import Followed, follow

    tally = follow(Followed(**given), output)  # type: ignore[arg-type]  # click has checked them
    click_context.exit(Exit.FINDINGS if tally.bad else Exit.FINE)
