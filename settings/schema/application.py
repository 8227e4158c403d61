"""Settings that the service itself reads."""

from typing import Literal

from pydantic import Field, SecretStr

from .section import Section


class ApplicationSettings(Section):
    """What the service itself reads: its model, keys, dependencies and variables."""

    providers: list[str] = Field(
        [], description="Model providers it calls. Each needs its key: <provider>ApiKey."
    )
    model: str = Field(
        "offline", description="offline, or provider:model such as openai:gpt-5-mini."
    )
    openai_api_key: SecretStr | None = Field(None, description="Secret. Key of openai.")
    anthropic_api_key: SecretStr | None = Field(None, description="Secret. Key of anthropic.")
    google_api_key: SecretStr | None = Field(None, description="Secret. Key of google.")
    groq_api_key: SecretStr | None = Field(None, description="Secret. Key of groq.")
    xai_api_key: SecretStr | None = Field(None, description="Secret. Key of xai.")
    mistral_api_key: SecretStr | None = Field(None, description="Secret. Key of mistral.")
    cohere_api_key: SecretStr | None = Field(None, description="Secret. Key of cohere.")
    database_url: SecretStr | None = Field(None, description="Secret. URL of the database.")
    cache_url: SecretStr | None = Field(None, description="Secret. URL of the cache.")
    required_dependencies: list[str] | None = Field(
        None,
        description="Which of database and cache must answer for a pod to be ready. "
        "Empty: those that are set.",
    )
    log_level: Literal["trace", "debug", "info", "warn", "error", "fatal"] = Field(
        "info", description="trace, debug, info, warn, error or fatal."
    )
    otlp_endpoint: str = Field("", description="OpenTelemetry collector, e.g. http://otel:4318.")
    env: dict[str, str] = Field({}, description="Plain environment variables.")
    secrets: dict[str, SecretStr] = Field(
        {},
        description="Secret environment variables: "
        "pulumi config set --secret --path shipshape:secrets.NAME.",
    )
    debug: bool = Field(
        default=False, description="Run the debug stage, with relaxed probes and a label."
    )
    debug_in_production: bool = Field(
        default=False, description="Allow debug in a production stack, for an incident."
    )
