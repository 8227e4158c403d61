"""Asking a registry about one image: its manifest, and its configuration, never a layer."""

import hashlib

import httpx

from . import facts
from .credentials import Credentials
from .errors import NoFacts
from .facts import ImageFacts, Manifest
from .reference import Reference, parse
from .session import Session

LIMIT = 4 * 2**20
"""Bytes of a manifest or a configuration at most: registries refuse larger manifests, too."""


def image_facts(image: str, auth: Credentials | None = None) -> ImageFacts:
    """The facts about `host/repository@sha256:...`; a tag will do where there is no digest.

    `auth` is a user and a password; without it, what this machine knows of the registry is used:
    ECR's token, or Docker's configuration. Raises NotInRegistry where the registry has no such
    image, and NoFacts where it can't be asked or its answer isn't what the digest says.
    """
    try:
        reference = parse(image)
    except ValueError as error:
        raise NoFacts(str(error)) from error
    with Session(reference, auth) as session:
        try:
            return _facts(session, reference)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = str(error) or type(error).__name__
            raise NoFacts(f"the registry {reference.host} does not answer: {reason}") from error


def _facts(session: Session, reference: Reference) -> ImageFacts:
    manifest = _manifest(session, reference)
    if manifest.media_type in facts.INDEXES:
        return facts.of_index(manifest)
    digest = facts.config_digest(manifest)
    content = session.get(f"blobs/{digest}", LIMIT)[0]
    _require_digest(content, digest, "configuration")
    return facts.of_image(manifest, facts.read_object(content, "configuration"))


def _manifest(session: Session, reference: Reference) -> Manifest:
    content, media_type = session.get(
        f"manifests/{reference.digest or reference.tag or 'latest'}", LIMIT
    )
    if reference.digest:
        _require_digest(content, reference.digest, "manifest")
    return facts.read_manifest(content, media_type)


def _require_digest(content: bytes, digest: str, what: str) -> None:
    """A proxy's page, or another image, is no answer."""
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != digest:
        raise NoFacts(f"the registry's {what} does not have the digest that it was asked for")
