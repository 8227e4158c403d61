"""CloudWatch's metric math, as far as alarms here need it: figures, + - * /, comparisons, IF. Pure.

A figure without data makes what is worked out of it have none, and so does a division by zero.
"""

import ast
import operator
from collections.abc import Callable

Figure = Callable[[str], float | None]
"""The value of a metric, or of another expression, by its id."""

_ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


class UnknownMath(ValueError):
    """An expression that CloudWatch may know and this module does not."""


def value(expression: str, figure: Figure) -> float | None:
    """What an expression comes to in one period; None without data. Raises UnknownMath."""
    try:
        return _value(ast.parse(expression, mode="eval").body, figure)
    except SyntaxError as error:
        raise UnknownMath(expression) from error


def _value(node: ast.expr, figure: Figure) -> float | None:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return figure(name)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            return _joined(_ARITHMETIC[type(op)], left, right, figure)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
            return _joined(_COMPARISONS[type(op)], left, right, figure)
        case ast.Call(func=ast.Name(id="IF"), args=[condition, yes, no]):
            decided = _value(condition, figure)
            return None if decided is None else _value(yes if decided else no, figure)
    raise UnknownMath(ast.unparse(node))


def _joined(
    join: Callable[[float, float], float], left: ast.expr, right: ast.expr, figure: Figure
) -> float | None:
    first, second = _value(left, figure), _value(right, figure)
    if first is None or second is None:
        return None
    try:
        return float(join(first, second))
    except ZeroDivisionError:
        return None
