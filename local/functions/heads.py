"""The heads of HTTP messages on their way between runtime and emulator. Pure."""

_LINE = "\r\n"
_LATIN = "latin-1"
_REQUEST_ID = "lambda-runtime-aws-request-id"
_DEADLINE = "lambda-runtime-deadline-ms"
_ARN = "lambda-runtime-invoked-function-arn"


def request(head: bytes, prefix: str) -> tuple[str, bytes]:
    """The path of a request, and its head with `prefix` before it.

    It also asks the other end to close: with one request per connection the
    body can pass without being understood.
    """
    first, *fields = head.decode(_LATIN).rstrip(_LINE).split(_LINE)
    method, path, version = first.split(" ")
    kept = [field for field in fields if _name(field) != "connection"]
    lines = [f"{method} {prefix}{path} {version}", *kept, "connection: close"]
    return path, _joined(lines)


def next_answer(head: bytes, arn: str, deadline_ms: int) -> tuple[str, bytes]:
    """The request's id in the answer to `next`, and its head with the true ARN and deadline."""
    truth = {_ARN: arn, _DEADLINE: str(deadline_ms)}
    first, *fields = head.decode(_LATIN).rstrip(_LINE).split(_LINE)
    found = [field.partition(":")[2].strip() for field in fields if _name(field) == _REQUEST_ID]
    taken = found[0] if found and first.split(" ")[1] == "200" else ""
    lines = [
        f"{_name(field)}: {truth[_name(field)]}" if _name(field) in truth else field
        for field in fields
    ]
    return taken, _joined([first, *lines])


def _name(field: str) -> str:
    return field.partition(":")[0].strip().lower()


def _joined(lines: list[str]) -> bytes:
    return (_LINE.join(lines) + _LINE * 2).encode(_LATIN)
