"""Kinds that two API groups give the same name."""

from typing import Any

import pytest

from policies.rules.kinds import kind_in
from policies.rules.unknown import Unknown


@pytest.mark.parametrize(
    ("version", "kind", "expected"),
    [
        ("v1", "Service", "Service"),
        (None, "Service", "Service"),
        ("serving.knative.dev/v1", "Service", "Service.serving.knative.dev"),
        ("batch/v1", "Job", "Job"),
        ("extensions/v1beta1", "Ingress", "Ingress"),
        ("networking.k8s.io/v1", "Ingress", "Ingress"),
        ("config.openshift.io/v1", "Ingress", "Ingress.config.openshift.io"),
        ("apps.kruise.io/v1beta1", "StatefulSet", "StatefulSet"),
        ("{{ .Values.api }}/v1", "Service", "Service"),
        (Unknown("apiVersion"), "Service", "Service"),
        ([1], "Service", "Service"),
        ("v1", None, ""),
    ],
)
def test_kind_in(version: Any, kind: Any, expected: str) -> None:
    """Kubernetes' own by its name, another's with its group; in doubt it is Kubernetes' own."""
    assert kind_in({"apiVersion": version, "kind": kind}) == expected
