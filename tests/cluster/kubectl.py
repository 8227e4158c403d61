"""kubectl against the cluster of KUBECONFIG, as a person would use it."""

import json
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Object = dict[str, Any]


@dataclass(frozen=True)
class Kubectl:
    """kubectl in one namespace."""

    namespace: str

    def __call__(self, *arguments: str, stdin: str = "") -> str:
        """Run kubectl; a failure fails the test with what kubectl said."""
        command = ["kubectl", "--namespace", self.namespace, *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
        return done.stdout

    def apply(self, *objects: Object) -> None:
        """Create or change objects."""
        items = {"apiVersion": "v1", "kind": "List", "items": list(objects)}
        self("apply", "-f", "-", stdin=json.dumps(items))

    def get(self, kind: str, name: str) -> Object:
        """One object as the API server has it."""
        found: Object = json.loads(self("get", kind, name, "-o", "json"))
        return found

    def all(self, kind: str, selector: str = "") -> list[Object]:
        """All objects of a kind that match the selector."""
        answer = json.loads(self("get", kind, "-l", selector, "-o", "json"))
        items: list[Object] = answer["items"]
        return items

    def wait(self, what: str, condition: Callable[[], bool], seconds: float = 60) -> None:
        """Ask every half second until `condition` holds; fails the test with `what` if it won't."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"{what}: not within {seconds:.0f} s"
            time.sleep(0.5)

    def reasons(self, name: str) -> list[str]:
        """The reasons and messages of an object's events."""
        events = json.loads(
            self("get", "events", "--field-selector", f"involvedObject.name={name}", "-o", "json")
        )
        return [f"{event['reason']}: {event['message']}" for event in events["items"]]
