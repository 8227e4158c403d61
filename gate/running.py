"""Running a coroutine to its end, and no longer."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

_Result = TypeVar("_Result")


def in_thread(work: Coroutine[Any, Any, _Result]) -> _Result:
    """The coroutine's result, or what it raised, as soon as it is there.

    An event loop that closes waits for name servers that don't answer; nobody waits for it here.
    """
    ended = threading.Event()
    results: list[_Result] = []
    errors: list[BaseException] = []

    async def keep() -> None:
        try:
            results.append(await work)
        except BaseException as error:  # noqa: BLE001  # raised again below
            errors.append(error)
        finally:
            ended.set()

    threading.Thread(target=asyncio.run, args=(keep(),), daemon=True).start()
    ended.wait()
    if errors:
        raise errors[0]
    return results[0]
