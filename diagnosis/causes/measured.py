"""What measured values say: throttled CPU, memory close to its limit."""

from collections.abc import Iterator, Mapping

from diagnosis.finding import Confidence, Evidence, Severity
from diagnosis.snapshot import Sample, Snapshot

from .candidate import Candidate, Subject, Voice
from .quantities import in_bytes, next_size
from .scene import Scene
from .site import Site

NEAR = 0.9
"""Share of the memory limit from which on a kill is only a matter of time."""
THROTTLED = 0.25
"""Share of scheduling periods with throttling that costs a service its latency."""

_USED = ("container_memory_working_set_bytes", "container_memory_rss")
_LIMIT = ("container_spec_memory_limit_bytes", "kube_pod_container_resource_limits")
_PERIODS = "container_cpu_cfs_periods_total"
_THROTTLED = "container_cpu_cfs_throttled_periods_total"
_Where = tuple[str, str, str]


def measured(scene: Scene) -> Iterator[Candidate]:
    """Containers that are throttled, and those close to their memory limit."""
    samples = scene.snapshot.samples
    if not samples:
        return
    yield from _throttled(scene, samples)
    for site in scene.sites:
        share = memory_share(scene.snapshot, site)
        if share is not None and share >= NEAR:
            yield _near_limit(site, share)


def memory_share(snapshot: Snapshot, site: Site) -> float | None:
    """Used memory over its limit, by the samples of this very container; None if unknown."""
    used = max((one.value for one in snapshot.samples if _is_use(one, site)), default=None)
    limits = [one.value for one in snapshot.samples if _is_limit(one, site) and one.value > 0]
    limit = limits[0] if limits else in_bytes(site.container.limits.get("memory", ""))
    return used / limit if used is not None and limit else None


def _is_use(sample: Sample, site: Site) -> bool:
    return sample.name in _USED and _is_of(sample, site)


def _is_limit(sample: Sample, site: Site) -> bool:
    memory = sample.labels.get("resource", "memory") == "memory"
    return sample.name in _LIMIT and memory and _is_of(sample, site)


def _is_of(sample: Sample, site: Site) -> bool:
    pod = site.pod.ref.name if site.pod else ""
    labels = sample.labels
    return labels.get("container") == site.container.name and labels.get("pod", pod) == pod


def _near_limit(site: Site, share: float) -> Candidate:
    limit = site.container.limits.get("memory", "")
    more = next_size(limit)
    return Candidate(
        id="perf.memory_near_limit",
        title=f"The {site.name} uses {share:.0%} of its memory limit",
        severity=Severity.HIGH,
        subject=site.subject,
        evidence=(Evidence("samples", f"working set / limit = {share:.3f}"),),
        suggestion="Look for a leak (heap snapshot), or raise the limit"
        + (
            f" from {limit} to {more}: `pulumi config set shipshape:memory {more}`."
            if more
            else "."
        ),
        confidence=Confidence.HIGH,
        voice=Voice.LINE,
    )


def _throttled(scene: Scene, samples: tuple[Sample, ...]) -> Iterator[Candidate]:
    periods, throttled = _by_container(samples, _PERIODS), _by_container(samples, _THROTTLED)
    subjects = {
        (one.pod.ref.namespace, one.pod.ref.name, one.container.name): one.subject
        for one in scene.sites
        if one.pod
    }
    for where, count in throttled.items():
        if periods.get(where) and count / periods[where] > THROTTLED:
            share = count / periods[where]
            subject = subjects.get(where, Subject("/".join(filter(None, where))))
            yield Candidate(
                id="perf.cpu_throttled",
                title=f"The CPU limit holds the container back in {share:.0%} of the periods",
                severity=Severity.MEDIUM,
                subject=subject,
                evidence=(Evidence("samples", f"{_THROTTLED} / {_PERIODS} = {share:.2f}"),),
                suggestion="Raise `cpuLimit` (resources.limits.cpu), or leave it out: the request "
                "alone keeps a share.",
                confidence=Confidence.HIGH,
                voice=Voice.LINE,
            )


def _by_container(samples: tuple[Sample, ...], name: str) -> Mapping[_Where, float]:
    return {
        (
            one.labels.get("namespace", ""),
            one.labels.get("pod", ""),
            one.labels.get("container", ""),
        ): one.value
        for one in samples
        if one.name == name
    }
