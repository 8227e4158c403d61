"""The provider of image proofs, as the engine keeps it: by its name, without state."""

from typing import Any

from pulumi.dynamic import (
    CheckFailure,
    CheckResult,
    CreateResult,
    DiffResult,
    ResourceProvider,
    UpdateResult,
)


class ImageProofProvider(ResourceProvider):
    """Looks an image up when the proof is made or changed; there is nothing to delete.

    A change is an update and no replacement: what runs on the image depends on the proof, and a
    replacement would take it down before the new image is proved. A proof that fails leaves the
    state as it was, so the next `up` tries again.
    """

    serialize_as_secret_always = False

    def check(self, olds: dict[str, Any], news: dict[str, Any]) -> CheckResult:
        """Refuse at preview what is certain by then; what can't be seen yet is left to `up`."""
        from gate.proving_images import problems

        return CheckResult(news, [CheckFailure(name, said) for name, said in problems(olds, news)])

    def diff(self, _id: str, olds: dict[str, Any], news: dict[str, Any]) -> DiffResult:
        """Another image, or another place to run it, needs another look."""
        from gate.proving_images import is_changed

        return DiffResult(changes=is_changed(olds, news), replaces=[])

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Look; raises with one sentence when the image can't run there."""
        from gate.proving_images import prove

        return CreateResult("image-proof", prove(props))

    def update(self, _id: str, _olds: dict[str, Any], news: dict[str, Any]) -> UpdateResult:
        """Look again; the record stays as it was when the image can't run there."""
        from gate.proving_images import prove

        return UpdateResult(prove(news))
