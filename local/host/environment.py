"""What a shell needs so that plain `pulumi` works with the embedded platform."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from local.paths import Paths

REGISTRY = "localhost:5001"
# One of them, where set, names the file of certificates that this machine trusts besides its own.
_CERTIFICATES = ("NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE")
# It would win over the passphrase's file, and lock the user out of stacks made without it.
_CLEARED = ("PULUMI_CONFIG_PASSPHRASE",)


@dataclass(frozen=True)
class Images:
    """The images on the local registry that builds use, as `repository@digest`.

    `adapter` holds Lambda's web adapter, or nothing where it can't be compiled;
    None on a platform that was brought up before there was one.
    """

    build: str
    runtime: str
    adapter: str | None = None


def engine_exports(paths: Paths, current: Mapping[str, str], *, official: bool) -> dict[str, str]:
    """Build the variables for the platform's own engine, given the `current` environment.

    `official` tells whether it was downloaded: then it fetches its plugins itself.
    """
    tools = str(paths.tools.resolve())
    folders = [part for part in current.get("PATH", "").split(":") if part and part != tools]
    result = {
        "PATH": ":".join([tools, *folders]),
        "PULUMI_HOME": str(paths.pulumi_home),
        "PULUMI_BACKEND_URL": f"file://{paths.stacks}",
        "PULUMI_CONFIG_PASSPHRASE_FILE": str(paths.passphrase),
        # A clone whose stack file has no salt takes the stack's own instead of making up another.
        "PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER": "true",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }
    if official:
        return result
    # What is not installed is not to be had; the engine should say so and not wait for it.
    return {**result, "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true"}


def cluster_exports(paths: Paths, images: Images, current: Mapping[str, str]) -> dict[str, str]:
    """Build the variables for the platform's own cluster, registry and builder."""
    result = {
        "KUBECONFIG": str(paths.kubeconfig),
        "BUILDX_CONFIG": str(paths.buildx),
        "SHIPSHAPE_REGISTRY": REGISTRY,
        "SHIPSHAPE_BUILD_IMAGE": images.build,
        "SHIPSHAPE_RUNTIME_IMAGE": images.runtime,
    }
    if images.adapter is not None:
        result["SHIPSHAPE_ADAPTER_IMAGE"] = images.adapter
    certificates = next((current[name] for name in _CERTIFICATES if current.get(name)), None)
    return result if certificates is None else {**result, "SHIPSHAPE_EXTRA_CA": certificates}


def applied(current: Mapping[str, str], exported: Mapping[str, str]) -> dict[str, str]:
    """Give the environment of a process that `eval`s the exports."""
    cleared = _cleared(exported)
    kept = {name: value for name, value in current.items() if name not in cleared}
    return {**kept, **exported}


def shell_lines(exported: Mapping[str, str]) -> str:
    """Write the exports for `eval "$(make -s env)"` in any POSIX shell."""
    lines = [f"unset {name};" for name in _cleared(exported)]
    lines += [f"export {name}={shlex.quote(value)};" for name, value in exported.items()]
    return "\n".join(lines) + "\n"


def _cleared(exported: Mapping[str, str]) -> tuple[str, ...]:
    """What must not stay set: nothing, unless the stacks are the platform's own."""
    return _CLEARED if "PULUMI_CONFIG_PASSPHRASE_FILE" in exported else ()
