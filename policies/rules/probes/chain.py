"""The timeout chain: every wait of a service, checked as one thing.

probe timeout < period; startup budget + minReady < progress deadline < engine
timeout; grace >= preStop + longest stream; ingress idle >= first token; Lambda
timeout >= longest stream. All times are seconds.
"""

from collections.abc import Iterator

from ..declared import FIRST_TOKEN, annotated
from ..ingresses import idle_timeout, ingresses_before
from ..model import Problem, Profile, Severity, Subject
from ..pulumi_resource import Resource
from ..quantities import whole
from ..registry import also_for_resources, rule
from ..subjects import SERVING, Context, Pod, mapping
from .drain import drain_problems
from .reading import number, patience, probe, probes

DEFAULT_DEADLINE = 600
"""Seconds without progress after which Kubernetes calls a Deployment failed."""

DEFAULT_LAMBDA_TIMEOUT = 3
"""Seconds AWS gives a function that does not say."""

ENGINE_TIMEOUT = "pulumi.com/timeoutSeconds"
"""Annotation: seconds the engine waits for an object."""

LAMBDA = "aws:lambda/function:Function"


@rule(
    "timeout-chain",
    "Every wait of a service is shorter than the wait around it",
    severity=Severity.HIGH,
    profile=Profile.SERVING,
    subject=Subject.POD,
    kinds=SERVING,
    remediation="Change one of the two numbers that the finding names, or leave both to Shipshape.",
    argument="progress_deadline",
    link="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds",
    tags=("timeouts", "streaming"),
    settings={"longest_stream": 60, "first_token": 30},
    applies=lambda pod, _: any(one.data.get("ports") for one in pod.containers),
)
def chain(pod: Pod, context: Context) -> Iterator[Problem]:
    """A wait that outlives the one around it is cut, and what is cut reports the wrong reason."""
    yield from _probe_links(pod)
    if pod.owner.kind == "Deployment":
        yield from _rollout_links(pod)
    yield from drain_problems(pod, context)
    yield from _ingress_links(pod, context)


def _probe_links(pod: Pod) -> Iterator[Problem]:
    base = len(pod.path) + 1 if pod.path else 0
    for container in pod.containers:
        for name, one in probes(container):
            timeout, period = number(one, "timeoutSeconds"), number(one, "periodSeconds")
            if timeout >= period:
                yield Problem(
                    f"{container.path[base:]}.{name}.timeoutSeconds",
                    f"{name}: timeoutSeconds ({timeout}) is not below periodSeconds ({period})",
                )


def _rollout_links(pod: Pod) -> Iterator[Problem]:
    spec = pod.owner.spec
    deadline = whole(spec.get("progressDeadlineSeconds")) or DEFAULT_DEADLINE
    ready = whole(spec.get("minReadySeconds")) or 0
    for container in pod.containers:
        startup = probe(container, "startupProbe")
        budget = patience(startup) + number(startup, "initialDelaySeconds") if startup else 0
        if budget + ready >= deadline:
            yield Problem(
                "",
                f"startup budget ({budget} s) plus minReadySeconds ({ready} s) is not below "
                f"progressDeadlineSeconds ({deadline} s)",
            )
    engine = whole(mapping(pod.owner.metadata.get("annotations")).get(ENGINE_TIMEOUT))
    if engine is not None and deadline >= engine:
        yield Problem(
            "",
            f"progressDeadlineSeconds ({deadline} s) is not below the engine's timeout "
            f"({engine} s)",
        )


def _ingress_links(pod: Pod, context: Context) -> Iterator[Problem]:
    declared = annotated(pod, FIRST_TOKEN)
    silence = context.settings["first_token"] if declared is None else declared
    for ingress in ingresses_before(context.world, pod):
        idle = idle_timeout(ingress)
        if idle is not None and idle < silence:
            yield Problem(
                "",
                f"the idle timeout of Ingress {ingress.name} ({idle} s) is below the time to the "
                f"first token ({silence} s)",
            )


@also_for_resources("timeout-chain", kinds=(LAMBDA,))
def function(resource: Resource, context: Context) -> Iterator[Problem]:
    """A function's timeout is a total one: it must outlast the longest stream."""
    variables = mapping(mapping(resource.get("environment")).get("variables"))
    declared = whole(variables.get("MAX_STREAM_SECONDS"))
    stream = context.settings["longest_stream"] if declared is None else declared
    timeout = whole(resource.get("timeout")) or DEFAULT_LAMBDA_TIMEOUT
    if timeout < stream:
        yield Problem("timeout", f"timeout ({timeout} s) is below the longest stream ({stream} s)")
