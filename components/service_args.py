"""What a KubernetesService may be told. Times are seconds; quantities are Kubernetes quantities."""

from typing import Any, Required, TypedDict

import pulumi


class ProbeArgs(TypedDict, total=False):
    """Times of one probe, where the preset's do not fit."""

    period: int
    """Seconds between two questions."""
    timeout: int
    """Seconds one answer may take; below `period`."""
    failures: int
    """Failures in a row before the probe acts."""


class AutoscalingArgs(TypedDict, total=False):
    """A HorizontalPodAutoscaler. With it, `replicas` is left to the autoscaler."""

    min_replicas: Required[int]
    """Pods to keep at least."""
    max_replicas: Required[int]
    """Pods to grow to at most."""
    cpu_percent: int
    """CPU use, in percent of the request, that the autoscaler aims at. Default 70."""


class IngressArgs(TypedDict, total=False):
    """An Ingress that does not buffer streams."""

    host: Required[str]
    """Host name the service answers to."""
    class_name: str
    """Ingress class. Default nginx. nginx and alb get annotations for streaming."""
    tls_secret: str
    """Name of the Secret with the certificate. Default `<name>-tls`."""
    annotations: dict[str, str]
    """Annotations to add, or to put in place of ours."""


class HttpRouteArgs(TypedDict, total=False):
    """A Gateway API HTTPRoute."""

    host: Required[str]
    """Host name the service answers to."""
    gateway: Required[str]
    """Name of the Gateway to attach to."""
    gateway_namespace: str
    """Namespace of the Gateway. Default: the service's."""


class KubernetesServiceArgs(TypedDict, total=False):
    """A containerised AI service on Kubernetes. Only the image is needed; the rest has defaults."""

    image: Required[pulumi.Input[str]]
    """Image to run, as `repository@sha256:...`."""
    namespace: pulumi.Input[str]
    """Namespace to live in. Default: the component's name."""
    create_namespace: bool
    """Make the namespace, with Pod Security "restricted" enforced. Default true."""
    preset: str
    """`api` (calls a model elsewhere) or `model` (loads one itself). Default api."""
    runtime: str
    """Language runtime: `node` gets its heap set from the memory limit; `other`. Default node."""
    port: int
    """Port the container listens on. Default 8080."""
    ready_path: str
    """Path of the startup and readiness probes. Default /health/ready."""
    live_path: str
    """Path of the liveness probe, another one than `ready_path`. Default /health/live."""
    startup_budget: int
    """Seconds a pod may take to start. Default 120 (api), 600 (model)."""
    longest_stream: int
    """Seconds the longest answer may stream; a rolling update waits for it. Default 60."""
    first_token: int
    """Seconds the longest silence on a stream may last. Default 30."""
    startup_probe: ProbeArgs
    """Times of the startup probe; `failures` follows from `startup_budget`."""
    readiness_probe: ProbeArgs
    """Times of the readiness probe. Default 10, 3, 3 (api), 10, 5, 3 (model)."""
    liveness_probe: ProbeArgs
    """Times of the liveness probe. Default 20, 5, 3 (api), 30, 10, 6 (model)."""
    min_ready: int
    """Seconds a pod must stay ready before it counts. Default 10 (api), 30 (model)."""
    progress_deadline: int
    """Seconds without progress after which a rollout has failed. Default `startup_budget` + 180."""
    engine_timeout: int
    """Seconds the engine waits for the rollout. Default: above all waves' deadlines."""
    pre_stop: int
    """Seconds a pod keeps serving after it left the load balancer. Default 10 (api), 15 (model)."""
    grace: int
    """Seconds a pod has to end. Default `pre_stop` + `longest_stream`."""
    idle_timeout: int
    """Seconds of silence the ingress accepts. Default 120 (api), 600 (model)."""
    memory: str
    """Memory limit. Default 512Mi."""
    memory_request: str
    """Memory request. Default 256Mi or the limit if that is less (api), the limit (model)."""
    cpu: str
    """CPU request. Default 100m."""
    cpu_limit: str
    """CPU limit. Default none (api), the request (model)."""
    gpus: int
    """NVIDIA GPUs of a pod. Default 0. With any: a writable root file system, and no surge."""
    replicas: int
    """Pods to run. Default 2. Not together with `autoscaling`."""
    autoscaling: AutoscalingArgs
    """Scale between two numbers of pods instead of `replicas`."""
    providers: list[str]
    """Model providers the service calls: openai, anthropic, google, groq, xai, mistral, cohere."""
    api_keys: dict[str, pulumi.Input[str]]
    """The key of each provider, as a secret."""
    model: str
    """`offline`, or provider:model such as openai:gpt-5-mini. Default offline."""
    env: dict[str, pulumi.Input[str]]
    """Plain environment variables; they land in a ConfigMap."""
    secrets: dict[str, pulumi.Input[str]]
    """Secret environment variables; they land in a Secret."""
    cache_paths: list[str]
    """Folders the service writes to, such as /app/.next/cache. /tmp is always writable."""
    read_only_root: bool
    """Mount the root file system read-only. Default true, false with GPUs."""
    run_as_user: int
    """Numeric user id the container runs as. Default 65532."""
    debug: bool
    """Debug tools on localhost, relaxed probes, a label on the pod. Default false."""
    service_type: str
    """`ClusterIP`, `NodePort` or `LoadBalancer`. Default ClusterIP."""
    node_port: int
    """Port of the node to listen on, 30000 to 32767; with `service_type` NodePort."""
    ingress: IngressArgs
    """Publish through an Ingress."""
    http_route: HttpRouteArgs
    """Publish through a Gateway."""
    image_pull_secrets: list[str]
    """Names of Secrets with registry credentials, in the namespace."""
    labels: dict[str, str]
    """Labels to add to every object."""
    annotations: dict[str, str]
    """Annotations to add to the pods."""
    pod_overrides: dict[str, Any]
    """Merged into the pod's spec last: maps by key, lists of named things by name, null removes."""
