"""The rules of `rules/images/` in CEL."""

from ..expression import Over, compiled

_NAMED = 'c.?image.orValue("") == ""'

compiled(
    "image-tag-not-latest",
    Over.EVERY,
    f"""{_NAMED} || c.image.matches("@.")
    || (c.image.matches(":[^/:]+$") && !c.image.endsWith(":latest"))""",
)
compiled("image-digest", Over.EVERY, f'{_NAMED} || c.image.matches("@.*:")')
# The API server has filled in the policy by now: Always for what floats, else IfNotPresent.
compiled(
    "image-pull-policy-always",
    Over.EVERY,
    f"""{_NAMED} || c.image.matches("@.") || c.?imagePullPolicy.orValue("") == "Always" """,
)
