"""Which platform `make up` takes, from what the machine has."""

from dataclasses import replace
from pathlib import Path

import pytest

from local.choice import Choice, NoPlatform, choose, describe
from local.facts import Facts

BARE = Facts(linux=True, root=True, pulumi=None, context=None, docker=False, kind=False)
LAPTOP = replace(
    BARE, root=False, pulumi=Path("/usr/bin/pulumi"), context="docker-desktop", docker=True
)


def test_a_laptop_with_both_compiles_nothing() -> None:
    """Pulumi on PATH and a context that answers: nothing of ours is used."""
    choice = choose(LAPTOP)
    assert choice == Choice(engine="yours", cluster="yours")
    assert not choice.embedded
    assert describe(choice, LAPTOP) == (
        "Using your pulumi (/usr/bin/pulumi) and your cluster (context docker-desktop)."
    )


def test_kind_and_docker_make_a_kind_cluster() -> None:
    """No context, but Docker and kind: a kind cluster."""
    facts = replace(LAPTOP, context=None, kind=True)
    assert choose(facts) == Choice(engine="yours", cluster="kind")


def test_kind_without_docker_is_no_help() -> None:
    """The kind command alone can't make a cluster."""
    assert choose(replace(BARE, kind=True)).cluster == "embedded"


def test_a_bare_machine_gets_the_embedded_platform() -> None:
    """Nothing there: both parts are built."""
    assert choose(BARE) == Choice(engine="embedded", cluster="embedded")
    assert describe(choose(BARE), BARE) == "Using embedded engine and embedded cluster."


def test_the_engine_needs_no_root() -> None:
    """A context but no engine: building one asks for Linux only."""
    facts = replace(BARE, root=False, context="prod")
    assert choose(facts) == Choice(engine="embedded", cluster="yours")


@pytest.mark.parametrize(
    ("facts", "asked", "sentence"),
    [
        (
            replace(BARE, root=False),
            None,
            (
                "The embedded cluster needs root; run as root, or use kind, minikube, "
                "Docker Desktop or an existing context instead."
            ),
        ),
        (
            replace(BARE, linux=False),
            None,
            (
                "The embedded cluster needs Linux; install Pulumi and use kind, minikube, "
                "Docker Desktop or an existing context instead."
            ),
        ),
        (
            BARE,
            "yours",
            (
                "SHIPSHAPE_PLATFORM=yours, but no Kubernetes context answers; "
                "see `kubectl config get-contexts`."
            ),
        ),
        (BARE, "kind", "SHIPSHAPE_PLATFORM=kind needs both kind and a running Docker."),
        (
            BARE,
            "minikube",
            'SHIPSHAPE_PLATFORM: "minikube" is not a platform; use yours, kind or embedded.',
        ),
    ],
)
def test_what_cannot_be_had_is_one_sentence(facts: Facts, asked: str | None, sentence: str) -> None:
    """Each refusal says why and the way out."""
    with pytest.raises(NoPlatform) as refused:
        choose(facts, asked)
    assert str(refused.value) == sentence


def test_asking_for_embedded_wins_over_what_is_there() -> None:
    """SHIPSHAPE_PLATFORM=embedded ignores the user's engine and cluster."""
    facts = replace(LAPTOP, root=True)
    assert choose(facts, "embedded") == Choice(engine="embedded", cluster="embedded")
