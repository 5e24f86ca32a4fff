"""Versions of the notebook format, and the ways to write the same JSON."""

import json

import nbformat
from nbformat import v2, v3

from tests.mangled.registry import (
    Notebook,
    deserves,
    source,
)
from tests.mangled.tools import without_ids


@deserves("full", quiet=True)
def nbformat_4_0(notebook: Notebook) -> Notebook:
    """Saved by an old Jupyter: version 4.0, no cell ids."""
    return without_ids(notebook, 0)


@deserves("full", quiet=True)
def nbformat_4_99(notebook: Notebook) -> Notebook:
    """Saved by a Jupyter newer than the one that grades."""
    notebook["nbformat_minor"] = 99
    return notebook


@deserves("full", quiet=True)
def ids_in_a_format_without_ids(notebook: Notebook) -> Notebook:
    """Cells have ids, though the file claims a version that knows none."""
    notebook["nbformat_minor"] = 2
    return notebook


@deserves("full")
def nbformat_3(notebook: Notebook) -> str:
    """Saved as version 3: worksheets, inputs in place of sources."""
    return v3.writes_json(nbformat.reads(json.dumps(notebook), as_version=3))


@deserves("full")
def nbformat_2(notebook: Notebook) -> str:
    """Saved as version 2, by the first IPython with notebooks, which kept no metadata of cells."""
    cells = []
    for each in notebook["cells"]:
        text = source(each)
        if each["cell_type"] == "code":
            cells.append(v2.new_code_cell(input=text))
        else:
            cells.append(v2.new_text_cell("markdown", source=text))
    return v2.writes_json(v2.new_notebook(worksheets=[v2.new_worksheet(cells=cells)]))


@deserves("full")
def nbformat_missing(notebook: Notebook) -> Notebook:
    """The file does not say which version of the format it has."""
    del notebook["nbformat"], notebook["nbformat_minor"]
    return notebook


@deserves("full")
def nbformat_text(notebook: Notebook) -> Notebook:
    """The format's version is text."""
    return notebook | {"nbformat": "4", "nbformat_minor": "5"}


@deserves("full", quiet=True)
def sources_in_one_string(notebook: Notebook) -> Notebook:
    """Every source is one string where the files from Jupyter have a list of lines."""
    for each in notebook["cells"]:
        each["source"] = source(each)
    return notebook


@deserves("full", quiet=True)
def sources_in_lists(notebook: Notebook) -> Notebook:
    """Every source is a list, with empty strings in it."""
    for each in notebook["cells"]:
        each["source"] = ["", *source(each).splitlines(keepends=True), ""]
    return notebook


@deserves("full", quiet=True)
def crlf_in_sources(notebook: Notebook) -> Notebook:
    """Typed on Windows with an editor that ends lines in CR LF, inside the cells too."""
    for each in notebook["cells"]:
        each["source"] = source(each).replace("\n", "\r\n")
    return notebook


@deserves("full", quiet=True)
def trailing_blanks(notebook: Notebook) -> Notebook:
    """An editor put blanks at the ends of lines and empty lines at the ends of cells."""
    for each in notebook["cells"]:
        each["source"] = "\n" + source(each).replace("\n", "  \n") + "\n\n"
    return notebook


@deserves("full", quiet=True)
def indented_with_tabs(notebook: Notebook) -> str:
    """The JSON is indented with tabs."""
    return json.dumps(notebook, indent="\t")


@deserves("full", quiet=True)
def everything_in_one_line(notebook: Notebook) -> str:
    """The JSON stands in one line."""
    return json.dumps(notebook, separators=(",", ":"), sort_keys=True)
