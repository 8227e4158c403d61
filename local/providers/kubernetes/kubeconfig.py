"""Where the API server is and who we are to it, from a kubeconfig or a pod's service account."""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_ACCOUNT = Path("/var/run/secrets/kubernetes.io/serviceaccount")


class KubeconfigError(Exception):
    """The kubeconfig cannot be used; the message says which part and why."""


@dataclass(frozen=True)
class Access:
    """One server and one identity. PEM blocks are text; `plugin` is an exec credential plugin."""

    server: str
    context: str = ""
    namespace: str = "default"
    authority: str | None = None
    verify: bool = True
    server_name: str | None = None
    proxy: str | None = None
    certificate: str | None = None
    key: str | None = None
    token: str | None = None
    token_file: Path | None = None
    plugin: Mapping[str, Any] | None = None


def load(text_or_path: str, environment: Mapping[str, str]) -> Mapping[str, Any]:
    """Read a kubeconfig: its contents, a path, else KUBECONFIG, else ~/.kube/config.

    Raises KubeconfigError when what is named cannot be read.
    """
    if text_or_path:
        path = Path(text_or_path).expanduser()
        if "\n" not in text_or_path and _is_file(path):
            return _read(path)
        return _parsed(text_or_path, "the given kubeconfig", Path.cwd())
    named = environment.get("KUBECONFIG") or str(Path.home() / ".kube" / "config")
    found = [path for part in named.split(os.pathsep) if part and _is_file(path := Path(part))]
    return _merged([_read(path) for path in found])


def access(config: Mapping[str, Any], context: str, cluster: str) -> Access:
    """Choose the context (empty: the current one) and gather what it points to.

    Raises KubeconfigError when a name in the kubeconfig leads nowhere.
    """
    name = context or str(config.get("current-context") or "")
    if not name and not config.get("contexts"):
        return _in_cluster()
    chosen = _named(config, "contexts", "context", name)
    server = _named(config, "clusters", "cluster", cluster or str(chosen.get("cluster")))
    user = _named(config, "users", "user", str(chosen["user"])) if chosen.get("user") else {}
    return Access(
        server=str(server["server"]).rstrip("/"),
        context=name,
        namespace=str(chosen.get("namespace") or "default"),
        authority=_pem(server, "certificate-authority"),
        verify=not server.get("insecure-skip-tls-verify", False),
        server_name=server.get("tls-server-name"),
        proxy=server.get("proxy-url"),
        certificate=_pem(user, "client-certificate"),
        key=_pem(user, "client-key"),
        token=user.get("token"),
        token_file=Path(user["tokenFile"]) if user.get("tokenFile") else None,
        plugin=user.get("exec"),
    )


def _in_cluster() -> Access:
    host = os.environ.get("KUBERNETES_SERVICE_HOST")
    if not host or not (_ACCOUNT / "token").is_file():
        raise KubeconfigError(
            "no kubeconfig was found; set KUBECONFIG or `pulumi config set kubernetes:kubeconfig`"
        )
    port = os.environ.get("KUBERNETES_SERVICE_PORT", "443")
    return Access(
        server=f"https://[{host}]:{port}" if ":" in host else f"https://{host}:{port}",
        context="service account",
        namespace=(_ACCOUNT / "namespace").read_text().strip(),
        authority=(_ACCOUNT / "ca.crt").read_text(),
        token_file=_ACCOUNT / "token",
    )


def _named(config: Mapping[str, Any], group: str, kind: str, name: str) -> Mapping[str, Any]:
    for entry in config.get(group) or []:
        if entry.get("name") == name:
            return dict(entry.get(kind) or {})
    raise KubeconfigError(f"the kubeconfig has no {kind} named {name!r}")


def _pem(entry: Mapping[str, Any], key: str) -> str | None:
    if data := entry.get(f"{key}-data"):
        return base64.b64decode(data).decode()
    if not entry.get(key):
        return None
    try:
        return Path(entry[key]).read_text()
    except OSError as error:
        raise KubeconfigError(f"{key} of the kubeconfig cannot be read: {error}") from error


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a kubeconfig's text is too long for a file name
        return False


def _read(path: Path) -> Mapping[str, Any]:
    try:
        text = path.read_text()
    except OSError as error:
        raise KubeconfigError(f"the kubeconfig cannot be read: {error}") from error
    return _parsed(text, f"the kubeconfig {path}", path.parent)


def _parsed(text: str, what: str, folder: Path) -> Mapping[str, Any]:
    try:
        config = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise KubeconfigError(f"{what} is neither a path nor YAML: {error}") from error
    if not isinstance(config, dict):
        raise KubeconfigError(f"{what} is neither an existing path nor a kubeconfig")
    _resolve(config, folder)
    return config


def _resolve(config: dict[str, Any], folder: Path) -> None:
    """Paths in a kubeconfig are relative to the file they stand in."""
    for group, kind, keys in (
        ("clusters", "cluster", ("certificate-authority",)),
        ("users", "user", ("client-certificate", "client-key", "tokenFile")),
    ):
        for entry in config.get(group) or []:
            inner = entry.get(kind) or {}
            inner.update({key: str(folder / inner[key]) for key in keys if inner.get(key)})


def _merged(configs: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Several files act as one; the first to name something wins."""
    result: dict[str, Any] = {"contexts": [], "clusters": [], "users": []}
    for config in configs:
        for group in ("contexts", "clusters", "users"):
            result[group] += config.get(group) or []
        result.setdefault("current-context", config.get("current-context"))
        result["current-context"] = result["current-context"] or config.get("current-context")
    return result
