"""The objects that pods name."""

from typing import Any

from collect.parsing.kubernetes import references
from diagnosis.snapshot import Ref, Reference

SECRET = Ref("Secret", "key", "shop")


def _pod(**container: Any) -> dict[str, Any]:
    return {"metadata": {"namespace": "shop"}, "spec": {"containers": [{"name": "a", **container}]}}


def _env(key: str, *, optional: bool = False) -> dict[str, Any]:
    place = {"name": "key", "key": key, "optional": optional}
    return {"name": key.upper(), "valueFrom": {"secretKeyRef": place}}


def _secret(**data: str) -> dict[str, Any]:
    return {"kind": "Secret", "metadata": {"name": "key", "namespace": "shop"}, "data": data}


def test_each_object_is_named_once_with_all_that_is_wanted_of_it() -> None:
    """By two pods, several times."""
    pods = [_pod(env=[_env("a"), _env("b")]), _pod(env=[_env("a")])]
    assert references(pods) == (Reference(SECRET, wanted=("a", "b")),)


def test_whether_it_is_there() -> None:
    """None where nobody could look; the names of its entries, never what they hold."""
    pods = [_pod(env=[_env("a")])]
    assert references(pods, secrets=[]) == (Reference(SECRET, present=False, wanted=("a",)),)
    found = references(pods, secrets=[_secret(b="bm90LWEtcmVhbC1rZXk=", a="")])
    assert found == (Reference(SECRET, present=True, keys=("a", "b"), wanted=("a",)),)
    assert "bm90" not in repr(found)


def test_a_list_of_metadata_tells_no_entries() -> None:
    """Who may list Secrets only by name knows that they are there."""
    known = {"kind": "PartialObjectMetadata", "metadata": {"name": "key", "namespace": "shop"}}
    (found,) = references([_pod(env=[_env("a")])], secrets=[known])
    assert (found.present, found.keys) == (True, None)


def test_a_secret_of_another_namespace_is_another_one() -> None:
    """The name alone is not enough."""
    elsewhere = _secret() | {"metadata": {"name": "key", "namespace": "other"}}
    assert references([_pod(env=[_env("a")])], secrets=[elsewhere])[0].present is False


def test_it_is_optional_if_every_place_says_so() -> None:
    """And nothing is wanted of it where it may be missing."""
    optional, needed = _env("a", optional=True), _env("b")
    assert references([_pod(env=[optional])]) == (Reference(SECRET, optional=True),)
    assert references([_pod(env=[optional, needed])]) == (Reference(SECRET, wanted=("b",)),)


def test_every_place_that_names_an_object() -> None:
    """Environment, volumes, projected volumes, claims, pull secrets, the account."""
    pod = _pod(envFrom=[{"configMapRef": {"name": "settings"}}, {"secretRef": {"name": "extra"}}])
    pod["spec"] |= {
        "initContainers": [
            {"env": [{"valueFrom": {"configMapKeyRef": {"name": "init", "key": "k"}}}]}
        ],
        "imagePullSecrets": [{"name": "registry"}],
        "serviceAccountName": "answers",
        "volumes": [
            {"secret": {"secretName": "tls", "items": [{"key": "tls.crt"}]}},
            {"configMap": {"name": "files", "optional": True}},
            {"persistentVolumeClaim": {"claimName": "models"}},
            {"projected": {"sources": [{"secret": {"name": "part", "items": [{"key": "x"}]}}]}},
        ],
    }
    assert references([pod]) == (
        Reference(Ref("ConfigMap", "init", "shop"), wanted=("k",)),
        Reference(Ref("ConfigMap", "settings", "shop")),
        Reference(Ref("Secret", "extra", "shop")),
        Reference(Ref("Secret", "tls", "shop"), wanted=("tls.crt",)),
        Reference(Ref("ConfigMap", "files", "shop"), optional=True),
        Reference(Ref("PersistentVolumeClaim", "models", "shop")),
        Reference(Ref("Secret", "part", "shop"), wanted=("x",)),
        Reference(Ref("Secret", "registry", "shop"), optional=True),
        Reference(Ref("ServiceAccount", "answers", "shop")),
    )


def test_a_claim_tells_its_phase_and_class() -> None:
    """That is what a person would look for."""
    pod = {"spec": {"volumes": [{"persistentVolumeClaim": {"claimName": "models"}}]}}
    claim = {
        "metadata": {"name": "models"},
        "spec": {"storageClassName": "fast"},
        "status": {"phase": "Pending"},
    }
    (found,) = references([pod], pvcs=[claim])
    assert (found.present, found.keys, found.detail) == (True, None, "Pending, storage class fast")
