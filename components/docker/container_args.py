"""What a DockerService may be told. Times are seconds; quantities are Kubernetes quantities.

An argument that a KubernetesService has too means the same here.
"""

from typing import Required, TypedDict

import pulumi


class DockerServiceArgs(TypedDict, total=False):
    """A containerised AI service on a Docker host. Only the image is needed."""

    image: Required[pulumi.Input[str]]
    """Image to run, as `repository@sha256:...`."""
    preset: str
    """`api` (calls a model elsewhere) or `model` (loads one itself). Default api."""
    runtime: str
    """Language runtime: `node` gets its heap set from the memory limit; `other`. Default node."""
    port: int
    """Port the container listens on. Default 8080."""
    host_port: int
    """Port of the host that leads to it. Default `port`."""
    host_ip: str
    """Address of the host to listen on. Default 127.0.0.1: the host alone reaches the service."""
    ready_path: str
    """Path the image's HEALTHCHECK asks, told to it as HEALTHCHECK_PATH. Default /health/ready."""
    live_path: str
    """Path that says that the process lives. Docker restarts nothing for it: it is only checked to
    be another one than `ready_path`. Default /health/live."""
    health_command: list[str]
    """HEALTHCHECK of an image that has none, such as ["CMD", "/probe"]. Default the image's own."""
    startup_budget: int
    """Seconds the container may take to become healthy. Default 120 (api), 600 (model)."""
    longest_stream: int
    """Seconds the longest answer may stream; a replacement waits for it. Default 60."""
    first_token: int
    """Seconds the longest silence on a stream may last. Nothing of ours stands in front that could
    cut it; a proxy of one's own must wait longer. Default 30."""
    pre_stop: int
    """Seconds the service takes new connections after SIGTERM, for a proxy in front. Default 0."""
    grace: int
    """Seconds the container has to end. Default `pre_stop` + `longest_stream` + 5."""
    memory: str
    """Memory limit, without swap; /tmp and `cache_paths` count against it. Default 512Mi."""
    cpu: str
    """CPU weight against other containers where CPU is scarce. Default Docker's (1 core)."""
    cpu_limit: str
    """CPU limit. Default none."""
    restart: str
    """`no`, `on-failure`, `unless-stopped` or `always`. Default unless-stopped."""
    max_retries: int
    """Restarts after which Docker gives up; with `restart` on-failure. Default no end."""
    providers: list[str]
    """Model providers the service calls: openai, anthropic, google, groq, xai, mistral, cohere."""
    api_keys: dict[str, pulumi.Input[str]]
    """The key of each provider, as a secret."""
    model: str
    """`offline`, or provider:model such as openai:gpt-5-mini. Default offline."""
    env: dict[str, pulumi.Input[str]]
    """Plain environment variables; whoever may inspect the container reads them."""
    secrets: dict[str, pulumi.Input[str]]
    """Secrets by variable; each is a file, and NAME_FILE says which."""
    cache_paths: list[str]
    """Folders the service writes to; 64 MiB each, in memory. /tmp is always writable."""
    read_only_root: bool
    """Mount the root file system read-only. Default true."""
    run_as_user: int
    """Numeric user id the container runs as. Default 65532."""
    log_max_size: str
    """Size at which a log file is rotated, such as 500k, 10m or 1g. Default 10m."""
    log_max_files: int
    """Log files that are kept. Default 3."""
    debug: bool
    """Debug tools on the container's localhost, relaxed health check, a label. Default false."""
    labels: dict[str, str]
    """Labels to add to everything that is made."""
