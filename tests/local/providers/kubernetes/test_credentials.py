"""How requests prove who we are."""

import json
import ssl
from pathlib import Path

import httpx
import pytest

from local.providers.kubernetes.credentials import Bearer, plugin_token, tls
from local.providers.kubernetes.kubeconfig import Access, KubeconfigError

_SERVER = "https://here"


def _plugin(folder: Path, *lines: str) -> dict[str, object]:
    script = folder / "plugin"
    script.write_text("\n".join(["#!/bin/sh", *lines]) + "\n")
    script.chmod(0o755)
    return {
        "apiVersion": "client.authentication.k8s.io/v1",
        "command": str(script),
        "args": ["get-token"],
        "env": [{"name": "ACCOUNT", "value": "someone"}],
    }


def _sent(access: Access, *statuses: int) -> list[str | None]:
    """The Authorization headers of one request, answered with these statuses."""
    seen: list[str | None] = []
    answers = iter(statuses)

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("Authorization"))
        return httpx.Response(next(answers))

    with httpx.Client(transport=httpx.MockTransport(answer), auth=Bearer(access)) as client:
        client.get(_SERVER)
    return seen


def test_a_token_is_sent(tmp_path: Path) -> None:
    """From the kubeconfig, or read anew from a file that rotates; certificates need none."""
    file = tmp_path / "token"
    file.write_text("from-a-file\n")
    assert _sent(Access(_SERVER, token="fake"), 200) == ["Bearer fake"]
    assert _sent(Access(_SERVER, token="fake"), 401) == ["Bearer fake"]
    assert _sent(Access(_SERVER, token_file=file), 200) == ["Bearer from-a-file"]
    assert _sent(Access(_SERVER), 200) == [None]


def test_a_plugin_is_asked_again_when_its_token_is_refused(tmp_path: Path) -> None:
    """Tokens of clouds live for minutes."""
    counter = tmp_path / "count"
    plugin = _plugin(
        tmp_path,
        f"echo x >> {counter}",
        f'echo "{{\\"status\\": {{\\"token\\": \\"$ACCOUNT-$(wc -l < {counter})-$1\\"}}}}"',
    )
    sent = _sent(Access(_SERVER, plugin=plugin), 401, 200)
    assert sent == ["Bearer someone-1-get-token", "Bearer someone-2-get-token"]


@pytest.mark.parametrize("line", ["exit 3", "echo nonsense", "echo '{}'"])
def test_a_plugin_that_gives_no_token_is_named(tmp_path: Path, line: str) -> None:
    """Whatever the way in which it fails."""
    access = Access(_SERVER, plugin=_plugin(tmp_path, line))
    with pytest.raises(KubeconfigError) as failed:
        plugin_token(access)
    start = f"the credential plugin {str(tmp_path / 'plugin')!r} of the kubeconfig gave no token: "
    assert str(failed.value).startswith(start)


def test_a_plugin_learns_what_it_is_asked_for(tmp_path: Path) -> None:
    """As the protocol of credential plugins has it."""
    asked = tmp_path / "asked"
    line = f'echo "$KUBERNETES_EXEC_INFO" > {asked}; echo \'{{"status": {{"token": "t"}}}}\''
    assert plugin_token(Access(_SERVER, plugin=_plugin(tmp_path, line))) == "t"
    assert json.loads(asked.read_text()) == {
        "apiVersion": "client.authentication.k8s.io/v1",
        "kind": "ExecCredential",
        "spec": {},
    }


def test_verification_is_only_off_when_asked() -> None:
    """By insecure-skip-tls-verify of the kubeconfig."""
    assert tls(Access(_SERVER)).verify_mode is ssl.CERT_REQUIRED
    assert tls(Access(_SERVER, verify=False)).verify_mode is ssl.CERT_NONE
