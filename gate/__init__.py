"""What waits for a rollout, proves the service, and explains a failure in `pulumi up`.

For any Pulumi program in Python:

    from gate import RolloutGate, explain_failures

    explain_failures(gated=["web"])          # before the first resource
    deployment = kubernetes.apps.v1.Deployment("web", ...)
    RolloutGate("web-gate", {"deployment": deployment.metadata.name, ...})

    safe_release("chat", strategy="canary")  # before the first resource
    aws.lambda_.Alias("chat-alias", ...)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gate.functions.hook import safe_release
    from gate.functions.options import ReleaseArgs
    from gate.hooks import explain_failures
    from gate.image_proof import ImageProof, ImageProofArgs
    from gate.ledger import ReleaseLedger, ReleaseLedgerArgs
    from gate.rollout_gate import RolloutGate, RolloutGateArgs

__all__ = [
    "ImageProof",
    "ImageProofArgs",
    "ReleaseArgs",
    "ReleaseLedger",
    "ReleaseLedgerArgs",
    "RolloutGate",
    "RolloutGateArgs",
    "explain_failures",
    "safe_release",
]

_PLACES = {
    "ImageProof": "gate.image_proof",
    "ImageProofArgs": "gate.image_proof",
    "ReleaseArgs": "gate.functions.options",
    "ReleaseLedger": "gate.ledger",
    "ReleaseLedgerArgs": "gate.ledger",
    "RolloutGate": "gate.rollout_gate",
    "RolloutGateArgs": "gate.rollout_gate",
    "explain_failures": "gate.hooks",
    "safe_release": "gate.functions.hook",
}


def __getattr__(name: str) -> Any:
    """Import Pulumi for those who write programs only: the process that explains starts faster."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
