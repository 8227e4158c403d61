"""Aliases of Lambda functions: names for versions, by which traffic is moved."""

from local.providers.aws.asking import Account
from local.providers.aws.kind import REGION, Kind, Naming, Properties, Update
from local.providers.aws.property import Property, Setter, answered, asked
from local.providers.aws.resources.names import function_name
from local.providers.protocol.failures import ProviderError

_WEIGHTS = Property("additionalVersionWeights", "AdditionalVersionWeights")
_CHANGEABLE = (
    Property("description", "Description", blank=""),
    Property("functionVersion", "FunctionVersion", Setter.REQUIRED),
    Property(
        "routingConfig",
        "RoutingConfig",
        blank={"AdditionalVersionWeights": {}},
        nested=(_WEIGHTS,),
    ),
)
_PROPERTIES = (
    Property("name", "Name", replaces=True),
    Property("functionName", setter=Setter.REQUIRED, replaces=True),
    *_CHANGEABLE,
    REGION,
    Property("arn", "AliasArn", Setter.OUTPUT),
    Property("invokeArn", setter=Setter.OUTPUT),
)


def _names(known: Properties) -> Properties:
    return {"FunctionName": known["functionName"], "Name": known["name"]}


def _create(account: Account, inputs: Properties) -> Properties:
    arguments = {**asked(_CHANGEABLE, inputs), **_names(inputs)}
    told = account.ask("lambda", "create_alias", **arguments)
    return {"arn": told["AliasArn"]}


def _read(account: Account, known: Properties) -> Properties | None:
    told = account.ask("lambda", "get_alias", **_names(known))
    found = answered(_PROPERTIES, told)
    arn = str(found["arn"])
    gateway = f"arn:{arn.split(':')[1]}:apigateway:{account.region}:lambda:path"
    return {
        **found,
        "functionName": known["functionName"],
        "invokeArn": f"{gateway}/2015-03-31/functions/{arn}/invocations",
    }


def _update(account: Account, update: Update) -> None:
    """Weights that the program no longer has are cleared: without a word AWS keeps them."""
    arguments = {**asked(_CHANGEABLE, update.wanted, update=True), **_names(update.wanted)}
    account.ask("lambda", "update_alias", **arguments)


def _delete(account: Account, known: Properties) -> None:
    account.ask("lambda", "delete_alias", **_names(known))


def _located(identity: str) -> Properties:
    """An alias's ARN, or `function/alias`."""
    if identity.startswith("arn:"):
        return {"functionName": function_name(identity), "name": identity.rpartition(":")[2]}
    function, _, name = identity.rpartition("/")
    if not function:
        raise ProviderError(f"{identity!r} is not <function name>/<alias>")
    return {"functionName": function, "name": name}


ALIAS = Kind(
    type="aws:lambda/alias:Alias",
    title="Lambda Alias",
    properties=_PROPERTIES,
    identity=lambda known: str(known["arn"]),
    located=_located,
    create=_create,
    read=_read,
    update=_update,
    delete=_delete,
    naming=Naming(longest=128),
)
"""An alias; its identity is its ARN."""
