"""When a volume claim or a volume is usable."""

from local.providers.kubernetes.awaiting.verdict import Ask, Done, Failed, Related, Verdict, Waiting
from local.providers.kubernetes.manifest import Object, at, name


def claim_asks(_: Object) -> tuple[Ask, ...]:
    """The storage classes: some bind only when a pod comes."""
    return (Ask("storage.k8s.io/v1", "StorageClass"),)


def judge_claim(claim: Object, related: Related) -> Verdict:
    """Done when bound, or when binding waits for the first pod."""
    phase = at(claim, "status", "phase")
    if phase == "Bound" or _binds_late(claim, related):
        return Done()
    if phase == "Lost":
        return Failed(("the volume behind the claim is lost",))
    return Waiting(
        "waiting for the claim to be bound", (f"the claim was not bound; its phase is {phase}",)
    )


def _binds_late(claim: Object, related: Related) -> bool:
    wanted = at(claim, "spec", "storageClassName")
    return any(
        name(found) == wanted and found.get("volumeBindingMode") == "WaitForFirstConsumer"
        for found in related.get("StorageClass", [])
    )


def judge_volume(volume: Object, _: Related) -> Verdict:
    """Done when available or bound."""
    phase = at(volume, "status", "phase")
    if phase in ("Available", "Bound"):
        return Done()
    if phase == "Failed":
        return Failed((str(at(volume, "status", "message") or "the volume failed"),))
    return Waiting("waiting for the volume", (f"the volume's phase is {phase}",))
