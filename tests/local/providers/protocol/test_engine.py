"""Messages to the engine."""

from local.providers.protocol.engine import Engine
from tests.local.providers.engine_log import EngineLog


def test_messages_are_not_repeated(engine_log: tuple[EngineLog, str]) -> None:
    """Status lines only when they change, some lines once for all."""
    log, address = engine_log
    engine = Engine(address)
    for message in ("waiting", "waiting", "", "waiting"):
        engine.status(message, "urn")
    for _ in range(2):
        engine.log_once("only once")
    engine.log("every time", "warning")
    engine.close()
    assert log.statuses == ["waiting", "", "waiting"]
    assert log.lines == ["only once", "every time"]


def test_an_engine_that_is_gone_is_noticed(engine_log: tuple[EngineLog, str]) -> None:
    """It loses messages; it fails nothing."""
    _, address = engine_log
    present, absent, none = Engine(address), Engine("127.0.0.1:1"), Engine("")
    assert [engine.is_gone() for engine in (present, absent, none)] == [False, True, False]
    absent.log("lost")
    for engine in (present, absent, none):
        engine.close()
