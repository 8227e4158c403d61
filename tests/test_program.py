"""The whole program under mocks, as the engine runs it: settings in, resources and outputs out."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.components.recording import DIGEST
from tests.running import ROOT, lay_out_project, refused, run

KEY = "sk-abcdef0123456789ABCDEFGH"
CONFIG = "reference-config-c561042f28"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the reference service's build context, on a machine with a registry."""
    lay_out_project(tmp_path, monkeypatch)
    return tmp_path


def _refusal(more: Mapping[str, str], secrets: tuple[str, ...] = ()) -> list[str]:
    return refused("dev", more, secrets)


def test_the_dev_stack() -> None:
    """One pod on a port of the node; the image by digest."""
    asked, outputs = run("dev")
    assert outputs == {
        "url": "http://localhost:30080",
        "image": f"localhost:5001/reference@{DIGEST}",
        "namespace": "reference",
        "service": "reference",
        "reports": ".shipshape/reports/reference",
        "releases": None,
    }
    assert sorted(asked) == [
        "reference",
        "reference-account",
        CONFIG,
        "reference-deployment",
        "reference-disruption",
        "reference-gate",
        "reference-image",
        "reference-namespace",
        "reference-releases",
        "reference-reports",
        "reference-service",
    ]
    assert asked["reference-deployment"].inputs["spec"]["replicas"] == 1


def test_the_gate_of_the_dev_stack() -> None:
    """It watches the Deployment that was just made and proves health and stream; whole."""
    asked, _ = run("dev")
    gate = asked["reference-gate"]
    assert gate.type == "pulumi-python:dynamic/shipshape:RolloutGate"
    inputs = {name: value for name, value in gate.inputs.items() if name != "__provider"}
    assert inputs.pop("rollout")
    assert inputs == {
        "namespace": "reference",
        "deployment": "reference",
        "url": "http://localhost:30080",
        "verify": "stream",
        "ready_path": "/health/ready",
        "stream_path": "/api/generate",
        "stream_body": {"prompt": "Count to twelve.", "maxTokens": 24, "chunkDelayMs": 80},
        "first_token": 30,
        "soak": 5,
        "scheduling": 20,
        "evidence": ".shipshape/evidence/dev",
        "urn": "urn:pulumi:dev::shipshape::pulumi-python:dynamic/shipshape:RolloutGate::"
        "reference-gate",
    }
    assert "reference-deployment" in gate.options["after"]
    assert "reference-service" not in gate.options["after"]


def test_a_release_is_written_down_once_it_is_proved() -> None:
    """The image, and what it was rolled out with; after the gate, so a failed one never is."""
    asked, _ = run("dev")
    ledger = asked["reference-releases"]
    inputs = {name: value for name, value in ledger.inputs.items() if name != "__provider"}
    assert inputs.pop("config") == inputs.pop("version")
    assert inputs == {
        "service": "reference",
        "place": "kubernetes",
        "digest": f"localhost:5001/reference@{DIGEST}",
        "depth": 10,
    }
    assert "reference-gate" in ledger.options["after"]


def test_without_a_gate() -> None:
    """The provider waits, as it always did."""
    asked, _ = run("dev", {"gate": "false"})
    assert "reference-gate" not in asked


def test_what_the_gate_proves_is_a_setting() -> None:
    """Health alone needs no path of a stream; a setting that is none is refused."""
    asked, _ = run("dev", {"verify": "health"})
    assert "stream_path" not in asked["reference-gate"].inputs
    assert _refusal({"verify": "all"}) == [
        "shipshape:verify must be one of 'none', 'health' or 'stream' (Pulumi.dev.yaml)"
    ]


def test_the_cluster_waits_for_the_image() -> None:
    """A build that fails leaves nothing half-made in the cluster."""
    asked, _ = run("dev")
    order = list(asked)
    assert max(order.index(name) for name in ("reference-image", "reference-reports")) < min(
        order.index(name) for name in order if asked[name].type.startswith("kubernetes:")
    )


def test_the_prod_stack() -> None:
    """Published with TLS, scaled, with its key and its database as secrets."""
    asked, outputs = run(
        "prod",
        {"openaiApiKey": KEY, "databaseUrl": "postgres://db/app", "source": ""},
        ("openaiApiKey", "databaseUrl"),
    )
    assert outputs["url"] == "https://ai.example.com"
    assert outputs["image"] == f"ghcr.io/acme/reference@{DIGEST}"
    assert {"reference-autoscaler", "reference-ingress"} <= set(asked)
    (config,) = (name for name in asked if name.startswith("reference-config-"))
    assert sum(name.startswith("reference-secrets-") for name in asked) == 1
    assert asked[config].inputs["data"] == {
        "PORT": "8080",
        "SERVICE_NAME": "reference",
        "OTEL_SERVICE_NAME": "reference",
        "MODEL": "openai:gpt-5-mini",
        "MAX_STREAM_SECONDS": "120",
        "SHUTDOWN_DELAY_SECONDS": "0",
        "SHUTDOWN_GRACE_SECONDS": "120",
        "LOG_LEVEL": "info",
        "REQUIRED_DEPENDENCIES": "database",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://otel-collector.observability:4318",
    }


