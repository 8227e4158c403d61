"""URLs of Lambda functions."""

from urllib.parse import urlsplit

from local.providers.aws import forms
from local.providers.aws.asking import Account, ApiError
from local.providers.aws.kind import REGION, Kind, Properties, Update
from local.providers.aws.property import Property, Setter, answered, asked
from local.providers.aws.resources import names

_PUBLIC = "FunctionURLAllowPublicAccess"
"""The statement by which the official provider lets everybody in where nobody is asked who."""

_CORS = (
    Property("allowCredentials", "AllowCredentials"),
    Property("allowHeaders", "AllowHeaders", form=forms.SET),
    Property("allowMethods", "AllowMethods", form=forms.SET),
    Property("allowOrigins", "AllowOrigins", form=forms.SET),
    Property("exposeHeaders", "ExposeHeaders", form=forms.SET),
    Property("maxAge", "MaxAge"),
)
_CHANGEABLE = (
    Property("authorizationType", "AuthType", Setter.REQUIRED, choices=("AWS_IAM", "NONE")),
    Property("cors", "Cors", blank={}, nested=_CORS),
    Property(
        "invokeMode", "InvokeMode", default="BUFFERED", choices=("BUFFERED", "RESPONSE_STREAM")
    ),
)
_PROPERTIES = (
    Property("functionName", setter=Setter.REQUIRED, replaces=True),
    Property("qualifier", replaces=True),
    *_CHANGEABLE,
    REGION,
    Property("functionArn", "FunctionArn", Setter.OUTPUT),
    Property("functionUrl", "FunctionUrl", Setter.OUTPUT),
    Property("urlId", setter=Setter.OUTPUT),
)


def _create(account: Account, inputs: Properties) -> Properties:
    whom = names.qualified(inputs)
    account.ask("lambda", "create_function_url_config", **whom, **asked(_CHANGEABLE, inputs))
    return {}


def _complete(account: Account, known: Properties) -> None:
    if known["authorizationType"] != "NONE":
        return
    statement = {
        "Action": "lambda:InvokeFunctionUrl",
        "FunctionUrlAuthType": "NONE",
        "Principal": "*",
        "StatementId": _PUBLIC,
    }
    try:
        account.ask("lambda", "add_permission", **names.qualified(known), **statement)
    except ApiError as error:
        if error.code != "ResourceConflictException":
            raise


def _read(account: Account, known: Properties) -> Properties | None:
    told = account.ask("lambda", "get_function_url_config", **names.qualified(known))
    found = answered(_PROPERTIES, told)
    return {
        **found,
        "functionName": known["functionName"],
        "qualifier": known.get("qualifier"),
        "urlId": (urlsplit(str(found["functionUrl"])).hostname or "").partition(".")[0],
    }


def _update(account: Account, update: Update) -> None:
    arguments = asked(_CHANGEABLE, update.wanted, update=True)
    whom = names.qualified(update.wanted)
    account.ask("lambda", "update_function_url_config", **whom, **arguments)


def _delete(account: Account, known: Properties) -> None:
    account.ask("lambda", "delete_function_url_config", **names.qualified(known))


FUNCTION_URL = Kind(
    type="aws:lambda/functionUrl:FunctionUrl",
    title="Lambda Function URL",
    properties=_PROPERTIES,
    identity=lambda known: names.written(known, "/"),
    located=lambda identity: names.parts(identity, "/"),
    create=_create,
    complete=_complete,
    read=_read,
    update=_update,
    delete=_delete,
    label="functionName",
)
"""The address of a function or of one of its aliases."""
