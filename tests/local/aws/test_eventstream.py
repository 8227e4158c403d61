"""The frames, by the format's own example, and read by botocore's parser."""

from botocore.eventstream import EventStreamBuffer

from local.aws import eventstream


def test_empty_message() -> None:
    """A message with nothing in it is sixteen bytes: lengths and two checksums."""
    assert eventstream.frame({}, b"") == bytes.fromhex("000000100000000005c248eb7d98c8ff")


def test_round_trip() -> None:
    """What is written is what botocore reads, checksums included."""
    buffer = EventStreamBuffer()
    buffer.add_data(eventstream.chunk(b"hi") + eventstream.complete("Failed", "why", None))
    read = [(message.headers, message.payload) for message in buffer]
    assert read == [
        (
            {
                ":event-type": "PayloadChunk",
                ":content-type": "application/octet-stream",
                ":message-type": "event",
            },
            b"hi",
        ),
        (
            {
                ":event-type": "InvokeComplete",
                ":content-type": "application/json",
                ":message-type": "event",
            },
            b'{"ErrorCode": "Failed", "ErrorDetails": "why"}',
        ),
    ]
