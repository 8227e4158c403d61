"""`shipshape patterns`: the rules that read logs, and proof that yours hold."""

from difflib import get_close_matches

import click

from ops.exits import Exit, Stopped

_named = click.option(
    "--patterns",
    "named",
    multiple=True,
    metavar="PATH",
    help="More patterns, a file or a folder (repeatable).  [default: the folder patterns]",
)


@click.group("patterns")
def command() -> None:
    """Prove, list and explain the patterns that `diagnose` and `logs` know."""


@command.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.pass_context
def check(context: click.Context, paths: tuple[str, ...]) -> None:
    """Run the tests that pattern files carry, and say what is refused.

    PATH is a file or a folder, the project's folder patterns without one. Exit
    code 1 if anything is refused, 2 where there is no such file.
    """
    from ops.diagnosing.patterns import prove
    from ops.report.patterns import as_verdict

    loaded = prove(paths)
    click.echo(as_verdict(len(loaded.patterns), loaded.refused))
    context.exit(Exit.FINDINGS if loaded.refused else Exit.FINE)


@command.command("list")
@_named
@click.option(
    "--output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A line each, or one JSON document with all that they say.",
)
def list_(named: tuple[str, ...], output: str) -> None:
    """List all patterns: severity, kind, the finding they yield, their name."""
    from ops.diagnosing.patterns import load
    from ops.report.patterns import as_json, as_list

    patterns = load(named)
    click.echo(as_json(patterns) if output == "json" else as_list(patterns))


@command.command("explain")
@click.argument("name")
@_named
def explain(name: str, named: tuple[str, ...]) -> None:
    """Say all that a pattern says; NAME is its own or the id of a finding."""
    from ops.diagnosing.patterns import load
    from ops.report.patterns import as_page

    patterns = list(load(named))
    found = [one for one in patterns if name in (one.name, one.id)]
    if not found:
        known = {word for one in patterns for word in (one.name, one.id)}
        near = get_close_matches(name, known, n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise Stopped(Exit.USAGE, f"there is no pattern {name}{hint}")
    click.echo("\n\n".join(map(as_page, found)))


@command.command("export")
@click.argument("tool", type=click.Choice(["loki", "opentelemetry", "vector"]))
@_named
@click.option(
    "--selector",
    metavar="LOGQL",
    help="For loki: the streams to search.  [default: all namespaces]",
)
@click.option("--input", "source", metavar="NAME", help="For vector: the source to read from.")
@click.option(
    "--least",
    type=click.Choice(["info", "low", "medium", "high", "critical"]),
    default="medium",
    show_default=True,
    help="The lightest severity that is exported.",
)
def export(
    tool: str, named: tuple[str, ...], selector: str | None, source: str | None, least: str
) -> None:
    """Write the patterns for the tool that already has a fleet's logs.

    TOOL is loki (alerts for its ruler), opentelemetry (a transform processor and
    a count connector for the Collector) or vector (transforms). YAML on stdout;
    what a line alone does not decide is left out, and named on stderr.
    """
    from ops.diagnosing.exporting import exported
    from ops.diagnosing.patterns import load
    from ops.report.patterns import as_left_out, as_yaml

    made = exported(tool, load(named), least=least, selector=selector, source=source)
    click.echo(as_yaml(made.document))
    click.echo(as_left_out(made.left), err=True)
