"""Diff: compare the inputs with the state."""

from dataclasses import dataclass, field

from local.providers.aws.comparing import differences
from local.providers.aws.kind import Kind, Properties
from local.providers.aws.operations.check import DEFAULTS
from local.providers.aws.operations.request import DiffRequest
from local.providers.aws.resources import kind_of
from local.providers.protocol import paths
from local.providers.protocol.differences import Difference, ignoring
from local.providers.protocol.properties import reveal


@dataclass(frozen=True)
class DiffAnswer:
    """What would change, and for the sake of which properties a new resource is needed."""

    differences: list[Difference] = field(default_factory=list)
    delete_first: bool = False

    @property
    def replaces(self) -> list[str]:
        """The paths that need a new resource."""
        return [paths.written(one.path) for one in self.differences if one.replaces]


def diff(request: DiffRequest) -> DiffAnswer:
    """What would change.

    Two resources cannot bear the same name: where the program chose it and keeps it, the old one
    goes first.
    """
    found = kind_of(request.token)
    state, news = reveal(request.state), reveal(request.news)
    compared = ignoring(list(differences(found.inputs, state, news)), request.ignored)
    return DiffAnswer(compared, _keeps_name(found, state, news))


def _keeps_name(found: Kind, state: Properties, news: Properties) -> bool:
    if found.naming is None or found.naming.property in news.get(DEFAULTS, []):
        return False
    return bool(state.get(found.naming.property) == news.get(found.naming.property))
