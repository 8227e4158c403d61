"""How requests prove who we are: bearer tokens, client certificates, credential plugins."""

import json
import os
import ssl
import subprocess
from collections.abc import Generator
from typing import Any

import httpx

from local.providers.kubernetes.kubeconfig import Access, KubeconfigError

_PLUGIN_SECONDS = 60
"""A credential plugin may open a browser or call a cloud; a hung one must still end."""


class Bearer(httpx.Auth):
    """Sends the identity's token; asks the credential plugin again when the server says 401."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._token = access.token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send with the token known, and once more with a new one."""
        self._sign(request)
        response = yield request
        if response.status_code == httpx.codes.UNAUTHORIZED and self._access.plugin:
            self._token = None
            self._sign(request)
            yield request

    def _sign(self, request: httpx.Request) -> None:
        if self._access.token_file:
            self._token = self._access.token_file.read_text().strip()
        elif self._token is None and self._access.plugin:
            self._token = plugin_token(self._access)
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"


def plugin_token(access: Access) -> str:
    """Run the kubeconfig's credential plugin.

    Raises KubeconfigError when it fails or hands out no token.
    """
    plugin = access.plugin or {}
    command = [str(plugin.get("command")), *(str(word) for word in plugin.get("args") or [])]
    extra = {entry["name"]: entry["value"] for entry in plugin.get("env") or []}
    asked: dict[str, Any] = {
        "apiVersion": plugin.get("apiVersion"),
        "kind": "ExecCredential",
        "spec": {},
    }
    extra["KUBERNETES_EXEC_INFO"] = json.dumps(asked)
    try:
        done = subprocess.run(
            command,
            env=os.environ | extra,
            capture_output=True,
            check=True,
            timeout=_PLUGIN_SECONDS,
        )
        return str(json.loads(done.stdout)["status"]["token"])
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
        message = f"the credential plugin {command[0]!r} of the kubeconfig gave no token: {error}"
        raise KubeconfigError(message) from error


def tls(access: Access) -> ssl.SSLContext:
    """The TLS settings of the kubeconfig; key material never touches the disk."""
    context = ssl.create_default_context(cadata=access.authority)
    # Cluster authorities are often older than the strict profile's wishes.
    context.verify_flags &= ~getattr(ssl, "VERIFY_X509_STRICT", 0)
    if not access.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if access.certificate and access.key:
        memory = os.memfd_create("client-certificate")
        try:
            os.write(memory, f"{access.certificate}\n{access.key}".encode())
            context.load_cert_chain(f"/proc/self/fd/{memory}")
        finally:
            os.close(memory)
    return context
