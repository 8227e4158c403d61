"""Reading a stack: values, and every kind of bad input as one located sentence."""

from typing import Any

import pytest

from settings.schema import Autoscaling

from .configuration import KEY, read, refusal


def test_a_stack_that_says_nearly_nothing() -> None:
    """Only the platform has no default."""
    settings = read({})
    assert settings.stack.model_dump(exclude_unset=True) == {"platform": "linux/amd64"}
    assert settings.machine.registry == "localhost:5001"
    assert settings.file == "Pulumi.dev.yaml"


def test_values_arrive_as_what_they_are() -> None:
    """Numbers, truths, lists and maps; the engine passes texts."""
    settings = read(
        {
            "port": 3000,
            "reports": False,
            "startupBudget": "240",
            "cachePaths": ["/app/.next/cache"],
            "autoscaling": {"minReplicas": 2, "maxReplicas": 5},
            "env": {"A": "b"},
        }
    )
    assert settings.stack.model_dump(exclude_unset=True, exclude={"platform", "autoscaling"}) == {
        "port": 3000,
        "reports": False,
        "startup_budget": 240,
        "cache_paths": ["/app/.next/cache"],
        "env": {"A": "b"},
    }
    assert settings.stack.autoscaling == Autoscaling(min_replicas=2, max_replicas=5)


def test_what_pulumi_yaml_writes_for_null() -> None:
    """auto, nothing, and empty lists and maps are as if they were not there."""
    settings = read({"namespace": "auto", "grace": "auto", "ingress": {}, "openaiApiKey": ""})
    assert settings.stack.model_dump(exclude_unset=True) == {"platform": "linux/amd64"}


def test_a_key() -> None:
    """Held as a secret: it shows in no text of the settings."""
    settings = read({"providers": ["openai"], "openaiApiKey": KEY}, ("openaiApiKey",))
    assert settings.stack.openai_api_key is not None
    assert settings.stack.openai_api_key.get_secret_value() == KEY
    assert KEY not in f"{settings!r} {settings.stack}"


CASES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "unknown": (
        {"memroy": "1Gi"},
        ["shipshape:memroy is not a setting; did you mean shipshape:memory?"],
    ),
    "unknown and like nothing": (
        {"quux": "1"},
        ["shipshape:quux is not a setting; docs/reference/settings.md lists all"],
    ),
    "unknown in a map": (
        {"ingress": {"host": "a.example.com", "tls": True}},
        ["shipshape:ingress.tls is not a part of shipshape:ingress"],
    ),
    "missing in a map": (
        {"autoscaling": {"minReplicas": 1}},
        [
            (
                "shipshape:autoscaling.maxReplicas is missing; set it with: "
                "pulumi config set --path shipshape:autoscaling.maxReplicas"
            )
        ],
    ),
    "no number": ({"grace": "long"}, ["shipshape:grace must be a whole number"]),
    "no truth": ({"debug": "perhaps"}, ["shipshape:debug must be true or false"]),
    "no choice": ({"preset": "batch"}, ["shipshape:preset must be one of 'api' or 'model'"]),
    "no list": ({"providers": "openai"}, ["shipshape:providers must be a list"]),
    "no map": ({"env": "A=b"}, ["shipshape:env must be a map"]),
    "no text in a map": ({"env": {"A": 1}}, ["shipshape:env.A must be a text"]),
    "a missing key": (
        {"providers": ["openai"]},
        [
            (
                "shipshape:openaiApiKey is missing; set it with: "
                "pulumi config set --secret shipshape:openaiApiKey"
            )
        ],
    ),
    "a key in plain text that looks wrong, too": (
        {"providers": ["openai"], "openaiApiKey": "sk-plain"},
        [
            (
                "shipshape:openaiApiKey is stored in plain text; take it back and store it "
                "encrypted: pulumi config set --secret shipshape:openaiApiKey"
            ),
            (
                "shipshape:openaiApiKey does not look right; set it with: "
                "pulumi config set --secret shipshape:openaiApiKey"
            ),
        ],
    ),
    "debug in production": (
        {"debug": True, "production": True},
        [
            (
                "shipshape:debug is on in a production stack; switch it off, or set "
                "shipshape:debugInProduction to true for the length of an incident"
            )
        ],
    ),
    "a dependency without its URL": (
        {"requiredDependencies": ["database", "queue"]},
        [
            (
                "shipshape:requiredDependencies names database, and shipshape:databaseUrl is "
                "missing; set it with: pulumi config set --secret shipshape:databaseUrl"
            ),
            'shipshape:requiredDependencies: "queue" is not database or cache',
        ],
    ),
    "several at once": (
        {"port": "http", "memroy": "1Gi"},
        [
            "shipshape:port must be a whole number",
            "shipshape:memroy is not a setting; did you mean shipshape:memory?",
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input(case: str) -> None:
    """The setting, what is wrong, the way out, the file."""
    settings, sentences = CASES[case]
    assert refusal(settings) == [f"{sentence} (Pulumi.dev.yaml)" for sentence in sentences]


def test_no_sentence_shows_a_secret() -> None:
    """Whatever is wrong with it."""
    said = refusal({"openaiApiKey": {"nested": "sk-hidden"}, "npmToken": "sk-hidden"})
    assert said
    assert "sk-hidden" not in " ".join(said)


def test_no_registry() -> None:
    """Neither the stack nor the machine has one."""
    assert refusal({}, machine={}) == [
        (
            "shipshape:registry is missing and SHIPSHAPE_REGISTRY is not set; set it with: "
            "pulumi config set shipshape:registry ghcr.io/you (Pulumi.dev.yaml)"
        )
    ]
    assert refusal({"registry": "ghcr.io/acme"}, machine={}) == []


@pytest.mark.parametrize(
    ("stack", "refused"), [("prod", True), ("prod-eu", True), ("product-demo", False)]
)
def test_debug_in_a_stack_called_production(stack: str, refused: bool) -> None:
    """Nobody has to say it twice."""
    assert bool(refusal({"debug": True}, stack=stack)) is refused


def test_debug_in_an_incident() -> None:
    """Asked for by name."""
    assert refusal({"debug": True, "production": True, "debugInProduction": True}) == []


def test_the_machine_is_wrong() -> None:
    """Its variable is named."""
    assert refusal({}, machine={"SHIPSHAPE_EXTRA_CA": "/nowhere.pem"}) == [
        (
            'SHIPSHAPE_EXTRA_CA: "/nowhere.pem" cannot be read ([Errno 2] No such file or '
            "directory: "
            "'/nowhere.pem')"
        )
    ]


def test_a_components_sentence_in_the_words_of_the_stack() -> None:
    """Arguments become settings, and the file is named."""
    problems = [
        '`memory`: "12Zi" is not a Kubernetes quantity; use e.g. 512Mi',
        "`liveness_probe.timeout` (5 s) must be below `liveness_probe.period` (5 s)",
    ]
    assert read({}).located(problems) == [
        'shipshape:memory: "12Zi" is not a Kubernetes quantity; use e.g. 512Mi (Pulumi.dev.yaml)',
        (
            "shipshape:livenessProbe.timeout (5 s) must be below shipshape:livenessProbe.period (5 "
            "s) (Pulumi.dev.yaml)"
        ),
    ]
