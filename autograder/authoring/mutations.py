"""The small mistakes that mutants are made of: a node of the syntax tree, and what stands there instead."""

import ast
import copy
from collections.abc import Callable, Iterator

Replacement = tuple[str, ast.AST | None]
"""The kind of mistake and the new node; None removes a statement."""

SWAPPED_OPERATORS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
}
SWAPPED_COMPARISONS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
IN_PLACE = {ast.Add: "add_", ast.Sub: "sub_", ast.Mult: "mul_", ast.Div: "div_"}
SWAPPED_FUNCTIONS = {
    "sum": "mean", "mean": "sum", "amax": "amin", "amin": "amax", "max": "min", "min": "max",
    "argmax": "argmin", "argmin": "argmax", "maximum": "minimum", "minimum": "maximum", "floor": "ceil",
    "ceil": "floor", "zeros": "ones", "ones": "zeros", "zeros_like": "ones_like", "ones_like": "zeros_like",
    "tanh": "sigmoid", "sigmoid": "tanh", "sin": "cos", "cos": "sin", "triu": "tril", "tril": "triu",
    "cumsum": "cumprod",
}  # fmt: skip
DROPPED_FUNCTIONS = {
    "sqrt": "dropped term", "exp": "dropped term", "log": "dropped term", "abs": "dropped term",
    "square": "dropped term", "relu": "dropped term", "softmax": "dropped term", "tanh": "dropped term",
    "sigmoid": "dropped term", "clamp": "dropped term", "clip": "dropped term", "reciprocal": "dropped term",
    "flip": "transpose", "transpose": "transpose", "permute": "transpose", "t": "transpose",
    "swapaxes": "transpose", "movedim": "transpose", "clone": "in-place", "deepcopy": "in-place",
    "to": "dtype", "type_as": "dtype",
    "double": "dtype", "float": "dtype", "long": "dtype", "log1p": "dropped term", "mean": "dropped term",
    "sorted": "dropped term", "reversed": "transpose", "round": "dropped term",
}  # fmt: skip
SYMMETRIC = {
    "maximum", "minimum", "max", "min", "equal", "allclose", "isclose", "add", "mul", "logaddexp", "zip",
    "isinstance", "getattr", "hasattr", "ValueError", "IndexError", "TypeError", "RuntimeError", "print", "range",
}  # fmt: skip
SMALL = 1e-2


def mutations(tree: ast.Module, wanted: Callable[[ast.AST], bool]) -> Iterator[str]:
    """Put one mistake after another into ``tree`` and yield its kind; the tree is whole again after each.

    Nodes that are not ``wanted`` stay, and so do the words of errors and messages: nothing checks them.
    """
    words = {
        id(inside)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise | ast.JoinedStr)
        for inside in ast.walk(node)
    }

    def may_change(node: ast.AST) -> bool:
        return id(node) not in words and wanted(node)

    for parent in list(ast.walk(tree)):
        if isinstance(parent, ast.FunctionDef):
            yield from _function(parent, may_change)
        for field, value in ast.iter_fields(parent):
            if field in ("annotation", "returns", "args") and not isinstance(value, list):
                continue  # the signature is given
            if isinstance(value, list):
                yield from _in_list(value, may_change)
            elif isinstance(value, ast.AST) and may_change(value):
                for kind, new in _replacements(value):
                    if new is not None:
                        setattr(parent, field, new)
                        yield kind
                setattr(parent, field, value)


def _in_list(items: list[ast.AST], wanted: Callable[[ast.AST], bool]) -> Iterator[str]:
    for index, value in enumerate(list(items)):
        if not isinstance(value, ast.AST) or not wanted(value):
            continue
        for kind, new in _replacements(value):
            items[index : index + 1] = [new] if new is not None else [ast.Pass()]
            yield kind
            items[index : index + 1] = [value]


