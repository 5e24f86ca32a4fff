"""Why a human should look at a notebook that earns points: its code reaches beyond what an exercise needs.

Values, errors, gradients and time are judged from outside and cannot be forged. What an exercise forbids is
watched beside the student's code, and code that gets hold of threads, frames, modules by name or the kit itself
can slip past the watch. Such code is rare in honest answers, so it is listed, not judged: a list of what is
usual is kept instead of a list of tricks, for tricks can be spelt in many ways.
"""

import ast
import re
from functools import cache
from importlib.util import find_spec

from autograder.grading.python_cells import tree_of
from autograder.judge.jobs import Cell

USUAL_MODULES = frozenset(
    "abc cmath collections contextlib copy dataclasses enum fractions functools heapq IPython itertools json math"
    " matplotlib mpl_toolkits numbers numpy operator pandas pprint random re scipy seaborn sklearn"
    " statistics string time torch torchvision tqdm typing typing_extensions unittest warnings __future__ gymnasium"
    " gpytorch".split()
)
USUAL_PARTS = {
    "os": frozenset("environ getcwd listdir makedirs path sep walk".split()),
    "sys": frozenset(
        "exit executable float_info getsizeof maxsize path platform stderr stdout version version_info".split()
    ),
}
"""What notebooks use of modules that hold much more."""
UNUSUAL_NAMES = frozenset(
    "__builtins__ __import__ __loader__ __spec__ breakpoint compile delattr eval exec getattr globals locals"
    " memoryview open setattr vars".split()
)
USUAL_DUNDERS = frozenset(
    "__abs__ __add__ __all__ __annotations__ __call__ __class__ __contains__ __div__ __doc__ __enter__ __eq__"
    " __exit__ __float__ __future__ __ge__ __getitem__ __gt__ __hash__ __init__ __int__ __iter__ __le__ __len__"
    " __lt__ __main__ __matmul__ __mul__ __name__ __ne__ __neg__ __next__ __post_init__ __pow__ __radd__ __repr__"
    " __rmul__ __setitem__ __slots__ __str__ __sub__ __truediv__ __version__".split()
)
USUAL_MAGICS = frozenset(
    "autoreload capture conda config load_ext matplotlib pinfo pinfo2 pip precision psearch time timeit".split()
)
TORCH_INSIDES = frozenset("overrides utils jit library compiler ops classes multiprocessing package fx".split())
USUAL_UTILS = frozenset(("data", "tensorboard"))
KIT_NAME = re.compile(r"\bautograder\b")
CHECK_IMPORT = re.compile(r"from\s+autograder\s+import\s+check\b")
WHAT_TO_DO = "look whether it gets round what the exercise forbids"


def suspicion(cells: tuple[Cell, ...], *, watched: bool) -> str:
    """Return why a human should look, "" if nothing is unusual.

    ``watched`` tells whether an exercise of the chapter forbids anything; without one only code that names the
    kit itself is listed.
    """
    given = frozenset(part for cell in cells if cell.label.startswith("given") for part in _statements(cell.source))
    for cell in cells:
        if cell.label.startswith("given"):
            continue
        source = CHECK_IMPORT.sub("", cell.source)
        if KIT_NAME.search(source):
            return f"{cell.label} refers to the kit's own code (autograder); look whether it tampers with it"
        if watched and (found := unusual(source, given)):
            return f"{cell.label} uses {found}; {WHAT_TO_DO}"
    return ""


def _statements(source: str) -> list[str]:
    tree = tree_of(source)
    return [ast.dump(statement) for statement in tree.body] if tree is not None else []


