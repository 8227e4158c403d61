"""What Docker prints as JSON: `docker inspect`, `docker ps --format json`, `docker compose ps`."""

from collections.abc import Mapping

from collect.files.found import Found
from collect.files.tables.docker import container as row_container
from collect.files.tables.docker import ended_with
from collect.parsing import docker
from collect.parsing.fields import text, whole
from diagnosis.snapshot import Container, Platform


def found(document: object) -> Found | None:
    """The containers of a document; None where there is none in it."""
    told = Found(platforms=[Platform.DOCKER])
    for one in document if isinstance(document, list) else [document]:
        if not isinstance(one, Mapping):
            return None
        if isinstance(one.get("State"), Mapping) and ("Config" in one or "Image" in one):
            told.containers.append(docker.container(one))
            told.statements += docker.statements(one)
        elif listed := _listed(one):
            told.containers.append(listed)
    return told if told.containers else None


def _listed(one: Mapping[str, object]) -> Container | None:
    """A line of `ps`: the columns are its keys; compose tells the exit code apart."""
    if "State" not in one or not {"Names", "Name"} & one.keys():
        return None
    if text(one, "State") == "exited" and (code := whole(one, "ExitCode")) is not None:
        return Container(text(one, "Name"), image=text(one, "Image"), state=ended_with(code))
    return row_container({key: text(one, key) for key in one if isinstance(key, str)})
