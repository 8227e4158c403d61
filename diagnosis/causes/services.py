"""Services that nothing stands behind."""

from collections.abc import Iterator, Mapping

from diagnosis.finding import Confidence, Evidence, Kind, Severity
from diagnosis.snapshot import Pod, Service

from .candidate import Candidate, Subject, Voice
from .scene import Scene


def services(scene: Scene) -> Iterator[Candidate]:
    """A Service without ready endpoints: its pods are not ready, or its selector finds none."""
    for service in scene.snapshot.services:
        if service.endpoints == 0 and service.selector:
            matched = [one for one in _neighbours(scene, service) if _fits(service, one.labels)]
            yield _unready(scene, service, matched[0]) if matched else _unmatched(scene, service)


def _neighbours(scene: Scene, service: Service) -> list[Pod]:
    return [one for one in scene.snapshot.pods if one.ref.namespace == service.ref.namespace]


def _fits(service: Service, labels: Mapping[str, str]) -> bool:
    return all(labels.get(key) == value for key, value in service.selector.items())


def _unready(scene: Scene, service: Service, pod: Pod) -> Candidate:
    return Candidate(
        id="service.no_endpoints",
        title=f"Service {service.ref.name} has no ready pod behind it",
        severity=Severity.HIGH,
        subject=scene.subject(pod),
        evidence=(Evidence(f"endpoints {service.ref}", "0 ready endpoints"),),
        suggestion="Its pods are there and not ready: look at why.",
        kind=Kind.SYMPTOM,
        confidence=Confidence.HIGH,
    )


def _unmatched(scene: Scene, service: Service) -> Candidate:
    wanted = ", ".join(f"{key}={value}" for key, value in service.selector.items())
    labels = {
        f"{key}={one.labels[key]}"
        for one in _neighbours(scene, service)
        for key in service.selector
        if key in one.labels
    }
    found = f"; pods here have {', '.join(sorted(labels)[:5])}" if labels else ""
    return Candidate(
        id="service.no_endpoints",
        title=f"The selector of Service {service.ref.name} fits no pod",
        severity=Severity.HIGH,
        subject=Subject(str(service.ref), str(service.ref)),
        evidence=(Evidence(f"endpoints {service.ref}", f"selector {wanted} fits no pod{found}"),),
        suggestion="Make spec.selector of the Service equal to the labels of the pods.",
        voice=Voice.LINE,
    )
