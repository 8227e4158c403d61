"""Why a deployment failed: pure functions from a Snapshot to findings. No clients, no Pulumi."""
