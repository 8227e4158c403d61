"""When a Namespace or a custom resource's definition can be used."""

from local.providers.kubernetes.awaiting.verdict import Done, Failed, Related, Verdict, Waiting
from local.providers.kubernetes.manifest import Object, at, condition, is_true


def judge_namespace(namespace: Object, _: Related) -> Verdict:
    """Done when active."""
    phase = at(namespace, "status", "phase")
    if phase == "Active":
        return Done()
    return Waiting("waiting for the Namespace", (f"the Namespace's phase is {phase}",))


def judge_definition(definition: Object, _: Related) -> Verdict:
    """Done when the server serves the new kind, failed when its names are taken."""
    if is_true(condition(definition, "Established")):
        return Done()
    names = condition(definition, "NamesAccepted")
    if names.get("status") == "False":
        return Failed((f"[{names.get('reason')}] {names.get('message', '')}",))
    return Waiting(
        "waiting for the definition to be served", ("the definition is not established",)
    )
