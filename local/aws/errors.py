"""The one exception that operations raise for their caller, with the service's own words."""

import json
from dataclasses import dataclass, field

from local.aws.http import Reply


@dataclass
class AwsError(Exception):
    """An error answer of a service: its code, its sentence and the HTTP status."""

    code: str
    message: str
    status: int = 400
    extra: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    def reply(self) -> Reply:
        """The answer in the JSON protocols' shape, which every JSON client reads."""
        # Services write the key in either case, and clients read one of the two.
        told = {"Message": self.message, "message": self.message}
        body = {"__type": self.code, "Type": "User", **told, **self.extra}
        return Reply(
            self.status,
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "x-amzn-ErrorType": self.code},
        )


def invalid(message: str) -> AwsError:
    """A parameter that the service understands and refuses."""
    return AwsError("InvalidParameterValueException", message)


def missing(message: str) -> AwsError:
    """Something that is not there."""
    return AwsError("ResourceNotFoundException", message, 404)


def conflict(message: str) -> AwsError:
    """Something that exists already, or that is being changed."""
    return AwsError("ResourceConflictException", message, 409)
