"""The component that keeps a service's images in ECR."""

import pulumi
import pulumi_aws as aws

from components.refusal import refuse
from components.whole_numbers import whole_argument

from .repository_args import ImageRepositoryArgs
from .repository_check import DEFAULT_KEEP_IMAGES, repository_problems
from .repository_policies import EXCLUSIONS, MUTABILITY, lifecycle_policy, pull_policy
from .tags import component_tags


class ImageRepository(pulumi.ComponentResource):
    """A private repository: tags stay, images are scanned, old ones go, Lambda may pull."""

    url: pulumi.Output[str]
    """Registry and repository in one, for `repository_url` of a ServiceImage."""
    name: pulumi.Output[str]
    """Name of the repository."""
    registry_id: pulumi.Output[str]
    """Account that the registry belongs to."""

    def __init__(
        self,
        name: str,
        args: ImageRepositoryArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("shipshape:index:ImageRepository", name, {}, opts)

        refuse(repository_problems(name, args))

        repository = self._make_repository(name, args)
        keep = whole_argument(args, "keep_images", DEFAULT_KEEP_IMAGES)
        pull = self._make_policies(name, repository, keep)

        # Whoever pushes here waits until Lambda may pull: its function is made from the image.
        self.url = pulumi.Output.all(repository.repository_url, pull.id).apply(
            lambda known: str(known[0])
        )
        self.name = repository.name
        self.registry_id = repository.registry_id
        self.register_outputs({"url": self.url, "name": self.name, "registry_id": self.registry_id})

    def _make_repository(self, name: str, args: ImageRepositoryArgs) -> "aws.ecr.Repository":
        return aws.ecr.Repository(
            f"{name}-repository",
            name=args.get("repository", name),
            image_tag_mutability=MUTABILITY,
            image_tag_mutability_exclusion_filters=EXCLUSIONS,
            image_scanning_configuration={"scan_on_push": True},
            encryption_configurations=[{"encryption_type": "AES256"}],
            force_delete=args.get("force_delete", False),
            tags=component_tags(f"ImageRepository/{name}", args.get("labels", {})),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _make_policies(
        self, name: str, repository: "aws.ecr.Repository", keep: int
    ) -> "aws.ecr.RepositoryPolicy":
        aws.ecr.LifecyclePolicy(
            f"{name}-lifecycle",
            repository=repository.name,
            policy=lifecycle_policy(keep),
            # The provider replaces it for another policy, and a repository has one at most: made
            # first, the new one would be what is deleted.
            opts=pulumi.ResourceOptions(parent=self, delete_before_replace=True),
        )
        return aws.ecr.RepositoryPolicy(
            f"{name}-pull",
            repository=repository.name,
            policy=repository.arn.apply(pull_policy),
            opts=pulumi.ResourceOptions(parent=self),
        )
