"""What a killed run left half done."""

from typing import Any

from ops.engine.pending import Interrupted, interrupted, settled
from ops.engine.recovery import question

CONFIG_MAP = "kubernetes:core/v1:ConfigMap"


def operation(kind: str, type_: str, urn: str, **metadata: Any) -> dict[str, Any]:
    """Write a pending operation as an exported stack has it."""
    inputs = {"metadata": metadata} if metadata else {}
    return {"type": kind, "resource": {"urn": f"urn:{urn}", "type": type_, "inputs": inputs}}


def test_nothing_pending_is_nothing_to_do() -> None:
    """Stacks without the key, or with none of them."""
    assert interrupted({}) == Interrupted({})
    assert interrupted({"pending_operations": None}).count == 0


def test_operations_are_sorted_by_what_is_known_of_them() -> None:
    """Objects have an id; images and gates may be made again; the rest is the user's to tell."""
    deployment = {
        "resources": [{"urn": "urn:stands"}],
        "pending_operations": [
            operation("creating", CONFIG_MAP, "web", name="web", namespace="shop"),
            operation("creating", "kubernetes:core/v1:Namespace", "shop", name="shop"),
            operation("creating", CONFIG_MAP, "stands", name="new", namespace="shop"),
            operation("creating", CONFIG_MAP, "nameless", labels={}),
            operation("updating", CONFIG_MAP, "updated", name="updated"),
            operation("deleting", "aws:s3/bucket:Bucket", "deleted"),
            operation("creating", "aws:s3/bucket:Bucket", "bucket"),
            operation("creating", "docker-build:index:Image", "image"),
            operation("creating", "pulumi-python:dynamic:Resource", "gate"),
        ],
    }
    found = interrupted(deployment)
    assert found == Interrupted(
        adoptable={"urn:web": "shop/web", "urn:shop": "shop"},
        repeatable=("urn:updated", "urn:deleted", "urn:image", "urn:gate"),
        doubtful=("urn:stands", "urn:nameless", "urn:bucket"),
    )
    assert found.count == 9


def test_the_state_takes_up_what_may_exist() -> None:
    """The object gets its id, what is gone already gives way to it, nothing is pending."""
    web = operation("creating", CONFIG_MAP, "web", name="web", namespace="shop")
    gate = operation("creating", "pulumi-python:dynamic:Resource", "gate")
    gone = {"urn": "urn:web", "id": "shop/web", "pendingReplacement": True}
    deleted = {"urn": "urn:web", "id": "shop/older", "delete": True}
    stack = {"urn": "urn:stack"}
    deployment = {
        "manifest": {"version": "3"},
        "resources": [stack, gone, deleted],
        "pending_operations": [web, gate],
    }
    assert settled(deployment) == {
        "manifest": {"version": "3"},
        "resources": [
            stack,
            deleted,
            {
                "urn": "urn:web",
                "type": CONFIG_MAP,
                "id": "shop/web",
                "inputs": {"metadata": {"name": "web", "namespace": "shop"}},
                "outputs": {"metadata": {"name": "web", "namespace": "shop"}},
            },
        ],
        "pending_operations": [],
    }


def test_the_user_is_asked_with_both_ways_out() -> None:
    """What was cut off, and the command for either answer."""
    assert question(Interrupted({}, doubtful=("urn:a", "urn:b")), "dev") == (
        "the last run was cut off while it created urn:a, urn:b, which may exist without the "
        "stack knowing: look, then `pulumi refresh --stack dev --clear-pending-creates` if it "
        "does not, or `pulumi refresh --stack dev` and give its id if it does"
    )