def _function(function: ast.FunctionDef, wanted: Callable[[ast.AST], bool]) -> Iterator[str]:
    """Make the mistakes that need to know the function around them: its returns, its parameters."""
    tensors = function.returns is not None and "Tensor" in ast.unparse(function.returns)
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value is not None and wanted(node) and tensors:
            whole = node.value
            parts = whole.elts if isinstance(whole, ast.Tuple) else [whole]
            for index, part in enumerate(parts):
                for kind, new in _of_result(part):
                    changed = [*parts[:index], new, *parts[index + 1 :]]
                    node.value = ast.Tuple(changed, ast.Load()) if isinstance(whole, ast.Tuple) else new
                    yield kind
            node.value = whole
        if (
            isinstance(node, ast.Assign)
            and tensors
            and wanted(node)
            and isinstance(node.value, ast.BinOp | ast.Call)
        ):
            whole = node.value
            node.value = _method(whole, "detach")
            yield "detach"
            node.value = whole
    yield from _changed_arguments(function, wanted)


def _of_result(part: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    yield "detach", _method(part, "detach")
    yield "dtype", _method(part, "float")
    yield "dtype", _method(part, "double")
    yield "sign", ast.UnaryOp(ast.USub(), part)
    zeros = ast.Call(ast.Attribute(ast.Name("torch", ast.Load()), "zeros_like", ast.Load()), [part], [])
    yield "constant", zeros


def _changed_arguments(function: ast.FunctionDef, wanted: Callable[[ast.AST], bool]) -> Iterator[str]:
    """Do arithmetic in place where its left side is an argument."""
    parameters = [argument.arg for argument in function.args.args]
    for parent in ast.walk(function):
        for field, node in ast.iter_fields(parent):
            if not isinstance(node, ast.BinOp) or not wanted(node) or type(node.op) not in IN_PLACE:
                continue
            if isinstance(node.left, ast.Name) and node.left.id in parameters:
                call = ast.Call(ast.Attribute(node.left, IN_PLACE[type(node.op)], ast.Load()), [node.right], [])
                setattr(parent, field, call)
                yield "in-place"
                setattr(parent, field, node)


def _replacements(node: ast.AST) -> Iterator[Replacement]:
    """Yield what may stand in the place of a node."""
    if isinstance(node, ast.BinOp):
        yield from _arithmetic(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        yield "sign" if isinstance(node.op, ast.USub) else "condition", node.operand
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.keyword):
        yield from _keyword(node)
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPPED_COMPARISONS:
        changed = copy.deepcopy(node)
        changed.ops[0] = SWAPPED_COMPARISONS[type(node.ops[0])]()
        yield "comparison", changed
    elif isinstance(node, ast.BoolOp):
        yield "condition", ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        for index in range(len(node.values)):
            rest = node.values[:index] + node.values[index + 1 :]
            yield "condition", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.Attribute) and node.attr in ("T", "mT", "H", "mH"):
        yield "transpose", node.value
    elif isinstance(node, ast.Slice):
        yield from _slice(node)
    elif isinstance(node, ast.IfExp):
        yield "condition", node.body
        yield "condition", node.orelse
    elif isinstance(node, ast.stmt):
        yield from _statement(node)


def _arithmetic(node: ast.BinOp) -> Iterator[Replacement]:
    if type(node.op) in SWAPPED_OPERATORS:
        kind = "sign" if isinstance(node.op, ast.Add | ast.Sub) else "operator"
        yield kind, ast.BinOp(node.left, SWAPPED_OPERATORS[type(node.op)](), node.right)
    if isinstance(node.op, ast.MatMult):
        yield "transpose", ast.BinOp(ast.Attribute(node.left, "mT", ast.Load()), node.op, node.right)
        yield "transpose", ast.BinOp(node.left, node.op, ast.Attribute(node.right, "mT", ast.Load()))
        yield "swapped arguments", ast.BinOp(node.right, node.op, node.left)
        return
    if isinstance(node.op, ast.Sub | ast.Div | ast.Pow | ast.FloorDiv | ast.Mod):
        yield "swapped arguments", ast.BinOp(node.right, node.op, node.left)
    yield "dropped term", node.left
    if isinstance(node.op, ast.Add | ast.Mult):
        yield "dropped term", node.right


