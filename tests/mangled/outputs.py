"""Outputs, execution counts, attachments and cells that are none."""

from typing import Any

from tests.mangled.registry import Notebook, cell, code, deserves, insert, markdown

STREAM = {"output_type": "stream", "name": "stdout", "text": "hello\n"}


def codes(notebook: Notebook) -> list[dict[str, Any]]:
    """Return the code cells."""
    return [each for each in notebook["cells"] if each["cell_type"] == "code"]


def with_outputs(notebook: Notebook, *outputs: Any) -> Notebook:
    """Give every code cell these outputs."""
    for number, each in enumerate(codes(notebook), 1):
        each["outputs"], each["execution_count"] = list(outputs), number
    return notebook


@deserves("full", quiet=True)
def ordinary_outputs(notebook: Notebook) -> Notebook:
    """Every cell was run and has outputs of every kind."""
    return with_outputs(
        notebook,
        STREAM,
        {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo="}, "metadata": {}},
        {"output_type": "execute_result", "data": {"text/plain": ["1"]}, "metadata": {}, "execution_count": 1},
        {"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": ["\u001b[0;31mKeyError"]},
    )


@deserves("full", quiet=True)
def huge_outputs(notebook: Notebook) -> Notebook:
    """A cell printed ten megabytes."""
    cell(notebook, "softmax")["outputs"] = [STREAM | {"text": "x" * 10_000_000}]
    return notebook


@deserves("full", quiet=True)
def a_thousand_outputs(notebook: Notebook) -> Notebook:
    """A training loop printed a thousand times."""
    cell(notebook, "softmax")["outputs"] = [STREAM] * 1000
    return notebook


@deserves("full", quiet=True)
def outputs_of_unknown_types(notebook: Notebook) -> Notebook:
    """Outputs have types that the format does not know, or lack what theirs demands."""
    unknown = [{"output_type": "hologram"}, {"output_type": "stream"}, {}, {"output_type": "error"}]
    return with_outputs(notebook, *unknown)


@deserves("full", quiet=True)
def outputs_of_old_types(notebook: Notebook) -> Notebook:
    """Outputs are written as version 3 did."""
    old = [{"output_type": "pyout", "prompt_number": 1, "text": ["1"]}, {"output_type": "pyerr"}]
    return with_outputs(notebook, *old)


@deserves("full", quiet=True)
def outputs_that_are_none(notebook: Notebook) -> Notebook:
    """Outputs are null, text and numbers."""
    return with_outputs(notebook, None, "hello", 7)


@deserves("full", quiet=True)
def outputs_missing(notebook: Notebook) -> Notebook:
    """Code cells have neither outputs nor execution counts."""
    for each in codes(notebook):
        del each["outputs"], each["execution_count"]
    return notebook


@deserves("full", quiet=True)
def outputs_null(notebook: Notebook) -> Notebook:
    """Outputs are null where a list belongs."""
    for each in codes(notebook):
        each["outputs"] = None
    return notebook


@deserves("full", quiet=True)
def outputs_of_prose(notebook: Notebook) -> Notebook:
    """Markdown cells have outputs, after being code once."""
    for each in notebook["cells"]:
        each |= {"outputs": [STREAM], "execution_count": 3}
    return notebook


@deserves("full", quiet=True)
def execution_counts_text(notebook: Notebook) -> Notebook:
    """Execution counts are text, an asterisk among them."""
    for number, each in enumerate(codes(notebook)):
        each["execution_count"] = "*" if number % 2 else str(number)
    return notebook


@deserves("full", quiet=True)
def execution_counts_disordered(notebook: Notebook) -> Notebook:
    """Cells were run in any order, many times."""
    for number, each in enumerate(codes(notebook)):
        each["execution_count"] = 1000 - 7 * number
    return notebook


@deserves("full", quiet=True)
def attachments(notebook: Notebook) -> Notebook:
    """A photograph was pasted into a cell of the student's; others have attachments that are none."""
    picture = markdown("![notes](attachment:notes.png)")
    picture["attachments"] = {"notes.png": {"image/png": "iVBORw0KGgo="}}
    odd = markdown("no picture") | {"attachments": None}
    return insert(notebook, "softmax", picture, odd)


@deserves("full", quiet=True)
def attachments_that_are_no_pictures(notebook: Notebook) -> Notebook:
    """Cells refer to attachments that are no pictures, or none that a page could show."""
    kinds: list[Any] = [
        {"text/html": "<b>x</b>"},
        {"image/png": ["iVBOR", "w0KGgo="]},
        {"image/png": 7},
        {},
        None,
        [],
    ]
    for number, kind in enumerate(kinds):
        picture = markdown(f"![{number}](attachment:notes.png)") | {"attachments": {"notes.png": kind}}
        insert(notebook, "softmax", picture)
    return notebook


@deserves("full", quiet=True)
def attachment_missing(notebook: Notebook) -> Notebook:
    """A cell with a photograph was copied as text, without the photograph."""
    return insert(notebook, "softmax", markdown("![notes](attachment:notes.png)"))


@deserves("full", quiet=True)
def unknown_keys_everywhere(notebook: Notebook) -> Notebook:
    """Cells and notebook hold keys that the format does not know."""
    for each in notebook["cells"]:
        each |= {"prompt_number": 1, "collapsed": False, "hidden": True}
    return notebook | {"worksheets": [], "title": "Chapter 4"}


@deserves("full")
def unknown_cell_types(notebook: Notebook) -> Notebook:
    """Cells have types that the format does not know."""
    extra = [code("select 1") | {"cell_type": "sql"}, markdown("Title") | {"cell_type": "heading", "level": 1}]
    return insert(notebook, "setup", *extra)


@deserves("full", says="softmax")
def cell_type_of_the_solution_unknown(notebook: Notebook) -> Notebook:
    """The solution cell says that it is Python, not that it is code."""
    cell(notebook, "softmax")["cell_type"] = "python"
    return notebook


@deserves("full", says="softmax")
def cell_type_of_the_solution_missing(notebook: Notebook) -> Notebook:
    """The solution cell does not say what it is."""
    del cell(notebook, "softmax")["cell_type"]
    return notebook


@deserves("full")
def cells_that_are_none(notebook: Notebook) -> Notebook:
    """Among the cells are null, a text, a number, a list and an empty object."""
    notebook["cells"][2:2] = [None, "print(1)", 7, [], {}]
    return notebook


@deserves("full")
def sources_that_are_none(notebook: Notebook) -> Notebook:
    """Cells of the student's have null, a number or nothing for a source."""
    missing = code("")
    del missing["source"]
    odd = [
        code("") | {"source": None},
        code("") | {"source": 7},
        code("") | {"source": ["x = 1\n", None, 7]},
        missing,
    ]
    return insert(notebook, "setup", *odd)


@deserves("full", quiet=True)
def a_thousand_empty_cells(notebook: Notebook) -> Notebook:
    """The B key was held down."""
    return insert(notebook, "softmax", *[code("") for _ in range(1000)])
