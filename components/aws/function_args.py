"""What a LambdaService may be told. Times are seconds; quantities are Kubernetes quantities."""

from typing import Required, TypedDict

import pulumi


class VpcArgs(TypedDict):
    """The network that a function joins."""

    subnet_ids: list[pulumi.Input[str]]
    """Subnets, in several zones; with a route to a NAT gateway if model providers are called."""
    security_group_ids: list[pulumi.Input[str]]
    """Security groups of the function's network interfaces."""


class LambdaServiceArgs(TypedDict, total=False):
    """A containerised AI service on AWS Lambda. Image and platform are needed, no more."""

    image: Required[pulumi.Input[str]]
    """Image to run, as `repository@sha256:...`, from ECR in the function's own region."""
    platform: Required[str]
    """Platform the image was built for: linux/amd64 or linux/arm64."""
    preset: str
    """`api` (calls a model elsewhere) or `model` (loads one itself). Default api."""
    runtime: str
    """Language runtime: `node` gets its heap set from the memory and its secrets from the store;
    `other`, which reads SHIPSHAPE_SECRETS itself. Default node."""
    port: int
    """Port the container listens on, not 9001 or 3000, which are Lambda's. Default 8080."""
    ready_path: str
    """Path the adapter asks until it answers 200 to 399. Default /health/ready."""
    live_path: str
    """Path that tells whether the process lives; Lambda asks none. Default /health/live."""
    startup_budget: int
    """Seconds the service may take to start. Above 10 it needs `async_init`. Default: not said
    (api), 600 (model)."""
    longest_stream: int
    """Seconds the longest answer may stream. Default 60."""
    first_token: int
    """Seconds the longest silence on a stream may last. Default 30."""
    function_timeout: int
    """Seconds after which AWS ends a request, at most 900.
    Default `longest_stream` + `first_token` + 30."""
    memory: str
    """Memory, 128Mi to 10240Mi; CPU grows with it. Default 1024Mi."""
    reserved_concurrency: int
    """Requests that may run at once, kept from what the account has. Default: what is left."""
    provisioned_concurrency: int
    """Instances kept started, which costs while idle. Default none."""
    async_init: bool
    """Let the adapter report the start done at once and wait inside the first request: for a
    service that starts longer than the 10 s AWS gives it. Default false."""
    providers: list[str]
    """Model providers the service calls: openai, anthropic, google, groq, xai, mistral, cohere."""
    api_keys: dict[str, pulumi.Input[str]]
    """The key of each provider, as a secret."""
    model: str
    """`offline`, or provider:model such as openai:gpt-5-mini. Default offline."""
    env: dict[str, pulumi.Input[str]]
    """Plain environment variables; whoever may read the function reads them."""
    secrets: dict[str, pulumi.Input[str]]
    """Secret environment variables; they land in the secret store, the function has their ARNs."""
    secret_store: str
    """`secretsmanager`, or `ssm` (SecureString parameters). Default secretsmanager."""
    url_auth: str
    """Who may call the URL: AWS_IAM (callers of the account that IAM allows) or NONE (anyone).
    Default AWS_IAM."""
    url_auth_reason: str
    """Why anyone may call it, in a sentence for the policies; with NONE only."""
    execution_role: pulumi.Input[str]
    """ARN of a role of one's own. Default: one is made, with least rights."""
    vpc: VpcArgs
    """Join a VPC. Default none, which reaches the internet."""
    log_retention: int
    """Days that the logs are kept, one of those CloudWatch takes. Default 30."""
    alarm_actions: list[pulumi.Input[str]]
    """ARNs, such as SNS topics, that every alarm tells."""
    serve_version: str
    """Published version that gets the traffic: going back by configuration. Default the newest."""
    tracing: str
    """X-Ray: `Active` (the function starts traces) or `PassThrough`. Default Active."""
    debug: bool
    """Log level debug. Default false."""
    labels: dict[str, str]
    """Tags to add to everything that takes tags."""
