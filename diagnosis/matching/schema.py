"""From a node to a pattern: every key is known, every value has its type."""

from diagnosis.finding import Kind, Severity
from diagnosis.matching import fields
from diagnosis.matching.fields import RefusedError
from diagnosis.matching.nodes import Node
from diagnosis.matching.pattern import Examples, LogPattern, Requires, Scope, Source
from diagnosis.matching.technology import TECHNOLOGIES
from diagnosis.snapshot import Platform, Role

VERSION = 1
_FILE = ("version", "patterns")
_PATTERN = (
    "name", "id", "title", "severity", "kind", "keywords", "regex", "unless", "scope", "requires",
    "cause", "suggestion", "defaults", "explains", "yields_to", "documentation", "tests",
)  # fmt: skip
_SCOPE = ("platform", "source", "role", "technology", "previous")
_REQUIRES = ("exit_code", "reason", "restarts")
_TESTS = ("match", "no_match")
_MANDATORY = ("name", "title", "severity", "suggestion", "tests")
_CAUSES = (Kind.CAUSE, Kind.SYMPTOM)


def entries(document: Node) -> list[Node]:
    """The patterns of a file, unread. Raises RefusedError for what is no pattern file."""
    keys = fields.mapping(document, "a pattern file", _FILE)
    version = keys.get("version")
    if version is None or version.value != VERSION:
        line = version.line if version else document.line
        raise RefusedError(line, f"a pattern file begins with `version: {VERSION}`")
    if "patterns" not in keys:
        raise RefusedError(document.line, "a pattern file needs a list of patterns")
    return fields.items(keys["patterns"], "patterns")


def name_of(entry: Node) -> str:
    """The name that an entry claims, as far as it can be told."""
    claimed = entry.value.get("name") if isinstance(entry.value, dict) else None
    return claimed.value if claimed and isinstance(claimed.value, str) else ""


def pattern(entry: Node, file: str) -> LogPattern:
    """Read one entry of `file`. Raises RefusedError with the line of what is wrong."""
    keys = fields.mapping(entry, "a pattern", _PATTERN)
    for key in _MANDATORY:
        if key not in keys:
            raise RefusedError(entry.line, f"{key} is missing")
    if "keywords" not in keys and "regex" not in keys:
        raise RefusedError(entry.line, "keywords or regex is missing: there is nothing to look for")
    name = fields.name(keys["name"], "name")
    return LogPattern(
        name=name,
        id=fields.name(keys.get("id"), "id") or name,
        title=fields.text(keys["title"], "title"),
        severity=fields.word(keys["severity"], "severity", Severity),
        suggestion=fields.text(keys["suggestion"], "suggestion"),
        kind=_kind(keys.get("kind")),
        keywords=fields.texts(keys.get("keywords"), "keywords"),
        regex=fields.text(keys.get("regex"), "regex"),
        unless=fields.texts(keys.get("unless"), "unless"),
        scope=_scope(keys.get("scope")),
        requires=_requires(keys.get("requires")),
        cause=fields.text(keys.get("cause"), "cause"),
        defaults=fields.table(keys.get("defaults"), "defaults"),
        explains=fields.names(keys.get("explains"), "explains"),
        yields_to=fields.names(keys.get("yields_to"), "yields_to"),
        documentation=_link(keys.get("documentation")),
        tests=_tests(keys["tests"]),
        file=file,
        line=entry.line,
    )


def _kind(node: Node | None) -> Kind:
    if node is None:
        return Kind.CAUSE
    if node.value not in _CAUSES:
        raise RefusedError(node.line, "kind must be cause or symptom")
    return Kind(node.value)


def _scope(node: Node | None) -> Scope:
    if node is None:
        return Scope()
    keys = fields.mapping(node, "scope", _SCOPE)
    platform = fields.words(keys.get("platform"), "scope.platform", Platform)
    if Platform.ANY in platform:
        raise RefusedError(node.line, "scope.platform: leave it out for any platform")
    return Scope(
        platform=platform,
        source=fields.words(keys.get("source"), "scope.source", Source) or Scope().source,
        role=fields.words(keys.get("role"), "scope.role", Role),
        technology=_technologies(keys.get("technology")),
        previous=fields.truth(keys["previous"], "scope.previous") if "previous" in keys else None,
    )


def _technologies(node: Node | None) -> tuple[str, ...]:
    for one in fields.items(node, "scope.technology"):
        if one.value not in TECHNOLOGIES:
            known = ", ".join(sorted(TECHNOLOGIES))
            raise RefusedError(one.line, f"each of scope.technology must be one of {known}")
    return fields.texts(node, "scope.technology")


def _requires(node: Node | None) -> Requires:
    if node is None:
        return Requires()
    keys = fields.mapping(node, "requires", _REQUIRES)
    codes = fields.items(keys.get("exit_code"), "requires.exit_code")
    return Requires(
        exit_code=tuple(fields.number(one, "each of requires.exit_code") for one in codes),
        reason=fields.names(keys.get("reason"), "requires.reason"),
        restarts=fields.number(keys["restarts"], "requires.restarts") if "restarts" in keys else 0,
    )


def _link(node: Node | None) -> str:
    link = fields.text(node, "documentation")
    if node is not None and not link.startswith("https://"):
        raise RefusedError(node.line, "documentation must be an https:// address")
    return link


def _tests(node: Node) -> Examples:
    keys = fields.mapping(node, "tests", _TESTS)
    for key in _TESTS:
        if key not in keys:
            raise RefusedError(node.line, f"tests.{key} is missing: write one text at least")
    return Examples(
        fields.texts(keys["match"], "tests.match"), fields.texts(keys["no_match"], "tests.no_match")
    )
