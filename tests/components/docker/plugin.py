"""What stands in for the Docker provider's own program, which is not on every machine.

It does what the component uses of it: pull by digest, volumes, containers with uploads and a wait.
The engine starts it: `python -m tests.components.docker.plugin [ENGINE_ADDRESS]`.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

from google.protobuf import empty_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2_grpc
from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.protocol import statuses
from local.providers.protocol.failures import InitFailedError
from local.providers.protocol.properties import UNKNOWN, decode, encode, has_unknowns, reveal
from local.providers.protocol.serving import serve

from .daemon import Daemon
from .provider import archive, create_body

VERSION = "5.2.0"
_IMAGE = "docker:index/remoteImage:RemoteImage"
_VOLUME = "docker:index/volume:Volume"
_CONTAINER = "docker:index/container:Container"


class Provider(provider_pb2_grpc.ResourceProviderServicer):
    """One engine's provider for the daemon that DOCKER_HOST names."""

    def __init__(self, _engine_address: str = "") -> None:
        host = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
        self._daemon = Daemon(Path(host.removeprefix("unix://")))

    def Handshake(self, _request: Any, _: Any) -> Any:  # noqa: N802
        """Agree on secrets, which come marked."""
        return proto.ProviderHandshakeResponse(accept_secrets=True)

    def GetPluginInfo(self, _request: Any, _: Any) -> Any:  # noqa: N802
        """The version that the program's SDK asks for."""
        return plugin_pb2.PluginInfo(version=VERSION)

    def CheckConfig(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Nothing to configure: the environment names the daemon."""
        return proto.CheckResponse(inputs=request.news)

    def DiffConfig(self, _request: Any, _: Any) -> Any:  # noqa: N802
        """Nothing to configure."""
        return proto.DiffResponse(changes=proto.DiffResponse.DIFF_NONE)

    def Configure(self, _request: Any, _: Any) -> Any:  # noqa: N802
        """Secrets come marked and go out marked."""
        return proto.ConfigureResponse(acceptSecrets=True, supportsPreview=True)

    def Check(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Inputs as they are."""
        return proto.CheckResponse(inputs=request.news)

    def Diff(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Every change is another object."""
        olds, news = decode(request.old_inputs), decode(request.news)
        changed = sorted(key for key in {*olds, *news} if olds.get(key) != news.get(key))
        message = proto.DiffResponse
        answer = message.DIFF_SOME if changed else message.DIFF_NONE
        return message(changes=answer, diffs=changed, replaces=changed)

    def Create(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Make the object; a container that does not become healthy stays, and is an error."""
        inputs, kind = decode(request.properties), _kind(request)
        if request.preview or has_unknowns(inputs):
            known = {"imageId": UNKNOWN} if kind == _IMAGE else {}
            return proto.CreateResponse(properties=encode({**inputs, **known}))
        try:
            identity, outputs = _MAKERS[kind](self._daemon, reveal(inputs))
        except InitFailedError as error:
            error.outputs = inputs
            context.abort_with_status(statuses.partly_failed(error, keep_secrets=True))
        except AssertionError as refused:
            context.abort_with_status(statuses.failed(str(refused)))
        return proto.CreateResponse(id=identity, properties=encode({**inputs, **outputs}))

    def Read(self, request: Any, _: Any) -> Any:  # noqa: N802
        """What was made, as it was."""
        return proto.ReadResponse(
            id=request.id, properties=request.properties, inputs=request.inputs
        )

    def Delete(self, request: Any, _: Any) -> Any:  # noqa: N802
        """As the provider: a container has its seconds to end in; a kept image stays."""
        kind = _kind(request)
        if kind == _CONTAINER:
            grace = decode(request.properties).get("destroyGraceSeconds", 0)
            self._daemon.ask("POST", f"/containers/{request.id}/stop", params={"t": grace})
            self._daemon.do("DELETE", f"/containers/{request.id}", params={"force": "true"})
        elif kind == _VOLUME:
            self._daemon.do("DELETE", f"/volumes/{request.id}")
        return empty_pb2.Empty()


def _kind(request: Any) -> str:
    kind: str = request.urn.split("::")[2].rpartition("$")[2]
    return kind


def _pull(daemon: Daemon, inputs: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    name = inputs["name"]
    daemon.do("POST", "/images/create", params={"fromImage": name})
    found = daemon.do("GET", f"/images/{name}/json")["Id"]
    return f"{found}{name}", {"imageId": found}


def _volume(daemon: Daemon, inputs: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    daemon.do("POST", "/volumes/create", json={"Name": inputs["name"]})
    return inputs["name"], {}


def _container(daemon: Daemon, inputs: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    name = inputs["name"]
    body = create_body(inputs)
    made = daemon.do("POST", "/containers/create", params={"name": name}, json=body)["Id"]
    if inputs.get("uploads"):
        files = archive(inputs["uploads"])
        daemon.do("PUT", f"/containers/{made}/archive", params={"path": "/"}, content=files)
    if inputs.get("start", True):
        daemon.do("POST", f"/containers/{made}/start")
    if inputs.get("wait"):
        _wait(daemon, made, inputs["waitTimeout"])
    return made, {}


def _wait(daemon: Daemon, container: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        state = daemon.inspect(container)["State"]
        if state["Health"]["Status"] == "healthy":
            return
        if state["Health"]["Status"] == "unhealthy" or state["Restarting"]:
            break
        time.sleep(0.2)
    raise InitFailedError(container, ["timeout waiting for container to be healthy"], {})


_MAKERS = {_IMAGE: _pull, _VOLUME: _volume, _CONTAINER: _container}

if __name__ == "__main__":
    raise SystemExit(serve(Provider, sys.argv[1:]))
