"""What a killed run left half done."""

from typing import Any

from ops.engine.pending import Interrupted, interrupted
from ops.engine.recovery import question


def operation(kind: str, type_: str, name: str, **inputs: Any) -> dict[str, Any]:
    """Write a pending operation as an exported stack has it."""
    return {"type": kind, "resource": {"urn": f"urn:{name}", "type": type_, "inputs": inputs}}


def test_nothing_pending_is_nothing_to_do() -> None:
    """Stacks without the key, or with none of them."""
    assert interrupted({}) == Interrupted()
    assert not interrupted({"pending_operations": None}).any


def test_operations_are_sorted_by_what_repeating_them_would_do() -> None:
    """Named objects, images and gates may be made again; made-up names and the unknown may not."""
    named = {"metadata": {"name": "web"}}
    invented = {"metadata": {"annotations": {"pulumi.com/autonamed": "true"}}}
    deployment = {
        "pending_operations": [
            operation("creating", "kubernetes:apps/v1:Deployment", "named", **named),
            operation("creating", "kubernetes:core/v1:ConfigMap", "invented", **invented),
            operation("updating", "kubernetes:core/v1:ConfigMap", "updated", **invented),
            operation("deleting", "aws:s3/bucket:Bucket", "deleted"),
            operation("creating", "aws:s3/bucket:Bucket", "bucket"),
            operation("creating", "docker-build:index:Image", "image"),
            operation("creating", "pulumi-python:dynamic:Resource", "gate"),
        ]
    }
    assert interrupted(deployment) == Interrupted(
        repeatable=("urn:named", "urn:updated", "urn:deleted", "urn:image", "urn:gate"),
        doubtful=("urn:invented", "urn:bucket"),
    )


def test_the_user_is_asked_with_both_ways_out() -> None:
    """What was cut off, and the command for either answer."""
    assert question(Interrupted(doubtful=("urn:a", "urn:b")), "dev") == (
        "the last run was cut off while it created urn:a, urn:b, which may exist without the "
        "stack knowing: look, then `pulumi refresh --stack dev --clear-pending-creates` if it "
        "does not, or `pulumi refresh --stack dev --import-pending-creates URN,ID` if it does"
    )
