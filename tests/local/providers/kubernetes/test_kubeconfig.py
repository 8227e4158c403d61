"""Kubeconfigs."""

import base64
from pathlib import Path
from typing import Any

import pytest
import yaml

from local.providers.kubernetes.kubeconfig import Access, KubeconfigError, access, load


def _config(**more: Any) -> dict[str, Any]:
    return {
        "current-context": "one",
        "contexts": [{"name": "one", "context": {"cluster": "c", "user": "u", "namespace": "n"}}],
        "clusters": [{"name": "c", "cluster": {"server": "https://here/"}}],
        "users": [{"name": "u", "user": {"token": "fake"}}],
        **more,
    }


def test_the_current_context_is_used() -> None:
    """With its cluster, user and namespace."""
    assert access(_config(), "", "") == Access(
        server="https://here", context="one", namespace="n", token="fake"
    )


def test_certificates_are_text_wherever_they_stand(tmp_path: Path) -> None:
    """Inline as base64, or in a file beside the kubeconfig."""
    (tmp_path / "ca.pem").write_text("AUTHORITY")
    inline = base64.b64encode(b"KEY").decode()
    config = _config(
        clusters=[
            {"name": "c", "cluster": {"server": "https://h", "certificate-authority": "ca.pem"}}
        ],
        users=[{"name": "u", "user": {"client-key-data": inline}}],
    )
    file = tmp_path / "config"
    file.write_text(yaml.safe_dump(config))
    found = access(load(str(file), {}), "", "")
    assert (found.authority, found.key, found.certificate) == ("AUTHORITY", "KEY", None)


def test_contents_are_taken_for_contents() -> None:
    """The setting holds a path or a whole kubeconfig."""
    assert load(yaml.safe_dump(_config()), {}) == _config()


def test_several_files_act_as_one(tmp_path: Path) -> None:
    """The first to name something wins; missing files are passed over."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text(yaml.safe_dump(_config(contexts=[])))
    second.write_text(yaml.safe_dump(_config(users=[], **{"current-context": "two"})))
    environment = {"KUBECONFIG": f"{first}:{tmp_path / 'missing'}:{second}"}
    found = access(load("", environment), "", "")
    assert (found.context, found.server, found.token) == ("one", "https://here", "fake")


@pytest.mark.parametrize(
    ("config", "context", "message"),
    [
        (_config(), "two", "the kubeconfig has no context named 'two'"),
        (_config(clusters=[]), "", "the kubeconfig has no cluster named 'c'"),
        (_config(users=[]), "", "the kubeconfig has no user named 'u'"),
        (
            {},
            "",
            "no kubeconfig was found; set KUBECONFIG or `pulumi config set kubernetes:kubeconfig`",
        ),
    ],
)
def test_names_that_lead_nowhere_are_named(
    config: dict[str, Any], context: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence each."""
    monkeypatch.delenv("KUBERNETES_SERVICE_HOST", raising=False)
    with pytest.raises(KubeconfigError) as refused:
        access(config, context, "")
    assert str(refused.value) == message


def test_neither_a_path_nor_a_kubeconfig() -> None:
    """A mistyped path is the likely cause."""
    with pytest.raises(KubeconfigError) as refused:
        load("/no/such/file", {})
    assert str(refused.value) == "the given kubeconfig is neither an existing path nor a kubeconfig"
