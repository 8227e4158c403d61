"""SQS queues."""

from local.providers.aws import forms, tagging
from local.providers.aws.asking import Account
from local.providers.aws.kind import (
    REGION,
    TAGS,
    TAGS_ALL,
    Kind,
    Naming,
    Properties,
    Update,
)
from local.providers.aws.property import Property, Setter, answered, asked

_KEPT = Setter.COMPUTED


def _number(name: str, field: str, default: int, limits: tuple[int, int]) -> Property:
    return Property(name, field, form=forms.NUMBER, default=default, limits=limits)


_ATTRIBUTES = (
    Property(
        "contentBasedDeduplication", "ContentBasedDeduplication", form=forms.FLAG, default=False
    ),
    Property("deduplicationScope", "DeduplicationScope", _KEPT),
    _number("delaySeconds", "DelaySeconds", 0, (0, 900)),
    Property("fifoQueue", "FifoQueue", form=forms.FLAG, default=False, replaces=True),
    Property("fifoThroughputLimit", "FifoThroughputLimit", _KEPT),
    Property("kmsDataKeyReusePeriodSeconds", "KmsDataKeyReusePeriodSeconds", _KEPT, forms.NUMBER),
    Property("kmsMasterKeyId", "KmsMasterKeyId", blank=""),
    _number("maxMessageSize", "MaximumMessageSize", 1048576, (1024, 1048576)),
    _number("messageRetentionSeconds", "MessageRetentionPeriod", 345600, (60, 1209600)),
    Property("policy", "Policy", _KEPT, forms.DOCUMENT),
    _number("receiveWaitTimeSeconds", "ReceiveMessageWaitTimeSeconds", 0, (0, 20)),
    Property("redriveAllowPolicy", "RedriveAllowPolicy", _KEPT, forms.DOCUMENT),
    Property("redrivePolicy", "RedrivePolicy", _KEPT, forms.DOCUMENT),
    Property("sqsManagedSseEnabled", "SqsManagedSseEnabled", _KEPT, forms.FLAG),
    _number("visibilityTimeoutSeconds", "VisibilityTimeout", 30, (0, 43200)),
)
_PROPERTIES = (
    Property("name", replaces=True),
    *_ATTRIBUTES,
    TAGS,
    TAGS_ALL,
    REGION,
    Property("arn", "QueueArn", Setter.OUTPUT),
    Property("url", setter=Setter.OUTPUT),
)
_FIFO_ONLY = frozenset({"FifoQueue", "ContentBasedDeduplication"})
_TAGGING = tagging.Tagging("sqs", "QueueUrl", put="tag_queue", remove="untag_queue", listed=False)


def _create(account: Account, inputs: Properties) -> Properties:
    told = account.ask(
        "sqs",
        "create_queue",
        QueueName=inputs["name"],
        Attributes=_spoken(asked(_ATTRIBUTES, inputs)),
        tags=inputs.get("tags") or {},
    )
    return {"url": told["QueueUrl"]}


def _spoken(attributes: dict[str, str]) -> dict[str, str]:
    """Plain queues refuse to hear of what only ordered ones have, even that they have it not."""
    return {
        name: value
        for name, value in attributes.items()
        if name not in _FIFO_ONLY or value == "true"
    }


def _read(account: Account, known: Properties) -> Properties | None:
    url = {"QueueUrl": known["url"]}
    told = account.ask("sqs", "get_queue_attributes", **url, AttributeNames=["All"])
    found = answered(_PROPERTIES, told["Attributes"])
    name = str(found["arn"]).rpartition(":")[2]
    tags = account.ask("sqs", "list_queue_tags", **url).get("Tags")
    return {**found, "name": name, "url": known["url"], **tagging.both(tags)}


def _update(account: Account, update: Update) -> None:
    changed = tuple(one for one in _ATTRIBUTES if one.name in update.changed)
    if changed:
        attributes = asked(changed, update.wanted, update=True)
        url = update.known["url"]
        account.ask("sqs", "set_queue_attributes", QueueUrl=url, Attributes=attributes)
    _TAGGING.change(account, update.known["url"], update)


def _delete(account: Account, known: Properties) -> None:
    account.ask("sqs", "delete_queue", QueueUrl=known["url"])


QUEUE = Kind(
    type="aws:sqs/queue:Queue",
    title="SQS Queue",
    properties=_PROPERTIES,
    identity=lambda known: str(known["url"]),
    located=lambda identity: {"url": identity},
    create=_create,
    read=_read,
    update=_update,
    delete=_delete,
    naming=Naming(longest=80, ending=lambda inputs: ".fifo" if inputs.get("fifoQueue") else ""),
)
"""A queue; its identity is its URL."""
