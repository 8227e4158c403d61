"""The STATUS column of `kubectl get pods`: one word for a whole pod."""

from dataclasses import dataclass

from diagnosis.snapshot import Role, State

PATTERN = (
    r"(?:Init:)?(?:CrashLoopBackOff|ImagePullBackOff|ErrImagePull|ErrImageNeverPull|InvalidImageName"
    r"|ImageInspectError|RegistryUnavailable|RunContainerError|StartError|PostStartHookError"
    r"|PreStopHookError|Create(?:Container|PodSandbox)(?:Config)?Error|ContainerCannotRun"
    r"|ContainerStatusUnknown|ContainerCreating|PodInitializing|Error|OOMKilled|Completed"
    r"|ExitCode:\d+|Signal:\d+)"
    r"|Init:\d+/\d+|Running|Pending|Succeeded|Failed|Unknown|NotReady|Terminating|Evicted"
    r"|SchedulingGated|Preempting|Shutdown|Terminated|NodeLost|NodeShutdown|NodeAffinity"
    r"|UnexpectedAdmissionError|DeadlineExceeded|OutOf[\w.-]+"
)
"""Every word that the column has, as a regular expression."""

_PHASES = ("Running", "Pending", "Succeeded", "Failed", "Unknown")
_OF_THE_POD = (
    "Evicted",
    "Preempting",
    "Shutdown",
    "Terminated",
    "NodeLost",
    "NodeShutdown",
    "NodeAffinity",
    "UnexpectedAdmissionError",
    "DeadlineExceeded",
)
"""Reasons of a pod that failed as a whole."""

_ENDS = ("Error", "OOMKilled", "Completed", "ContainerCannotRun", "ContainerStatusUnknown")
"""Reasons of a container that ended."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the word says: of the pod, and of that one of its containers that it speaks of.

    `state` is None where it speaks of the pod alone.
    """

    phase: str = ""
    reason: str = ""
    role: Role = Role.APP
    state: State | None = None


def status(word: str) -> Status:
    """Take a STATUS apart. Terminating is a reason here: nobody says since when the pod goes."""
    if word.startswith("Init:"):
        return Status("Pending", role=Role.INIT, state=_state(word.removeprefix("Init:")))
    if word in _OF_THE_POD or word.startswith("OutOf"):
        return Status("Failed", word)
    if word == "Terminating":
        return Status(reason=word)
    if word == "SchedulingGated":
        return Status("Pending", word)
    if word in _PHASES:
        return Status(word, state=State("running") if word == "Running" else None)
    state = _state(word)
    return Status(_phase(word, state), state=state)


def _phase(word: str, state: State) -> str:
    if word in ("CrashLoopBackOff", "NotReady"):
        return "Running"
    if state.phase == "waiting":
        return "Pending"
    return "Succeeded" if word == "Completed" else ""


def _state(word: str) -> State:
    name, _, number = word.partition(":")
    if name == "ExitCode":
        return State("terminated", "Error", exit_code=int(number[:9]))
    if name == "Signal":
        return State("terminated", "Error", signal=int(number[:9]))
    if name in _ENDS:
        return State("terminated", name, exit_code=0 if name == "Completed" else None)
    if name == "NotReady":
        return State("running")
    # `Init:0/1` counts those that are done, and says nothing of the one at work.
    return State() if "/" in name else State("waiting", name)
