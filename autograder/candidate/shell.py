"""Runs notebook cells as a student's kernel would: IPython, magics and shell lines included."""

import ast
import pickle
import sys
from typing import Any

from autograder import compiler
from autograder.candidate.servant import Servant


class Shell:
    """One IPython shell without history, display or banner."""

    def __init__(self) -> None:
        from IPython.core.interactiveshell import InteractiveShell
        from traitlets.config import Config

        class Headless(InteractiveShell):
            def enable_gui(self, gui: str | None = None) -> None:
                """Do nothing: %matplotlib asks for it."""

            def ask_exit(self) -> None:
                """Do nothing: a cell that says exit() ends nothing here."""

        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        config.InteractiveShell.cache_size = 0
        self.shell: Any = Headless.instance(config=config)

    @property
    def namespace(self) -> dict[str, Any]:
        space: dict[str, Any] = self.shell.user_ns
        return space

    def run(self, source: str) -> str:
        """Run one cell; return "" or what went wrong in one line. Later cells run all the same."""
        try:
            result = self.shell.run_cell(source, store_history=False, silent=False)
        except SystemExit:
            return "SystemExit: the cell tried to end Python"
        error = result.error_before_exec or result.error_in_exec
        if error is None:
            return ""
        if isinstance(error, SyntaxError):
            return f"SyntaxError in line {error.lineno}: {error.msg}"
        try:
            return f"{type(error).__name__}: {error}"[:300]
        except BaseException:  # an exception class of the student's may fail here
            return type(error).__name__


def definitions_only(source: str) -> str:
    """Return the imports, functions and classes of a cell that ran over its budget, or "" if it is not Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return ""
    kept = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom)]
    return "\n\n".join(ast.get_source_segment(source, node) or ast.unparse(node) for node in kept)


def warm() -> Shell:
    """Do once what every student would otherwise pay for: imports, first calls, a first cell."""
    import matplotlib.pyplot as plt
    import numpy as np
    import torch

    import autograder
    import autograder.toolkit  # what checks send here to run refers to it

    compiler.import_beforehand()
    torch.set_num_threads(1)
    x = torch.randn(2, 3, 8, 8, requires_grad=True)
    w = torch.randn(4, 3, 3, 3, requires_grad=True)
    torch.nn.functional.conv2d(x, w).square().mean().backward()
    torch.linalg.cholesky(torch.eye(3, dtype=torch.float64))
    torch.testing.assert_close(torch.ones(2), torch.ones(2))
    np.linalg.norm(np.ones(3))
    plt.close(plt.figure())
    # Grading has its own checks; a student's check cells do nothing here.
    autograder.check = lambda exercise: None
    shell = Shell()
    shell.run("import torch\n%time pass")
    shell.run("def warm_up(x):\n    return x.exp().sum()")
    # The first watched call sets up what all later ones use.
    servant = Servant(shell.namespace, ("aten::_softmax", "py:torch.nn.LSTM"))
    servant.perform(pickle.dumps(("call", "warm_up", (x,), {}, True)), lambda data: data)
    for name in ("warm_up", "torch"):
        shell.namespace.pop(name, None)
    sys.modules.pop("autograder.notebook.check", None)
    return shell
