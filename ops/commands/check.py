"""`shipshape check`: the rules over files, folders, states and clusters."""

import gc

import click

from ops.exits import Exit, Stopped

_FORMATS = ["text", "json", "sarif", "junit", "github", "markdown"]
_PROFILES = ["baseline", "restricted", "serving"]


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    type=click.Choice(_PROFILES),
    help="A set of rules to hold to, over the baseline, which is always on (repeatable).",
)
@click.option("--rule", "ids", multiple=True, metavar="ID", help="Only this rule (repeatable).")
@click.option(
    "--all", "everything", is_flag=True, help="Every rule; those of no asked profile are advice."
)
@click.option("--config", metavar="FILE", help="Profiles, severities and the rules' settings.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note"]),
    default="error",
    show_default=True,
    help="The lightest open finding that ends with exit code 1.",
)
@click.option(
    "--unknown",
    type=click.Choice(["warn", "fail", "ignore"]),
    default="warn",
    show_default=True,
    help="What a value that is not known yet makes of a rule: a warning, an error, or nothing.",
)
@click.option(
    "--output",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to report, on stdout.",
)
@click.option(
    "--namespace",
    "namespaces",
    multiple=True,
    metavar="NAME",
    help="Check this namespace of the live cluster, '*' for all (repeatable).",
)
@click.option("--context", metavar="NAME", help="Which context of the kubeconfig.")
@click.option(
    "--waivers", metavar="FILE", help="Accepted findings.  [default: waivers.yaml if it is there]"
)
@click.option("--baseline", metavar="FILE", help="Findings known since the day checking began.")
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Write the findings to --baseline; once it is there, it only shrinks.",
)
@click.pass_context
def command(context: click.Context, /, **given: object) -> None:
    """Check Kubernetes YAML and JSON, Dockerfiles, Pulumi states or a live cluster.

    PATH is a file, a folder, or - for standard input. Exit code 1 for a finding
    at or above --fail-on, 2 for usage or input that can't be read, 3 where the
    cluster did not answer.
    """
    from ops.check.asked import Asked, BadRequest, Unreachable, run
    from ops.report.check.formats import render

    # One short run that keeps what it makes: looking for garbage would cost a third of it.
    gc.disable()
    asked = Asked(**given)  # type: ignore[arg-type]  # click has checked them against the options
    try:
        done = run(asked)
    except BadRequest as bad:
        raise Stopped(Exit.USAGE, str(bad)) from None
    except Unreachable as bad:
        raise Stopped(Exit.COULD_NOT_LOOK, str(bad)) from None
    text = render(done.report, asked.output, asked.unknown)
    # As bytes: names may hold what a terminal's encoding, or none at all, can say.
    click.echo(text.encode(errors="replace"))
    context.exit(done.exit)
