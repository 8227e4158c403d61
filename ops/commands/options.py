"""The options that the commands share."""

import click

stack = click.option(
    "--stack", default="dev", show_default=True, help="Which stack of the program."
)
output = click.option(
    "--output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For a person, or one JSON document on stdout (the engine then speaks on stderr).",
)
verbose = click.option("--verbose", is_flag=True, help="Print all that the engine says.")
policies = click.option(
    "--policies/--no-policies",
    default=True,
    show_default=True,
    help="Judge it with the project's policy pack, in the folder `policies`, if it has one.",
)
