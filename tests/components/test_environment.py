"""The environment of the container."""

from components.environment import configuration, secret_variables
from components.service_plan import plan_service


def test_the_contract_with_the_service() -> None:
    """What every service is told, and the user's variables last."""
    plan = plan_service("service", {"longest_stream": 90, "grace": 120})
    assert configuration(plan, {"MODEL": "mine", "A": "b"}) == {
        "PORT": "8080",
        "SERVICE_NAME": "service",
        "OTEL_SERVICE_NAME": "service",
        "MODEL": "mine",
        "MAX_STREAM_SECONDS": "90",
        "SHUTDOWN_DELAY_SECONDS": "0",
        "SHUTDOWN_GRACE_SECONDS": "110",
        "A": "b",
    }


def test_debug_mode() -> None:
    """The debugger's port and the loudest level."""
    plan = plan_service("service", {"debug": True})
    wanted = {"VERCEL_DEBUG_PORT": "9229", "VERCEL_LOG_LEVEL": "debug", "LOG_LEVEL": "debug"}
    assert wanted.items() <= configuration(plan, {}).items()


def test_production_knows_no_debugger() -> None:
    """Not even switched off."""
    assert not {"VERCEL_DEBUG_PORT", "VERCEL_LOG_LEVEL"} & set(
        configuration(plan_service("service", {}), {})
    )


def test_keys_go_by_the_names_their_sdks_read() -> None:
    """And the user's secrets beside them."""
    assert secret_variables({"openai": "a", "google": "b"}, {"DATABASE_URL": "c"}) == {
        "OPENAI_API_KEY": "a",
        "GOOGLE_GENERATIVE_AI_API_KEY": "b",
        "DATABASE_URL": "c",
    }
