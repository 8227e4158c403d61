"""What a test of the stand-in works with: clients, a registry, and functions to run."""

import json
import time
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config

from local.aws.account import ACCESS_KEY, REGION, SECRET_KEY
from local.aws.application import Application
from tests.local.aws.registry import Shelf
from tests.local.aws.running import Program, Runner


def trust(service: str) -> dict[str, Any]:
    """The trust policy of a role that `service` may assume."""
    principal = {"Service": service}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return {"Version": "2012-10-17", "Statement": [statement]}


TRUST = trust("lambda.amazonaws.com")


@dataclass(frozen=True)
class World:
    """A running stand-in, and the ways to it."""

    url: str
    application: Application
    shelf: Shelf
    runner: Runner

    def client(self, service: str, region: str = REGION, **keys: str) -> Any:
        """A boto3 client of the stand-in that asks once."""
        credentials = {"aws_access_key_id": ACCESS_KEY, "aws_secret_access_key": SECRET_KEY}
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.url,
            config=Config(retries={"total_max_attempts": 1}, read_timeout=20),
            **{**credentials, **keys},
        )

    def role(self, name: str, trust: dict[str, Any] | None = None) -> str:
        """Have a role that Lambda may assume; returns its ARN."""
        made = self.client("iam").create_role(
            RoleName=name, AssumeRolePolicyDocument=json.dumps(trust or TRUST)
        )
        return str(made["Role"]["Arn"])

    def image(self, repository: str, tag: str = "1") -> str:
        """An image in a repository that ECR knows."""
        self.repository(repository)
        return self.shelf.image(repository, tag)

    def repository(self, name: str) -> None:
        """Have a repository."""
        client = self.client("ecr")
        known = client.describe_repositories()["repositories"]
        if name not in {each["repositoryName"] for each in known}:
            client.create_repository(repositoryName=name)

    def function(self, name: str, program: Program | None = None, **settings: Any) -> Any:
        """Create a function that runs a program, wait for it, and return the client."""
        if program is not None:
            self.runner.programs[name] = program
        client = self.client("lambda")
        client.create_function(
            FunctionName=name,
            Role=self.role(f"{name}-role"),
            PackageType="Image",
            Code={"ImageUri": self.image(name)},
            **settings,
        )
        self.wait(name)
        return client

    def wait(self, name: str) -> None:
        """Wait until a function's change is over."""
        client = self.client("lambda")
        while (
            client.get_function_configuration(FunctionName=name)["LastUpdateStatus"] == "InProgress"
        ):
            time.sleep(0.01)
