"""One set of settings, three targets: what a target cannot do is one located sentence."""

from typing import Any

import pytest

from components import DockerServiceArgs, KubernetesServiceArgs, LambdaServiceArgs
from settings import service_arguments
from settings.schema import StackSettings
from settings.targets import TARGETS

from .configuration import read, refusal

REFUSED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a GPU on Lambda": (
        {"target": "lambda", "gpus": 1},
        [
            (
                "shipshape:gpus means nothing on target lambda: AWS Lambda has no GPUs; "
                "remove it with: pulumi config rm shipshape:gpus (Pulumi.dev.yaml)"
            )
        ],
    ),
    "a stack that was Kubernetes'": (
        {"target": "lambda", "serviceType": "NodePort", "nodePort": "30080"},
        [
            (
                "shipshape:serviceType means nothing on target lambda: it is a setting of "
                "kubernetes; remove it with: pulumi config rm shipshape:serviceType "
                "(Pulumi.dev.yaml)"
            ),
            (
                "shipshape:nodePort means nothing on target lambda: it is a setting of kubernetes; "
                "remove it with: pulumi config rm shipshape:nodePort (Pulumi.dev.yaml)"
            ),
        ],
    ),
    "an alarm on Kubernetes": (
        {"alarmActions": ["arn:aws:sns:eu-west-1:123456789012:pager"]},
        [
            (
                "shipshape:alarmActions means nothing on target kubernetes: it is a setting of "
                "lambda; remove it with: pulumi config rm shipshape:alarmActions (Pulumi.dev.yaml)"
            )
        ],
    ),
    "two containers on Docker": (
        {"target": "docker", "replicas": "2"},
        [
            (
                "shipshape:replicas means nothing on target docker: one container runs; "
                "remove it with: pulumi config rm shipshape:replicas (Pulumi.dev.yaml)"
            )
        ],
    ),
    "no such target": (
        {"target": "production"},
        ["shipshape:target must be one of 'kubernetes', 'lambda' or 'docker' (Pulumi.dev.yaml)"],
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_target_cannot_do(case: str) -> None:
    """Said before the first resource, each with the way out."""
    given, sentences = REFUSED[case]
    assert refusal(given) == sentences


def test_a_default_is_no_wish() -> None:
    """The engine passes every default of Pulumi.yaml on as if the stack had said it."""
    given = {"target": "lambda", "gpus": "0", "serviceType": "ClusterIP", "createNamespace": True}
    assert refusal(given) == []


@pytest.mark.parametrize(
    ("target", "args"),
    [
        ("kubernetes", KubernetesServiceArgs),
        ("lambda", LambdaServiceArgs),
        ("docker", DockerServiceArgs),
    ],
)
def test_every_argument_is_one_that_the_component_takes(target: str, args: Any) -> None:
    """Names that differ would be dropped without a word."""
    assert set(service_arguments(read({"target": target}))) <= set(args.__annotations__)


def test_the_table_names_settings() -> None:
    """A setting that was renamed would be forgotten there."""
    assert set(TARGETS) <= set(StackSettings.model_fields)


def test_lambda_needs_no_registry() -> None:
    """The repository is made with the function; the two other targets have none of their own."""
    assert refusal({"target": "lambda"}, machine={}) == []
    assert [one.split(" ")[0] for one in refusal({"target": "docker"}, machine={})] == [
        "shipshape:registry"
    ]
