"""The annotations by which a program steers the provider."""

from local.providers.kubernetes.manifest import Object, at, metadata

AUTONAMED = "pulumi.com/autonamed"
SKIP_AWAIT = "pulumi.com/skipAwait"
TIMEOUT_SECONDS = "pulumi.com/timeoutSeconds"
WAIT_FOR = "pulumi.com/waitFor"
PATCH_FORCE = "pulumi.com/patchForce"
PATCH_FIELD_MANAGER = "pulumi.com/patchFieldManager"
DELETION_PROPAGATION = "pulumi.com/deletionPropagationPolicy"
REPLACE_UNREADY = "pulumi.com/replaceUnready"
LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"


def annotation(manifest: Object, key: str) -> str:
    """An annotation's value, empty when it is missing or not known."""
    value = at(manifest, "metadata", "annotations", key)
    return value if isinstance(value, str) else ""


def is_set(manifest: Object, key: str) -> bool:
    """Tell whether an annotation says true."""
    return annotation(manifest, key).lower() == "true"


def annotate(manifest: Object, key: str, value: str) -> None:
    """Write an annotation into the manifest."""
    found = metadata(manifest).setdefault("annotations", {})
    if isinstance(found, dict):
        found[key] = value


def timeout_seconds(manifest: Object, asked: float, default: float) -> float:
    """How long to wait: the engine's custom timeout, the annotation, or the kind's default."""
    if asked > 0:
        return asked
    try:
        return float(int(annotation(manifest, TIMEOUT_SECONDS)))
    except ValueError:
        return default


def propagation_policy(manifest: Object) -> str:
    """How a deletion treats dependents; the official provider's default is Foreground."""
    policy = annotation(manifest, DELETION_PROPAGATION).lower()
    return {"orphan": "Orphan", "background": "Background"}.get(policy, "Foreground")
