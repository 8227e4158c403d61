"""Which rules are asked, and at what level."""

import pytest

from ops.check.levels import Level
from ops.check.selection import select
from policies.rules.configuration import ConfigurationError

from .rules import RULES


@pytest.mark.parametrize(
    ("profiles", "ids", "everything", "chosen", "level"),
    [
        ((), (), False, ["image-fixed"], Level.WARNING),
        (("serving",), (), False, ["image-fixed"], Level.WARNING),
        (("restricted",), (), False, ["image-fixed", "replicas-enough"], Level.ERROR),
        ((), (), True, ["image-fixed", "replicas-enough"], Level.WARNING),
        ((), ("replicas-enough",), True, ["replicas-enough"], Level.ERROR),
    ],
)
def test_select(
    profiles: tuple[str, ...],
    ids: tuple[str, ...],
    everything: bool,
    chosen: list[str],
    level: Level,
) -> None:
    """The baseline is always on; ids narrow; `level` is that of the restricted rule."""
    selection = select(RULES, profiles, ids, everything=everything)
    assert [one.id for one in selection.rules] == chosen
    assert selection.levels["image-fixed"] is Level.ERROR
    assert selection.levels["replicas-enough"] is level


def test_no_such_rule() -> None:
    """Nothing is asked under a name that is none."""
    with pytest.raises(ConfigurationError):
        select(RULES, ids=("image-fix",))
