"""What is to be explained, and the answer; both travel between two processes as JSON."""

from dataclasses import dataclass, field

from diagnosis.finding import Finding
from diagnosis.snapshot import Event, Invocation, Log, Platform, Pod, Statement


@dataclass(frozen=True, slots=True)
class Asked:
    """Explain why `kind` `name` failed.

    `heading` is the sentence that stands above; it must stay true if nothing can be explained.
    `finding` is what is known already, `errors` are what the provider said. `footer` are sentences
    to end with. `folder` is where evidence is kept, empty for nowhere.

    What was seen before is explained with what is seen now: `pods` and `events`, oldest first,
    `statements`, `invocations` and `logs`.

    On Kubernetes `kubeconfig` and `context` choose the cluster as `collect.rollout.Access` does;
    an empty `namespace` is the context's own. On Lambda a `Function` is looked at, in `region`
    (empty is the user's own), and of its logs those of `version` where one is given; on Docker a
    `Container`. Another `kind` is explained from what was said alone. With `quiet` the text is
    empty where nothing is found: what the provider said is there already.
    """

    heading: str
    kind: str
    name: str
    namespace: str = ""
    finding: Finding | None = None
    errors: tuple[str, ...] = ()
    pods: tuple[Pod, ...] = ()
    events: tuple[Event, ...] = ()
    footer: tuple[str, ...] = ()
    folder: str = ""
    kubeconfig: str = field(default="", repr=False)
    context: str = ""
    platform: Platform = Platform.KUBERNETES
    region: str = ""
    version: str = ""
    statements: tuple[Statement, ...] = ()
    invocations: tuple[Invocation, ...] = ()
    logs: tuple[Log, ...] = ()
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """The text to show, and where the evidence lies: empty when there is none."""

    text: str
    bundle: str = ""
