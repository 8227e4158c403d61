"""Server-sent events out of bytes, however they are cut."""

from gate.proof.events import Events
from gate.proof.stream import Piece


def test_events_with_their_moments() -> None:
    """An event counts when it is complete; comments don't."""
    events = Events()
    events.feed(b": hello\n\ndata: a\n\nda", 1.0)
    events.feed(b"ta: b\r\n\r", 2.0)
    events.feed(b"\nevent: x\ndata:c\ndata: d\n\n", 3.0)
    assert events.pieces == [Piece(1.0), Piece(3.0), Piece(3.0)]


def test_a_letter_cut_in_two() -> None:
    """UTF-8 goes on where it was cut; what is none becomes a mark."""
    events = Events()
    for byte in 'data: {"type":"error","text":"ä'.encode() + b'\xff"}\n\n':
        events.feed(bytes([byte]), 1.0)
    assert events.failed == '{"type":"error","text":"ä\ufffd"}'


def test_errors() -> None:
    """By the event's name, or by the type in its data; the first one is kept."""
    named, typed = Events(), Events()
    named.feed(b"event: error\ndata: overloaded\n\n", 1.0)
    typed.feed(b'data: {"type": "error", "errorText": "no"}\n\ndata: {"type":"error"}\n\n', 1.0)
    assert named.failed == "overloaded"
    assert typed.failed == '{"type": "error", "errorText": "no"}'


def test_an_event_without_an_end() -> None:
    """It does not fill the memory."""
    events = Events()
    for _ in range(40):
        events.feed(b"x" * 100_000, 1.0)
    assert len(events._rest) <= 2**20
    assert events.pieces == []
