"""Magics, shell lines and cells that stop."""

from tests.mangled.answers import answer_of, rewritten
from tests.mangled.registry import Notebook, cell, code, deserves, insert, source

# Magics and shell lines.


def prepended(notebook: Notebook, line: str) -> Notebook:
    return rewritten(notebook, lambda answer: f"{line}\n{answer}")


@deserves("full", quiet=True)
def matplotlib_inline(notebook: Notebook) -> Notebook:
    """The solution cell begins with %matplotlib inline."""
    return prepended(notebook, "%matplotlib inline")


@deserves("full", quiet=True)
def timed_cell(notebook: Notebook) -> Notebook:
    """The solution cell begins with %%time."""
    return prepended(notebook, "%%time")


@deserves("full", quiet=True)
def captured_cell(notebook: Notebook) -> Notebook:
    """The solution cell begins with %%capture."""
    return prepended(notebook, "%%capture")


@deserves("full", quiet=True)
def autoreload(notebook: Notebook) -> Notebook:
    """The notebook loads an extension of IPython."""
    notebook["cells"].insert(0, code("%load_ext autoreload\n%autoreload 2"))
    return notebook


@deserves("full", quiet=True)
def asks_for_help(notebook: Notebook) -> Notebook:
    """A cell asks for help on the function."""
    return insert(notebook, "softmax", code("?softmax"), code("softmax??"))


@deserves("full")
def installs_with_the_shell(notebook: Notebook) -> Notebook:
    """The first cell installs torch with a shell line."""
    notebook["cells"].insert(0, code("!pip install torch"))
    return notebook


@deserves("full")
def installs_with_a_magic(notebook: Notebook) -> Notebook:
    """The first cell installs numpy with a magic."""
    notebook["cells"].insert(0, code("%pip install numpy"))
    return notebook


@deserves("full", says="NoSuchPackage")
def imports_what_is_not_there(notebook: Notebook) -> Notebook:
    """A cell of the student's imports what only their machine has."""
    notebook["cells"].insert(0, code("import NoSuchPackage"))
    return notebook


@deserves("full")
def cell_of_another_language(notebook: Notebook) -> Notebook:
    """Cells hold HTML, JavaScript, bash and LaTeX."""
    for magic in ("%%html\n<b>hello</b>", "%%javascript\nalert(1)", "%%bash\necho hello", "%%latex\n$x$"):
        notebook["cells"].append(code(magic))
    return notebook


@deserves("full", says="nb_black", unsaid="joined")
def unknown_magic(notebook: Notebook) -> Notebook:
    """A cell uses a magic that only the student has."""
    return insert(notebook, "setup", code("%load_ext nb_black"), code("%%my_magic\nx = 1"))


@deserves("full")
def answer_in_a_module(notebook: Notebook) -> Notebook:
    """The answer is written into a module by %%writefile and imported."""
    answer = answer_of(notebook)
    module = "%%writefile mine.py\nimport torch\nfrom torch import Tensor\n\n" + answer
    cell(notebook, "softmax")["source"] = "from mine import softmax"
    return insert(notebook, "softmax", code(module), below=False)


# Cells that stop.


@deserves("full", says="raised")
def asks_for_input(notebook: Notebook) -> Notebook:
    """A cell waits for somebody to type."""
    return insert(notebook, "setup", code('name = input("Your name? ")'))


@deserves("full")
def ends_python(notebook: Notebook) -> Notebook:
    """The last cells end Python."""
    notebook["cells"] += [code("import sys\nsys.exit()"), code("exit()"), code("quit")]
    return notebook


@deserves("full", says="SyntaxError")
def python_2(notebook: Notebook) -> Notebook:
    """A cell of the student's is no Python 3."""
    return insert(notebook, "setup", code('print "hello"'))


@deserves("human", says="asyncio")
def awaits_at_top_level(notebook: Notebook) -> Notebook:
    """A cell awaits, which notebooks allow; asyncio starts threads, in which nothing is watched."""
    return insert(notebook, "setup", code("import asyncio\nawait asyncio.sleep(0)"))


@deserves("full")
def zero_byte_in_a_cell(notebook: Notebook) -> Notebook:
    """A cell of the student's holds a zero byte, which Python refuses."""
    return insert(notebook, "setup", code("x = 1  # \x00"))


@deserves("human", says="MiB of code")
def a_table_as_code(notebook: Notebook) -> Notebook:
    """Three megabytes of numbers were pasted into cells as code."""
    return insert(notebook, "setup", *[code(f"x{number} = [{'1, ' * 60_000}]") for number in range(17)])


@deserves("full")
def a_thousand_cells_that_are_no_python(notebook: Notebook) -> Notebook:
    """The lecture's text was pasted line by line into code cells."""
    return insert(notebook, "setup", *[code(f"line {number} isn't Python (") for number in range(1000)])


@deserves("full")
def deeply_nested_code(notebook: Notebook) -> Notebook:
    """Answer, given cell and a cell of the student's hold a sum of 700 terms, as generated code does."""
    long = "x = " + " + ".join(["1"] * 700)
    rewritten(notebook, lambda answer: f"{answer}\n\n\n{long}")
    given = cell(notebook, "given-1")
    given["source"] = source(given) + f"\n\n{long}"
    return insert(notebook, "setup", code(long), code("(" * 5000 + ")" * 5000))
