"""A pattern proves itself before it is used: it matches what it says, and nothing it denies."""

from diagnosis.matching.expression import Expression
from diagnosis.matching.fields import RefusedError
from diagnosis.matching.literals import Literals, common, fold, required
from diagnosis.matching.matcher import Matcher
from diagnosis.matching.nodes import Node
from diagnosis.matching.pattern import LogPattern
from diagnosis.matching.readings import Line, without_colours
from diagnosis.matching.syntax import ForeignError, read


def proven(pattern: LogPattern, entry: Node) -> Matcher:
    """Compile the pattern and run its tests; `entry` is where it stands. Raises RefusedError."""
    keys: dict[str, Node] = entry.value
    literals: Literals = frozenset()
    regex = None
    if pattern.regex:
        literals = _literals(pattern.regex, keys["regex"], "regex")
        regex = _compiled(pattern.regex, keys["regex"], "regex")
    _refuse_everyday(pattern, keys)
    matcher = Matcher(pattern, regex, _exceptions(pattern, keys), literals)
    if not matcher.literals:
        sentence = (
            "it would be tried on every line: each alternative needs three letters or digits in a"
            " row that stand in the line as written"
        )
        raise RefusedError((keys.get("regex") or keys["keywords"]).line, sentence)
    _placeholders(pattern, keys, regex)
    _tests(matcher, keys["tests"].value)
    return matcher


def _found(matcher: Matcher, text: str) -> dict[str, str] | None:
    """The groups of the first line that matches, as a scan finds it; None where none does."""
    for line in without_colours(text).split("\n"):
        folded = fold(line)
        if any(literal in folded for literal in matcher.literals):
            groups = matcher.groups(Line(line.removesuffix("\r")))
            if groups is not None:
                return groups
    return None


def _exceptions(pattern: LogPattern, keys: dict[str, Node]) -> Expression | None:
    """All of `unless` as one expression: one look instead of several."""
    each = list(zip(pattern.unless, _listed(keys, "unless"), strict=True))
    for one, node in each:
        if not _literals(one, node, "unless") and _compiled(one, node, "unless").found(b""):
            raise RefusedError(node.line, "unless matches the empty line, so it matches every line")
    if not each:
        return None
    try:
        return Expression("|".join(f"(?:{one})" for one, _ in each))
    except ForeignError as error:
        for one, node in each:
            _compiled(one, node, "unless")  # says which one it is
        raise RefusedError(keys["unless"].line, f"unless as a whole {error}") from None


def _literals(regex: str, node: Node, what: str) -> Literals:
    try:
        return required(read(regex))
    except ForeignError as error:
        raise RefusedError(node.line, f"{what} {error}") from None


def _compiled(regex: str, node: Node, what: str) -> Expression:
    try:
        return Expression(regex)
    except ForeignError as error:
        raise RefusedError(node.line, f"{what} {error}") from None


def _refuse_everyday(pattern: LogPattern, keys: dict[str, Node]) -> None:
    if pattern.regex:
        return
    for one, node in zip(pattern.keywords, _listed(keys, "keywords"), strict=True):
        if common(one):
            sentence = f"the keyword {one!r} stands in ordinary lines, too: write more of the text"
            raise RefusedError(node.line, sentence)


def _placeholders(pattern: LogPattern, keys: dict[str, Node], regex: Expression | None) -> None:
    known = regex.names if regex else {}
    for one in pattern.placeholders():
        if one not in known:
            sentence = f"suggestion speaks of {{{one}}}, which is no named group of the regex"
            raise RefusedError(keys["suggestion"].line, sentence)
    for one in pattern.defaults:
        if one not in known:
            sentence = f"defaults speaks of {one}, which is no named group of the regex"
            raise RefusedError(keys["defaults"].line, sentence)


def _tests(matcher: Matcher, tests: dict[str, Node]) -> None:
    for node in tests["match"].value:
        groups = _found(matcher, node.value)
        if groups is None:
            raise RefusedError(node.line, f"its own test does not match: {_shown(node.value)}")
        _filled(matcher.pattern, groups, node)
    for node in tests["no_match"].value:
        if _found(matcher, node.value) is not None:
            raise RefusedError(node.line, f"its own no_match matches: {_shown(node.value)}")


def _filled(pattern: LogPattern, groups: dict[str, str], node: Node) -> None:
    for one in pattern.placeholders():
        if not groups.get(one) and one not in pattern.defaults:
            sentence = f"defaults needs {one}: this test leaves the group empty"
            raise RefusedError(node.line, sentence)


def _listed(keys: dict[str, Node], key: str) -> list[Node]:
    return keys[key].value if key in keys else []


def _shown(text: str) -> str:
    line = text.strip().splitlines()[0]
    return line if len(line) <= 80 else f"{line[:77]}..."  # noqa: PLR2004
