"""Why a container waits, by the kubelet's reason; the message is a matter of the patterns."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnosis.finding import Confidence, Kind, Severity

from .candidate import Candidate, Voice
from .quoting import evidence
from .scene import Scene
from .site import Site


@dataclass(frozen=True, slots=True)
class _Reason:
    """What a waiting reason means. `sure` when the reason alone names the cause."""

    id: str
    title: str
    suggestion: str
    sure: bool = False


_PULL = _Reason(
    "image.not_found",
    "The image of the {name} can't be pulled: {image}",
    "Check registry, repository and tag of `{image}`, and that the node may read it "
    "(imagePullSecrets). `kubectl describe pod` has the registry's own words.",
)
_NOT_STARTED = _Reason(
    "config.entrypoint_not_found",
    "The {name} can't be started by the container runtime",
    "Check command, args and mounts against the image {image}.",
)
_REASONS = {
    "ErrImagePull": _PULL,
    "ImagePullBackOff": _PULL,
    "InvalidImageName": _Reason(
        "image.invalid_name",
        "The image reference of the {name} is malformed: {image}",
        "Write it as registry/repository:tag, in lower case, without a scheme.",
        sure=True,
    ),
    "ErrImageNeverPull": _Reason(
        "image.never_pull",
        "The image of the {name} is not on the node, and may not be pulled: {image}",
        "Load the image on every node, or set imagePullPolicy: IfNotPresent.",
        sure=True,
    ),
    "RegistryUnavailable": _Reason(
        "image.registry_unreachable",
        "The registry of {image} doesn't answer",
        "Try the pull from the node (`crictl pull {image}`); check egress, NAT and proxy.",
        sure=True,
    ),
    "SignatureValidationFailed": _Reason(
        "image.signature",
        "The signature of {image} is refused",
        "Sign the image, or change the policy of the node's container runtime.",
        sure=True,
    ),
    "CreateContainerConfigError": _Reason(
        "config.missing_secret",
        "The {name} refers to a Secret, ConfigMap or user that doesn't fit",
        "Check that all Secrets and ConfigMaps it names exist in the namespace, with the keys "
        "asked for. `kubectl describe pod` names the one.",
    ),
    "CreateContainerError": _NOT_STARTED,
    "RunContainerError": _NOT_STARTED,
    "StartError": _NOT_STARTED,
    "PostStartHookError": _Reason(
        "lifecycle.poststart",
        "The postStart hook of the {name} failed",
        "Run its command in the container by hand; a hook that fails ends the container.",
        sure=True,
    ),
}
_PULLING = ("ErrImagePull", "ImagePullBackOff")
_LOOP = "CrashLoopBackOff"


def waiting(scene: Scene) -> Iterator[Candidate]:
    """Each container that waits for something that will not come."""
    for site in scene.sites:
        reason = site.waiting.reason if site.waiting else ""
        if (meaning := _REASONS.get(reason)) is not None:
            yield _candidate(site, meaning)
        if reason in _PULLING:
            yield _symptom(site, "image.pull_failed", f"The {site.name} waits for its image")
        if reason == _LOOP:
            yield _symptom(site, "crash.loop", f"The {site.name} is started again and again")
            if site.ending(scene.now) is None:
                yield _crash_without_a_code(site)


def _candidate(site: Site, meaning: _Reason) -> Candidate:
    facts = {"name": site.name, "image": site.container.image or "the image"}
    return Candidate(
        id=meaning.id,
        title=meaning.title.format(**facts),
        severity=Severity.CRITICAL,
        subject=site.subject,
        evidence=evidence(site),
        suggestion=meaning.suggestion.format(**facts),
        confidence=Confidence.HIGH if meaning.sure else Confidence.LOW,
        voice=Voice.PLATFORM if meaning.sure else Voice.GUESS,
    )


def _symptom(site: Site, name: str, title: str) -> Candidate:
    return Candidate(
        id=name,
        title=title,
        severity=Severity.HIGH,
        subject=site.subject,
        evidence=evidence(site),
        suggestion="This is an effect; the cause stands above it.",
        kind=Kind.SYMPTOM,
        confidence=Confidence.HIGH,
    )


def _crash_without_a_code(site: Site) -> Candidate:
    return Candidate(
        id="crash.app_exit",
        title=f"The {site.name} ends soon after it starts; its exit code is not known",
        severity=Severity.CRITICAL,
        subject=site.subject,
        evidence=evidence(site),
        suggestion="Read the log of the instance before: `kubectl logs --previous`.",
        confidence=Confidence.LOW,
        voice=Voice.GUESS,
    )
