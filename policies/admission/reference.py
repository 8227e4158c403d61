"""The page on admission: `python -m policies.admission.reference > docs/reference/admission.md`."""

from collections.abc import Iterator

from ..rules import registered
from ..rules.model import Profile, Rule
from .expression import expressions
from .uncompiled import reason

_HEAD = """# Rules at admission

Generated from `policies/admission/` by `python -m policies.admission.reference`.

What one object decides, the API server can decide, too, with no webhook in between: the rules
below compile to a ValidatingAdmissionPolicy each. `shipshape admission` prints them:

```console
$ shipshape admission | kubectl apply --server-side -f -
$ kubectl label namespace shop shipshape.dev/baseline=enforce shipshape.dev/restricted=warn
```

A namespace's label puts a profile in force there: `enforce` refuses, `warn` warns and writes to the
audit log. Without a label nothing is judged. Optional rules are named with `--rule`, and follow the
label of the baseline. An object that a controller made is not judged again: it was in the
controller's template. That is no guard against somebody who writes such an owner into a Pod by
hand, nor are containers judged that `kubectl debug` adds later: Pod Security Admission, which the
namespace of a KubernetesService enforces, guards those.

The API server fills in defaults before it asks, so a bare Pod with limits has requests by then.

## Gatekeeper and OPA

There is no Rego: a second translation by hand would be a second source. Gatekeeper (3.16 and newer)
runs the same expressions through its K8sNativeValidation engine: `shipshape admission --gatekeeper`
prints them as ConstraintTemplates with a Constraint each. They were tried with `gator` 3.23, which
is Gatekeeper's engine without a cluster, on 329 objects of the rules' own cases: 307 verdicts were
the rules'. The others are objects that a cluster completes with defaults or refuses, and `gator`
does neither. In a cluster with Gatekeeper they were not tried.
"""


def reference() -> str:
    """The page as Markdown."""
    compiled = expressions()
    rules = sorted(
        registered().values(), key=lambda one: (tuple(Profile).index(one.profile), one.id)
    )
    return "".join(
        [
            _HEAD,
            "\n## Rules that compile\n\n| rule | profile | it holds that |\n|---|---|---|\n",
            *(_compiled(one) for one in rules if one.id in compiled),
            "\n## Rules that don't, and why\n\n| rule | because |\n|---|---|\n",
            *_others([one for one in rules if one.id not in compiled]),
        ]
    )


def _compiled(rule: Rule) -> str:
    return f"| `{rule.id}` | {rule.profile} | {rule.title} |\n"


def _others(rules: list[Rule]) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for rule in rules:
        by_reason.setdefault(reason(rule), []).append(f"`{rule.id}`")
    for why, names in by_reason.items():
        yield f"| {', '.join(names)} | {why} |\n"


def main() -> None:
    """Print the page."""
    print(reference(), end="")


if __name__ == "__main__":
    main()
