"""Queues of SQS."""

from typing import Any

from .resource import Asked, Data, tags
from .session import Clients

_NUMBERS = {
    "DelaySeconds": "delaySeconds",
    "KmsDataKeyReusePeriodSeconds": "kmsDataKeyReusePeriodSeconds",
    "MaximumMessageSize": "maxMessageSize",
    "MessageRetentionPeriod": "messageRetentionSeconds",
    "ReceiveMessageWaitTimeSeconds": "receiveWaitTimeSeconds",
    "VisibilityTimeout": "visibilityTimeoutSeconds",
}
_SWITCHES = {
    "ContentBasedDeduplication": "contentBasedDeduplication",
    "FifoQueue": "fifoQueue",
    "SqsManagedSseEnabled": "sqsManagedSseEnabled",
}
_TEXTS = {
    "DeduplicationScope": "deduplicationScope",
    "FifoThroughputLimit": "fifoThroughputLimit",
    "KmsMasterKeyId": "kmsMasterKeyId",
    "Policy": "policy",
    "QueueArn": "arn",
    "RedriveAllowPolicy": "redriveAllowPolicy",
    "RedrivePolicy": "redrivePolicy",
}


def queue(clients: Clients, asked: Asked) -> Data:
    """A queue, by its URL; all that SQS answers is text."""
    sqs = clients("sqs", asked.region)
    told = sqs.get_queue_attributes(QueueUrl=asked.id, AttributeNames=["All"])["Attributes"]
    found: dict[str, Any] = {ours: told.get(theirs) for theirs, ours in _TEXTS.items()}
    found |= {ours: int(told[theirs]) for theirs, ours in _NUMBERS.items() if theirs in told}
    found |= {ours: told.get(theirs) == "true" for theirs, ours in _SWITCHES.items()}
    found |= {"name": asked.id.rpartition("/")[2], "url": asked.id}
    found["tags"] = tags(sqs.list_queue_tags(QueueUrl=asked.id).get("Tags") or {})
    return found
