"""The gate's provider, as the engine keeps it.

It is pickled by its name, so it holds no state and imports the real code when that is needed.
"""

from typing import Any

from pulumi.dynamic import CheckFailure, CheckResult, CreateResult, DiffResult, ResourceProvider


class GateProvider(ResourceProvider):
    """Verifies a rollout when it is created; there is nothing to update, and nothing to delete.

    A gate is the record of one verification. Another rollout needs another record: the old one is
    dropped before the new one is made, so a verification that failed leaves none, and the next
    `up` verifies again, whatever it rolls out.
    """

    serialize_as_secret_always = False

    def check(self, _olds: dict[str, Any], news: dict[str, Any]) -> CheckResult:
        """Refuse what cannot be meant."""
        from gate.inputs import problems

        return CheckResult(news, [CheckFailure(name, said) for name, said in problems(news)])

    def diff(self, _id: str, olds: dict[str, Any], news: dict[str, Any]) -> DiffResult:
        """Another rollout, or another proof, replaces the record."""
        from gate.inputs import changed

        found = changed(olds, news)
        return DiffResult(changes=bool(found), replaces=found, delete_before_replace=True)

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Verify; raises with the whole explanation when the rollout failed."""
        from gate.verifying import verify

        return CreateResult(f"{props['namespace']}/{props['deployment']}", verify(props))
