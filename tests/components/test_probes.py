"""The three probes."""

from components.probes import path_problems, probes, startup_times
from components.service_plan import plan_service


def _probes(**args: object) -> dict[str, object]:
    plan = plan_service("service", args)
    return probes(plan.timeouts, plan.ready_path, plan.live_path)


def _probe(path: str, period: int, timeout: int, failures: int) -> dict[str, object]:
    return {
        "httpGet": {"path": path, "port": "http", "scheme": "HTTP"},
        "periodSeconds": period,
        "timeoutSeconds": timeout,
        "failureThreshold": failures,
        "successThreshold": 1,
    }


def test_an_api_service() -> None:
    """DESIGN's table, column one: 5 s x 24, 10 s, 20 s."""
    assert _probes() == {
        "startupProbe": _probe("/health/ready", 5, 3, 24),
        "readinessProbe": _probe("/health/ready", 10, 3, 3),
        "livenessProbe": _probe("/health/live", 20, 5, 3),
    }


def test_a_service_that_loads_a_model() -> None:
    """DESIGN's table, column two: 10 s x 60, 10 s, 30 s."""
    assert _probes(preset="model") == {
        "startupProbe": _probe("/health/ready", 10, 5, 60),
        "readinessProbe": _probe("/health/ready", 10, 5, 3),
        "livenessProbe": _probe("/health/live", 30, 10, 6),
    }


def test_debug_mode_waits_for_a_person() -> None:
    """Readiness and liveness are relaxed; starting takes no longer."""
    assert _probes(debug=True) == {
        "startupProbe": _probe("/health/ready", 5, 3, 24),
        "readinessProbe": _probe("/health/ready", 30, 20, 5),
        "livenessProbe": _probe("/health/live", 60, 30, 10),
    }


def test_the_users_numbers_win() -> None:
    """Each number by itself; the rest stays the preset's."""
    wanted = _probes(
        ready_path="/ready",
        startup_budget=61,
        readiness_probe={"period": 7},
        liveness_probe={"timeout": 9, "failures": 5},
    )
    assert wanted == {
        "startupProbe": _probe("/ready", 5, 3, 13),
        "readinessProbe": _probe("/ready", 7, 3, 3),
        "livenessProbe": _probe("/health/live", 20, 9, 5),
    }


def test_the_budget_is_covered() -> None:
    """Rounded up: a budget is a promise."""
    assert startup_times(121, 5, 3).failures == 25


def test_paths() -> None:
    """Different ones, and with a slash."""
    assert path_problems("/health/ready", "/health/live") == []
    assert path_problems("ready", "/live") == ['`ready_path` ("ready") must start with a slash']
    assert path_problems("/health", "/health") == [
        (
            '`live_path` and `ready_path` are both "/health": a missing dependency would restart '
            "the "
            "pod instead of taking it out of rotation; give liveness a path that checks the "
            "process only"
        )
    ]
