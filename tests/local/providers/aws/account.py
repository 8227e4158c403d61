"""AWS for tests: an empty account of the stand-in's, with a registry that has two images."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from moto.moto_api._internal.models import moto_api_backend

from local.aws.account import ACCESS_KEY, ACCOUNT, SECRET_KEY
from local.aws.application import Application
from local.aws.registry import Registry
from local.aws.running.execution import Machine
from local.aws.running.pool import Pool
from local.aws.server import serving as serving_aws
from tests.local.aws import registry
from tests.local.aws.running import Runner

REGION = "eu-central-1"

__all__ = ["ACCOUNT", "REGION", "Aws", "digest_of", "serving"]


@dataclass(frozen=True, eq=False)
class Aws:
    """A running stand-in: where it answers, and the host of its registry."""

    url: str
    shelf: registry.Shelf

    @property
    def registry(self) -> str:
        """The registry's host."""
        return self.shelf.host

    @cache  # noqa: B019 - there is one account, for the whole session
    def client(self, service: str) -> Any:
        """A client that looks at the account behind the provider's back."""
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            config=Config(proxies={}),
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
        )

    def here(self, value: Any) -> Any:
        """Put this account's addresses into a value of a case."""
        if isinstance(value, str):
            return value.replace("{endpoint}", self.url).replace("{registry}", self.registry)
        if isinstance(value, dict):
            return {key: self.here(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.here(each) for each in value]
        return value

    def empty(self) -> None:
        """Forget everything but two images in the registry."""
        functions = self.client("lambda")
        for one in functions.list_functions()["Functions"]:
            functions.delete_function(FunctionName=one["FunctionName"])
        moto_api_backend.reset()
        for tag in "12":
            self.shelf.image("svc", tag)


def digest_of(tag: str) -> str:
    """The digest of the image that a tag names."""
    return registry.Shelf().image("svc", tag).partition("@")[2]


@contextmanager
def serving() -> Iterator[Aws]:
    """Serve an empty account."""
    with registry.serving() as shelf:
        machine = Machine(Runner(), Pool())
        application = Application(Registry(shelf.host), machine, settle_seconds=0.05)
        with serving_aws(application) as url:
            yield Aws(url, shelf)
