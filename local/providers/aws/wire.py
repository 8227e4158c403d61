"""Between the engine's messages and the questions that the operations answer."""

from typing import Any

from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.aws.naming import Wish
from local.providers.aws.operations import request as ask
from local.providers.aws.operations.diff import DiffAnswer
from local.providers.protocol.differences import detailed
from local.providers.protocol.properties import decode

_URN_PARTS = 4


def check_request(message: Any) -> ask.CheckRequest:
    """Read a Check."""
    options = message.autonaming
    forbidden = options.mode == proto.CheckRequest.AutonamingOptions.DISABLE
    token, name = _token_and_name(message.urn)
    wish = Wish(name, message.randomSeed, options.proposed_name, forbidden)
    return ask.CheckRequest(token, decode(message.news), decode(message.olds), wish)


def diff_request(message: Any) -> ask.DiffRequest:
    """Read a Diff."""
    token, _ = _token_and_name(message.urn)
    ignored = list(message.ignoreChanges)
    return ask.DiffRequest(token, decode(message.olds), decode(message.news), ignored)


def create_request(message: Any) -> ask.CreateRequest:
    """Read a Create."""
    token, _ = _token_and_name(message.urn)
    return ask.CreateRequest(token, decode(message.properties), message.timeout, message.preview)


def update_request(message: Any) -> ask.UpdateRequest:
    """Read an Update."""
    token, _ = _token_and_name(message.urn)
    return ask.UpdateRequest(
        token=token,
        identity=message.id,
        state=decode(message.olds),
        news=decode(message.news),
        timeout=message.timeout,
        preview=message.preview,
        ignored=list(message.ignoreChanges),
    )


def read_request(message: Any) -> ask.ReadRequest:
    """Read a Read."""
    token, _ = _token_and_name(message.urn)
    state, inputs = decode(message.properties), decode(message.inputs)
    return ask.ReadRequest(token, message.id, state, inputs)


def delete_request(message: Any) -> ask.DeleteRequest:
    """Read a Delete."""
    token, _ = _token_and_name(message.urn)
    return ask.DeleteRequest(token, message.id, decode(message.properties), message.timeout)


def diff_response(answer: DiffAnswer) -> Any:
    """Write the answer to a Diff."""
    message = proto.DiffResponse
    return message(
        changes=message.DIFF_SOME if answer.differences else message.DIFF_NONE,
        replaces=answer.replaces,
        deleteBeforeReplace=bool(answer.replaces) and answer.delete_first,
        diffs=sorted({str(one.path[0]) for one in answer.differences}),
        detailedDiff=detailed(answer.differences),
        hasDetailedDiff=True,
    )


def _token_and_name(urn: str) -> tuple[str, str]:
    """The type at the end of a URN's chain of parent types, and the name in the program."""
    parts = urn.removeprefix("urn:pulumi:").split("::", _URN_PARTS - 1)
    return parts[2].rpartition("$")[2], parts[3]
