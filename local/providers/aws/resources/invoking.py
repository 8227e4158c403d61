"""What becomes of asynchronous invocations of a Lambda function."""

from local.providers.aws.asking import Account
from local.providers.aws.kind import REGION, Kind, Properties, Update
from local.providers.aws.property import Property, Setter, answered, asked
from local.providers.aws.resources import names

_DESTINATION = (Property("destination", "Destination", Setter.REQUIRED),)
_CHANGEABLE = (
    Property(
        "destinationConfig",
        "DestinationConfig",
        nested=(
            Property("onFailure", "OnFailure", nested=_DESTINATION),
            Property("onSuccess", "OnSuccess", nested=_DESTINATION),
        ),
    ),
    Property("maximumEventAgeInSeconds", "MaximumEventAgeInSeconds", limits=(60, 21600)),
    Property("maximumRetryAttempts", "MaximumRetryAttempts", default=2, limits=(0, 2)),
)
_PROPERTIES = (
    Property("functionName", setter=Setter.REQUIRED, replaces=True),
    Property("qualifier", replaces=True),
    *_CHANGEABLE,
    REGION,
)


def _put(account: Account, wanted: Properties) -> Properties:
    """The whole is written each time: what is not said is unset."""
    arguments = {**names.qualified(wanted), **asked(_CHANGEABLE, wanted)}
    account.ask("lambda", "put_function_event_invoke_config", **arguments)
    return {}


def _read(account: Account, known: Properties) -> Properties | None:
    told = account.ask("lambda", "get_function_event_invoke_config", **names.qualified(known))
    about = {"functionName": known["functionName"], "qualifier": known.get("qualifier")}
    return {**answered(_PROPERTIES, told), **about}


def _update(account: Account, update: Update) -> None:
    _put(account, update.wanted)


def _delete(account: Account, known: Properties) -> None:
    account.ask("lambda", "delete_function_event_invoke_config", **names.qualified(known))


EVENT_INVOKE_CONFIG = Kind(
    type="aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    title="Lambda Function Event Invoke Config",
    properties=_PROPERTIES,
    identity=lambda known: names.written(known, ":"),
    located=lambda identity: names.parts(identity, ":"),
    create=_put,
    read=_read,
    update=_update,
    delete=_delete,
    label="functionName",
)
"""Retries, and where failed and successful invocations are sent."""
