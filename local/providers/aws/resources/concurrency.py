"""Instances of a Lambda function that are kept ready."""

from local.providers.aws.asking import Account
from local.providers.aws.kind import REGION, Kind, Properties, Update
from local.providers.aws.property import Property, Setter, answered, asked
from local.providers.aws.resources import names
from local.providers.protocol.failures import ProviderError

_READY_SECONDS = 900.0
"""How long the instances may take; the official provider's figure."""

_WANTED = Property(
    "provisionedConcurrentExecutions", "ProvisionedConcurrentExecutions", Setter.REQUIRED
)
_PROPERTIES = (
    Property("functionName", setter=Setter.REQUIRED, replaces=True),
    Property("qualifier", setter=Setter.REQUIRED, replaces=True),
    _WANTED,
    Property("skipDestroy", default=False, local=True),
    REGION,
)


def _put(account: Account, wanted: Properties) -> Properties:
    arguments = {**names.qualified(wanted), **asked((_WANTED,), wanted)}
    account.ask("lambda", "put_provisioned_concurrency_config", **arguments)
    return {}


def _complete(account: Account, known: Properties) -> None:
    what = f"waiting for Lambda Provisioned Concurrency Config ({names.written(known, ',')})"

    def _ready() -> bool:
        told = account.ask("lambda", "get_provisioned_concurrency_config", **names.qualified(known))
        if told["Status"] == "FAILED":
            raise ProviderError(f"{what}: {told.get('StatusReason')}")
        return bool(told["Status"] == "READY")

    account.wait(_ready, _READY_SECONDS, what)


def _read(account: Account, known: Properties) -> Properties | None:
    told = account.ask("lambda", "get_provisioned_concurrency_config", **names.qualified(known))
    told[_WANTED.api] = told["RequestedProvisionedConcurrentExecutions"]
    about = {"functionName": known["functionName"], "qualifier": known["qualifier"]}
    return {**answered(_PROPERTIES, told), **about}


def _update(account: Account, update: Update) -> None:
    _put(account, update.wanted)


def _delete(account: Account, known: Properties) -> None:
    account.ask("lambda", "delete_provisioned_concurrency_config", **names.qualified(known))


PROVISIONED_CONCURRENCY = Kind(
    type="aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
    title="Lambda Provisioned Concurrency Config",
    properties=_PROPERTIES,
    identity=lambda known: names.written(known, ","),
    located=lambda identity: names.parts(identity, ","),
    create=_put,
    complete=_complete,
    read=_read,
    update=_update,
    delete=_delete,
    label="functionName",
)
"""Instances of a version or alias that wait for requests."""
