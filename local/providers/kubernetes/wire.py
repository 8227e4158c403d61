"""Between the engine's messages and the questions that the operations answer."""

from typing import Any

from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.kubernetes.naming import Proposal
from local.providers.kubernetes.operations import request as ask
from local.providers.kubernetes.operations.diff import DiffAnswer
from local.providers.protocol.differences import detailed
from local.providers.protocol.properties import decode


def check_request(message: Any) -> ask.CheckRequest:
    """Read a Check."""
    options = message.autonaming
    modes = proto.CheckRequest.AutonamingOptions
    return ask.CheckRequest(
        urn=message.urn,
        news=decode(message.news),
        olds=decode(message.olds),
        seed=message.randomSeed,
        proposal=Proposal(options.proposed_name, options.mode == modes.DISABLE),
    )


def diff_request(message: Any) -> ask.DiffRequest:
    """Read a Diff."""
    ignored = list(message.ignoreChanges)
    return ask.DiffRequest(message.urn, decode(message.olds), decode(message.news), ignored)


def create_request(message: Any) -> ask.CreateRequest:
    """Read a Create."""
    news = decode(message.properties)
    return ask.CreateRequest(message.urn, news, message.timeout, message.preview)


def update_request(message: Any) -> ask.UpdateRequest:
    """Read an Update."""
    return ask.UpdateRequest(
        urn=message.urn,
        state=decode(message.olds),
        news=decode(message.news),
        timeout=message.timeout,
        preview=message.preview,
        ignored=list(message.ignoreChanges),
    )


def read_request(message: Any) -> ask.ReadRequest:
    """Read a Read."""
    return ask.ReadRequest(
        message.urn, message.id, decode(message.properties), decode(message.inputs)
    )


def delete_request(message: Any) -> ask.DeleteRequest:
    """Read a Delete."""
    return ask.DeleteRequest(message.urn, message.id, decode(message.properties), message.timeout)


def diff_response(answer: DiffAnswer) -> Any:
    """Write the answer to a Diff."""
    message = proto.DiffResponse
    return message(
        changes=message.DIFF_SOME if answer.changed else message.DIFF_NONE,
        replaces=answer.replaces,
        deleteBeforeReplace=answer.delete_first,
        detailedDiff=detailed(answer.differences),
        hasDetailedDiff=True,
    )