def unusual(source: str, given: frozenset[str] = frozenset()) -> str:
    """Return the first thing in a cell that exercises do not need, "" if there is none.

    Statements that stand in a ``given`` cell are ours: it may have been merged into the student's own.
    """
    tree = tree_of(source)
    if tree is None:
        return ""  # it does not run as Python either
    tree = ast.Module([statement for statement in tree.body if ast.dump(statement) not in given], [])
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    fine = {id(call.func.value) for call in calls if isinstance(call.func, ast.Attribute) and _is_usual_magic(call)}
    fine |= {id(call.func) for call in calls if _names_an_attribute(call)}
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    fine |= {id(node.value) for node in attributes if _path(node.value) in USUAL_PARTS}  # os in os.path
    return next((found for node in ast.walk(tree) if id(node) not in fine and (found := _unusual(node))), "")


def _names_an_attribute(call: ast.Call) -> bool:
    """Tell whether a call of getattr or setattr spells out an ordinary name, or asks a value, not a module."""
    if not isinstance(call.func, ast.Name) or call.func.id not in ("getattr", "setattr") or len(call.args) < 2:
        return False
    if isinstance(call.args[1], ast.Constant):
        return not str(call.args[1].value).startswith("_")
    return isinstance(call.args[0], ast.Name) and call.args[0].id not in USUAL_MODULES | {"np", "plt"}


def _is_usual_magic(node: ast.Call) -> bool:
    """Tell whether a call is what IPython makes of a magic or shell line, and one that exercises may hold."""
    assert isinstance(node.func, ast.Attribute)
    given = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
    if len(given) != len(node.args) or not given:
        return False
    if node.func.attr in ("system", "getoutput"):
        return True
    if node.func.attr not in ("run_line_magic", "run_cell_magic") or given[0] not in USUAL_MAGICS:
        return False
    return not any(unusual(str(code)) for code in given[1:])


def _unusual(node: ast.AST) -> str:
    if isinstance(node, ast.Import):
        return next((found for alias in node.names if (found := _import(alias))), "")
    if isinstance(node, ast.ImportFrom):
        names = (f"{node.module or '.'}.{alias.name}" for alias in node.names)
        return next((found for name in names if (found := _module(name))), "")
    if isinstance(node, ast.Name):
        return node.id if node.id in UNUSUAL_NAMES | set(USUAL_PARTS) or _is_unusual_dunder(node.id) else ""
    if isinstance(node, ast.Attribute):
        return _attribute(node)
    if isinstance(node, ast.Call) and _path(node.func).endswith("get_ipython"):
        return "get_ipython"
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value[:40] if _is_unusual_dunder(node.value.strip()) else ""
    return ""


def _attribute(node: ast.Attribute) -> str:
    if _is_unusual_dunder(node.attr):
        return node.attr
    if node.attr.startswith("_") and not node.attr.startswith("__") and _path(node.value) not in ("self", "cls"):
        return node.attr
    path = _path(node)
    return _module(path) if path.partition(".")[0] in ("torch", "np", "numpy", *USUAL_PARTS) else ""


def _import(alias: ast.alias) -> str:
    if alias.name in USUAL_PARTS:
        return alias.name if alias.asname else ""
    return _module(alias.name)


def _module(path: str) -> str:
    """Return the dotted name if it leads beyond the usual modules or into their private parts."""
    first, *parts = path.split(".")
    if first == "np":
        first = "numpy"
    inside = parts[0] if parts else ""
    if first in USUAL_PARTS:
        return path if inside not in USUAL_PARTS[first] else ""
    if first not in USUAL_MODULES:
        return path if _is_installed(first) else ""  # what is not there raises
    if first == "torch" and inside in TORCH_INSIDES and not (inside == "utils" and set(parts[1:2]) <= USUAL_UTILS):
        return path
    if any(part.startswith("_") and not part.startswith("__") for part in parts):
        return path
    return ""


@cache
def _is_installed(module: str) -> bool:
    try:
        return not module or find_spec(module) is not None
    except (ImportError, ValueError):
        return True


def _path(node: ast.expr) -> str:
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    parts.append(node.id if isinstance(node, ast.Name) else "")
    return ".".join(reversed(parts))


def _is_unusual_dunder(name: str) -> bool:
    return name.startswith("__") and name.endswith("__") and len(name) > 4 and name not in USUAL_DUNDERS