def _constant(node: ast.Constant) -> Iterator[Replacement]:
    value = node.value
    if isinstance(value, bool):
        yield "condition", ast.Constant(not value)
    elif isinstance(value, int):
        yield "off by one", ast.Constant(value + 1)
        yield "off by one", ast.Constant(value - 1) if value > 0 else ast.UnaryOp(ast.USub(), ast.Constant(1))
    elif isinstance(value, float):
        if 0 < abs(value) <= SMALL:
            yield "eps", ast.Constant(0.0)
            yield "eps", ast.Constant(value * 1000)
        else:
            yield "constant", ast.Constant(2 * value if value else 1.0)


def _call(node: ast.Call) -> Iterator[Replacement]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if len(node.args) >= 2 and name not in SYMMETRIC:
        yield "swapped arguments", ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)
    if name == "range":
        yield "off by one", _range(node, len(node.args) - 1 if len(node.args) < 3 else 1)
    if name in SWAPPED_FUNCTIONS:
        yield "operator", ast.Call(_renamed(node.func, SWAPPED_FUNCTIONS[name]), node.args, node.keywords)
    if name in DROPPED_FUNCTIONS:
        method = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") not in (
            "torch",
            "math",
            "F",
        )
        if method:
            assert isinstance(node.func, ast.Attribute)
            yield DROPPED_FUNCTIONS[name], node.func.value
        elif node.args:
            yield DROPPED_FUNCTIONS[name], node.args[0]
    for index, argument in enumerate(node.args):
        if isinstance(argument, ast.Name) and argument.id in ("dim", "axis"):
            for axis in (0, -1):
                changed = [*node.args]
                changed[index] = ast.Constant(axis)
                yield "axis", ast.Call(node.func, changed, node.keywords)


def _range(node: ast.Call, last: int) -> ast.Call:
    arguments = [*node.args]
    arguments[last] = ast.BinOp(arguments[last], ast.Sub(), ast.Constant(1))
    return ast.Call(node.func, arguments, node.keywords)


def _renamed(function: ast.expr, name: str) -> ast.expr:
    if isinstance(function, ast.Attribute):
        return ast.Attribute(function.value, name, function.ctx)
    return ast.Name(name, ast.Load())


def _keyword(node: ast.keyword) -> Iterator[Replacement]:
    if node.arg in ("dim", "axis") and isinstance(node.value, ast.Name):  # numbers: off by one
        for axis in (0, -1):
            yield "axis", ast.keyword(node.arg, ast.Constant(axis))


def _slice(node: ast.Slice) -> Iterator[Replacement]:
    if node.lower is not None:
        yield "off by one", ast.Slice(None, node.upper, node.step)
    if node.upper is not None:
        yield "off by one", ast.Slice(node.lower, None, node.step)


def _statement(node: ast.stmt) -> Iterator[Replacement]:
    if isinstance(node, ast.If):
        if isinstance(node.body[-1], ast.Raise) and not node.orelse:
            yield "dropped check", None
        else:
            yield "condition", ast.If(ast.Constant(True), node.body, node.orelse)
            yield "condition", ast.If(ast.Constant(False), node.body, node.orelse)
    elif isinstance(node, ast.For | ast.While):
        changed = copy.copy(node)
        changed.body = [*node.body, ast.Break()]
        yield "early return", changed
    elif isinstance(node, ast.Break | ast.Continue):
        yield "dropped term", ast.Pass()
    elif isinstance(node, ast.AugAssign):
        yield "dropped term", None
        if type(node.op) in SWAPPED_OPERATORS:
            yield "sign", ast.AugAssign(node.target, SWAPPED_OPERATORS[type(node.op)](), node.value)
    elif (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)) or _again(node):
        yield "dropped term", None


def _again(node: ast.stmt) -> bool:
    """Tell whether the statement gives a name a new value made from its old one."""
    if not isinstance(node, ast.Assign) or len(node.targets) > 1:
        return False
    names = {name.id for name in ast.walk(node.targets[0]) if isinstance(name, ast.Name)}
    return any(isinstance(name, ast.Name) and name.id in names for name in ast.walk(node.value))


def _method(value: ast.expr, name: str) -> ast.Call:
    return ast.Call(ast.Attribute(value, name, ast.Load()), [], [])