def test_the_prod_stack_without_its_secrets() -> None:
    """What is missing, and the commands that set it."""
    assert refused("prod") == [
        (
            "shipshape:openaiApiKey is missing; set it with: "
            "pulumi config set --secret shipshape:openaiApiKey (Pulumi.prod.yaml)"
        ),
        (
            "shipshape:requiredDependencies names database, and shipshape:databaseUrl is missing; "
            "set it with: pulumi config set --secret shipshape:databaseUrl (Pulumi.prod.yaml)"
        ),
    ]


BAD_INPUT: dict[str, tuple[dict[str, str], list[str]]] = {
    "unknown setting": (
        {"memroy": "1Gi"},
        ["shipshape:memroy is not a setting; did you mean shipshape:memory?"],
    ),
    "negative limit": (
        {"memory": "-1Gi"},
        ['shipshape:memory: "-1Gi" is not a Kubernetes quantity; use e.g. 512Mi'],
    ),
    "a unit of nobody": (
        {"memory": "12Zi"},
        ['shipshape:memory: "12Zi" is not a Kubernetes quantity; use e.g. 512Mi'],
    ),
    "grace below the longest stream": (
        {"grace": "30"},
        [
            (
                "shipshape:grace (30 s) is below shipshape:preStop (10 s) plus "
                "shipshape:longestStream (60 s): a rolling update would cut running streams; use "
                "at least 70, or leave shipshape:grace out"
            )
        ],
    ),
    "startup budget above the deadline": (
        {"startupBudget": "600", "progressDeadline": "300"},
        [
            (
                "shipshape:startupBudget (600 s) must be below shipshape:progressDeadline (300 s): "
                "Kubernetes would call a rollout failed while a pod may still be starting"
            )
        ],
    ),
    "image and service at once": (
        {"context": "src", "replicas": "0"},
        [
            'shipshape:context ("src") is not a folder',
            "shipshape:replicas (0) must be 1 or more",
        ],
    ),
    "a registry that is a URL": (
        {"registry": "https://ghcr.io"},
        [
            (
                'shipshape:registry ("https://ghcr.io") is not a registry; use a host without '
                "https://, e.g. ghcr.io/acme or localhost:5001"
            )
        ],
    ),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input(case: str) -> None:
    """Located sentences in the words of the stack's file, before the first resource."""
    settings, sentences = BAD_INPUT[case]
    assert _refusal(settings) == [f"{sentence} (Pulumi.dev.yaml)" for sentence in sentences]


def test_a_placeholder_for_a_key() -> None:
    """Named, not shown."""
    assert _refusal(
        {"providers": '["openai"]', "openaiApiKey": "sk-your-key"}, ("openaiApiKey",)
    ) == [
        (
            "shipshape:openaiApiKey is a placeholder, not a key; set it with: "
            "pulumi config set --secret shipshape:openaiApiKey (Pulumi.dev.yaml)"
        )
    ]


def test_an_environment_file_in_the_context(project: Path) -> None:
    """Refused at preview, without a daemon."""
    (project / "app" / ".dockerignore").write_text("node_modules\n")
    (project / "app" / ".env").write_text("OPENAI_API_KEY=none\n")
    assert _refusal({}) == [
        (
            "app/.env would be sent to the builder and looks like a file of secrets; add it to "
            "app/.dockerignore"
        ),
        ("app/.dockerignore does not cover .env, .env.local, .env.production; add the line .env*"),
    ]


def test_the_program_is_short() -> None:
    """Settings, components, exports; whatever is longer belongs elsewhere."""
    assert len((ROOT / "__main__.py").read_text().splitlines()) < 60


def test_the_project_file() -> None:
    """The project's name is the settings' namespace; the engine is new enough for typed maps."""
    project = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())
    del project["config"]  # tests/settings compares it with the schema
    del project["description"]
    assert project == {
        "name": "shipshape",
        "runtime": {"name": "python", "options": {"toolchain": "pip", "virtualenv": ".venv"}},
        "requiredPulumiVersion": ">=3.245.0",
    }
