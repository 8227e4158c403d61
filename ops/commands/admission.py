"""`shipshape admission`: the rules as ValidatingAdmissionPolicy, for `kubectl apply -f -`."""

import click

from ops.exits import Exit, Stopped

_PROFILES = ("baseline", "restricted", "serving")


@click.command("admission")
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    type=click.Choice(_PROFILES),
    help="Only the policies of this profile (repeatable).  [default: all three]",
)
@click.option(
    "--rule", "rules", multiple=True, metavar="ID", help="An optional rule besides (repeatable)."
)
@click.option(
    "--gatekeeper",
    is_flag=True,
    help="ConstraintTemplates for Gatekeeper's engine for CEL instead.",
)
def command(profiles: tuple[str, ...], rules: tuple[str, ...], gatekeeper: bool) -> None:
    """Print the rules that one object decides, for the API server to enforce.

    A policy is in force in a namespace with its profile's label, such as
    shipshape.dev/baseline=enforce (refuses) or =warn (warns and audits).
    """
    from policies.admission.documents import documents, manifest
    from policies.admission.gatekeeper import templates

    _require_compiled(rules)
    make = templates if gatekeeper else documents
    click.echo(manifest(make(profiles or _PROFILES, rules)), nl=False)


def _require_compiled(rules: tuple[str, ...]) -> None:
    from policies.admission.expression import expressions
    from policies.admission.uncompiled import reason
    from policies.rules import registered

    for name in rules:
        rule = registered().get(name)
        if rule is None:
            raise Stopped(Exit.USAGE, f"there is no rule {name}: see docs/reference/policies.md")
        if name not in expressions():
            raise Stopped(Exit.USAGE, f"{name} is no admission policy: {reason(rule)}")
