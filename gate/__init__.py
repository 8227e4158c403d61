"""What waits for a rollout, proves the service, and explains a failure in `pulumi up`.

For any Pulumi program in Python:

    from gate import RolloutGate, explain_failures

    explain_failures(gated=["web"])          # before the first resource
    deployment = kubernetes.apps.v1.Deployment("web", ...)
    RolloutGate("web-gate", {"deployment": deployment.metadata.name, ...})
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gate.hooks import explain_failures
    from gate.rollout_gate import RolloutGate, RolloutGateArgs

__all__ = ["RolloutGate", "RolloutGateArgs", "explain_failures"]


def __getattr__(name: str) -> Any:
    """Import Pulumi for those who write programs only: the process that explains starts faster."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from gate import hooks, rollout_gate

    return getattr(hooks if name == "explain_failures" else rollout_gate, name)
