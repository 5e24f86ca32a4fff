"""All other metadata: tags, stripped metadata, kernels, cell ids."""

from tests.mangled.registry import Notebook, cell, deserves, source

# Tags.


@deserves("full", quiet=True)
def tags_that_skip(notebook: Notebook) -> Notebook:
    """Solution and check cells are tagged so that other tools skip or remove them."""
    for name in ("softmax", "check-softmax"):
        cell(notebook, name)["metadata"]["tags"] = ["skip-execution", "remove-cell", "raises-exception"]
    return notebook


@deserves("full", quiet=True)
def tags_that_are_no_list(notebook: Notebook) -> Notebook:
    """Tags are one text, where a list belongs."""
    for each in notebook["cells"]:
        each["metadata"]["tags"] = "remove-cell"
    return notebook


@deserves("full", quiet=True)
def folded_and_hidden(notebook: Notebook) -> Notebook:
    """Cells are folded, hidden, scrolled and put on slides."""
    for each in notebook["cells"]:
        each["metadata"] |= {
            "jupyter": {"source_hidden": True, "outputs_hidden": True},
            "collapsed": True,
            "scrolled": "auto",
            "slideshow": {"slide_type": "skip"},
            "heading_collapsed": True,
        }
    return notebook


# Stripped.


@deserves("full", unsaid="outside")
def cell_metadata_gone(notebook: Notebook) -> Notebook:
    """All metadata of all cells are gone."""
    for each in notebook["cells"]:
        each["metadata"] = {}
    return notebook


@deserves("full")
def cell_metadata_null(notebook: Notebook) -> Notebook:
    """The metadata of all cells are null."""
    for each in notebook["cells"]:
        each["metadata"] = None
    return notebook


@deserves("full")
def cell_metadata_key_missing(notebook: Notebook) -> Notebook:
    """Cells have no metadata at all, not even empty ones."""
    for each in notebook["cells"]:
        del each["metadata"]
    return notebook


@deserves("full")
def cell_metadata_lists(notebook: Notebook) -> Notebook:
    """The metadata of all cells are lists."""
    for each in notebook["cells"]:
        each["metadata"] = ["nbgrader"]
    return notebook


@deserves("full", unsaid="outside")
def nbgrader_key_gone(notebook: Notebook) -> Notebook:
    """A cleaning tool took nbgrader's entries away and left all other metadata."""
    for each in notebook["cells"]:
        each["metadata"].pop("nbgrader", None)
    return notebook


@deserves("full")
def nbgrader_null(notebook: Notebook) -> Notebook:
    """nbgrader's entries are null, also where there were none."""
    for each in notebook["cells"]:
        each["metadata"]["nbgrader"] = None
    return notebook


@deserves("full")
def nbgrader_text(notebook: Notebook) -> Notebook:
    """nbgrader's entries are text."""
    for each in notebook["cells"]:
        each["metadata"]["nbgrader"] = "locked"
    return notebook


@deserves("full", quiet=True)
def kernelspec_gone(notebook: Notebook) -> Notebook:
    """The notebook does not say which kernel it wants."""
    notebook["metadata"].pop("kernelspec")
    return notebook


@deserves("full", quiet=True)
def kernelspec_of_another_machine(notebook: Notebook) -> Notebook:
    """The notebook wants a kernel that only the student's machine has."""
    kernel = {"display_name": "d2l (3.9)", "language": "python", "name": "conda-env-d2l-py"}
    notebook["metadata"]["kernelspec"] = kernel
    return notebook


@deserves("full", quiet=True)
def kernelspec_of_another_language(notebook: Notebook) -> Notebook:
    """The notebook was last opened with an R kernel."""
    notebook["metadata"]["kernelspec"] = {"display_name": "R", "language": "R", "name": "ir"}
    notebook["metadata"]["language_info"] = {"name": "R"}
    return notebook


@deserves("full")
def notebook_metadata_gone(notebook: Notebook) -> Notebook:
    """The notebook's own metadata are gone."""
    notebook["metadata"] = {}
    return notebook


@deserves("full")
def notebook_metadata_null(notebook: Notebook) -> Notebook:
    """The notebook's own metadata are null."""
    notebook["metadata"] = None
    return notebook


@deserves("full")
def notebook_metadata_key_missing(notebook: Notebook) -> Notebook:
    """The notebook has no metadata of its own."""
    del notebook["metadata"]
    return notebook


@deserves("full", says="softmax")
def all_metadata_gone_and_everything_in_one_cell(notebook: Notebook) -> Notebook:
    """All metadata are gone and all code stands in one cell."""
    texts = [source(each) for each in notebook["cells"] if each["cell_type"] == "code"]
    first = next(each for each in notebook["cells"] if each["cell_type"] == "code")
    notebook["cells"] = [{**first, "metadata": {}, "source": "\n\n".join(texts)}]
    return notebook


# Cell ids.


@deserves("full", quiet=True)
def cell_ids_all_the_same(notebook: Notebook) -> Notebook:
    """All cells have the same id."""
    for each in notebook["cells"]:
        each["id"] = "a1b2c3d4"
    return notebook


@deserves("full", quiet=True)
def cell_ids_invalid(notebook: Notebook) -> Notebook:
    """Cell ids hold characters that the format forbids, or are too long."""
    for number, each in enumerate(notebook["cells"]):
        each["id"] = ("no id, really!" if number % 2 else "x" * 200) + str(number)
    return notebook


@deserves("full", quiet=True)
def cell_ids_numbers(notebook: Notebook) -> Notebook:
    """Cell ids are numbers."""
    for number, each in enumerate(notebook["cells"]):
        each["id"] = number
    return notebook


@deserves("full", quiet=True)
def cell_ids_missing(notebook: Notebook) -> Notebook:
    """Cells have no ids, though the format's version demands them."""
    for each in notebook["cells"]:
        del each["id"]
    return notebook
