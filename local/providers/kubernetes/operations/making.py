"""Bringing a new object into being, and picking up what a killed run has left."""

from dataclasses import dataclass

from local.providers.kubernetes import managers, manifest
from local.providers.kubernetes.client import NOT_FOUND, ApiError
from local.providers.kubernetes.discovery import Resource
from local.providers.kubernetes.manifest import Object
from local.providers.kubernetes.operations import writing
from local.providers.kubernetes.session import Session
from local.providers.protocol.failures import ProviderError

_PAUSES = (1, 2, 4, 8, 16)
"""Seconds before each further attempt while something is still missing, or still in the way."""


@dataclass(frozen=True)
class Maker:
    """Makes one object; `patch` changes one that must exist already."""

    session: Session
    urn: str
    inputs: Object
    manager: str
    patch: bool = False
    preview: bool = False

    def make(self) -> tuple[Resource, Object]:
        """Try until namespace and definition are there: programs do not always order them.

        Raises ApiError when the server refuses, ProviderError when it never
        learns of the kind, or when the user cancels.
        """
        for pause in () if self.preview or self.patch else _PAUSES:
            try:
                if resource := self.session.resource(self.inputs):
                    return resource, self._write(resource)
            except ApiError as error:
                if not _passes(error):
                    raise
                self.session.engine.status(f"retrying; creation failed: {error}", self.urn)
            if self.session.cancelled.wait(pause):
                what = manifest.qualified(self.inputs)
                raise ProviderError(f"the creation of {what} was cancelled")
        resource = self.session.resource(self.inputs)
        if resource is None:
            raise ProviderError(
                f"the API server knows no {self.inputs.get('kind')} in "
                f"{self.inputs.get('apiVersion')}; create its CustomResourceDefinition first "
                "(depends_on)"
            )
        return resource, self._write(resource)

    def _write(self, resource: Resource) -> Object:
        settings = self.session.settings
        if self.patch:
            self.session.reached().client.get(self._path(resource))
            return self._apply(resource, force=False)
        if settings.upsert and settings.server_side_apply:
            return self._apply(resource, force=self.preview)
        try:
            query = writing.dry({"fieldManager": self.manager}, preview=self.preview)
            where = resource.collection(manifest.namespace(self.inputs))
            return self.session.reached().client.post(where, self.inputs, **query)
        except ApiError as error:
            if self.preview or error.reason != "AlreadyExists":
                raise
            return self._pick_up(resource, error)

    def _pick_up(self, resource: Resource, refusal: ApiError) -> Object:
        """Go on with our own unfinished object; anybody else's stays untouched."""
        client = self.session.reached().client
        path = self._path(resource)
        found = client.get(path)
        deleted = manifest.at(found, "metadata", "deletionTimestamp")
        if deleted or not managers.is_unfinished(found, self.manager):
            raise refusal
        what = f"{self.inputs.get('kind')} {manifest.qualified(self.inputs)}"
        self.session.engine.log(f"going on with {what}, which an interrupted run has left")
        writing.take_over(client, path, found, self.manager)
        return self._apply(resource, force=True)

    def _apply(self, resource: Resource, *, force: bool) -> Object:
        client = self.session.reached().client
        wins = force or writing.forces(self.session.settings.force_conflicts, self.inputs)
        path = self._path(resource)
        return writing.apply(
            client, path, self.inputs, self.manager, force=wins, preview=self.preview
        )

    def _path(self, resource: Resource) -> str:
        return resource.item(manifest.namespace(self.inputs), manifest.name(self.inputs))


def _passes(error: ApiError) -> bool:
    """What time alone may heal: a missing namespace, or a namesake that is still being deleted."""
    leaving = error.reason == "AlreadyExists" and "is being deleted" in str(error)
    return leaving or error.code == NOT_FOUND
