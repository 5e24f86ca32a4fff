"""Cells deleted, duplicated, retyped and moved."""

import random

from tests.mangled.registry import (
    BROKEN,
    STUB,
    Notebook,
    cell,
    code,
    copied,
    deserves,
    grade_id,
    insert,
    place,
    retyped,
    source,
    without,
)

LOSS = "cross_entropy_from_logits"

# Deleted.


@deserves("full", says="setup")
def given_cell_deleted(notebook: Notebook) -> Notebook:
    """The cell with the imports was deleted."""
    return without(notebook, "setup")


@deserves("full", says="given-1")
def all_given_cells_deleted(notebook: Notebook) -> Notebook:
    """Every cell that the student did not write was taken for ballast."""
    return without(notebook, "setup", "given-1")


@deserves("full")
def check_cell_deleted(notebook: Notebook) -> Notebook:
    """The cell that calls check("softmax") was deleted."""
    return without(notebook, "check-softmax")


@deserves("full")
def all_check_cells_deleted(notebook: Notebook) -> Notebook:
    """No check cell is left."""
    return without(notebook, "check-softmax", f"check-{LOSS}")


@deserves("full", says="the question when_is_accuracy_blind and the cell for its answer were missing")
def all_markdown_deleted(notebook: Notebook) -> Notebook:
    """All prose was deleted, and the question with its empty answer."""
    notebook["cells"] = [each for each in notebook["cells"] if each["cell_type"] != "markdown"]
    return notebook


@deserves("full", quiet=True)
def demonstrations_deleted(notebook: Notebook) -> Notebook:
    """The cells that only draw were deleted."""
    return without(notebook, *(f"demo-{number}" for number in range(200)))


@deserves("full", says="setup")
def only_solution_cells_left(notebook: Notebook) -> Notebook:
    """Everything but the two answers was deleted."""
    notebook["cells"] = [each for each in notebook["cells"] if grade_id(each) in ("softmax", LOSS)]
    return notebook


@deserves("full", says="softmax")
def solution_cell_deleted_answer_at_the_end(notebook: Notebook) -> Notebook:
    """The solution cell was deleted; the answer stands in a new cell at the end."""
    answer = source(cell(notebook, "softmax"))
    without(notebook, "softmax")["cells"].append(code(answer))
    return notebook


@deserves("full", says="softmax", unsaid="raised")
def solution_and_check_cell_deleted_answer_in_the_setup(notebook: Notebook) -> Notebook:
    """The answer was pasted into the given import cell, and its own cells were deleted."""
    setup = cell(notebook, "setup")
    setup["source"] = source(setup) + "\n\n\n" + source(cell(notebook, "softmax"))
    return without(notebook, "softmax", "check-softmax")


@deserves(4.0, says="softmax")
def answer_deleted(notebook: Notebook) -> Notebook:
    """The solution cell was deleted and the answer is nowhere: the other exercise keeps its points."""
    return without(notebook, "softmax")


# Duplicated.


@deserves("full")
def solution_cell_copied(notebook: Notebook) -> Notebook:
    """The solution cell was copied; both are the same."""
    whole = cell(notebook, "softmax")
    return insert(notebook, "softmax", copied(whole, source(whole)))


@deserves("full", says="softmax")
def solution_cell_copied_and_the_copy_mended(notebook: Notebook) -> Notebook:
    """A first attempt was kept, its cell copied, and the copy below it mended."""
    whole = cell(notebook, "softmax")
    answer, whole["source"] = source(whole), BROKEN
    return insert(notebook, "softmax", copied(whole, answer))


@deserves("full")
def stub_kept_in_a_copy_below(notebook: Notebook) -> Notebook:
    """The cell was copied before it was written, to keep the stub; the copy below still raises."""
    whole = cell(notebook, "softmax")
    return insert(notebook, "softmax", copied(whole, STUB))


@deserves("full")
def stub_with_a_remark_kept_in_a_copy_below(notebook: Notebook) -> Notebook:
    """As before, and the copy got a remark in place of the docstring; it still only raises."""
    whole = cell(notebook, "softmax")
    text = "def softmax(logits, dim=-1):\n    # the original, in case I need it\n    raise NotImplementedError()"
    return insert(notebook, "softmax", copied(whole, text))


@deserves("full")
def emptied_function_in_a_copy_below(notebook: Notebook) -> Notebook:
    """As before, and the copy was emptied but for a docstring and pass."""
    whole = cell(notebook, "softmax")
    text = 'def softmax(logits, dim=-1):\n    """Try again later."""\n    pass'
    return insert(notebook, "softmax", copied(whole, text))


@deserves("full")
def check_cell_three_times(notebook: Notebook) -> Notebook:
    """The check cell was copied twice to have it at hand."""
    whole = cell(notebook, "check-softmax")
    text = source(whole)
    insert(notebook, "check-softmax", copied(whole, text, 1))
    notebook["cells"].append(copied(whole, text, 2))
    return notebook


@deserves("full")
def given_cell_copied_to_the_end(notebook: Notebook) -> Notebook:
    """The cell with the imports was copied to the end."""
    whole = cell(notebook, "setup")
    notebook["cells"].append(copied(whole, source(whole)))
    return notebook


@deserves("full")
def every_cell_twice(notebook: Notebook) -> Notebook:
    """Select all, copy, paste: the whole notebook twice."""
    notebook["cells"] += [copied(each, source(each)) for each in notebook["cells"]]
    return notebook


# Retyped.


@deserves("full", says="softmax")
def solution_as_markdown(notebook: Notebook) -> Notebook:
    """The solution cell became a markdown cell (the M key)."""
    retyped(cell(notebook, "softmax"), "markdown")
    return notebook


@deserves("full", says="softmax")
def solution_as_raw(notebook: Notebook) -> Notebook:
    """The solution cell became a raw cell (the R key)."""
    retyped(cell(notebook, "softmax"), "raw")
    return notebook


@deserves("full")
def check_as_markdown(notebook: Notebook) -> Notebook:
    """The check cell became a markdown cell."""
    retyped(cell(notebook, "check-softmax"), "markdown")
    return notebook


@deserves("full")
def check_as_raw(notebook: Notebook) -> Notebook:
    """The check cell became a raw cell."""
    retyped(cell(notebook, "check-softmax"), "raw")
    return notebook


@deserves("full")
def given_cells_as_markdown(notebook: Notebook) -> Notebook:
    """The given cells became markdown."""
    retyped(cell(notebook, "setup"), "markdown")
    retyped(cell(notebook, "given-1"), "markdown")
    return notebook


@deserves("full")
def markdown_as_code(notebook: Notebook) -> Notebook:
    """Every markdown cell became a code cell."""
    for each in notebook["cells"]:
        if each["cell_type"] == "markdown":
            retyped(each, "code")
    return notebook


@deserves("full", says="softmax")
def everything_raw(notebook: Notebook) -> Notebook:
    """Select all, R: every cell is raw."""
    for each in notebook["cells"]:
        retyped(each, "raw")
    return notebook


# Moved.


@deserves("full", says="setup")
def reversed_order(notebook: Notebook) -> Notebook:
    """All cells stand in reversed order."""
    notebook["cells"].reverse()
    return notebook


@deserves("full", says="setup")
def setup_last(notebook: Notebook) -> Notebook:
    """The cell with the imports stands at the end."""
    notebook["cells"].append(notebook["cells"].pop(place(notebook, "setup")))
    return notebook


@deserves("full", says="given-1", unsaid="raised")
def given_cell_last_and_setup_deleted(notebook: Notebook) -> Notebook:
    """A given cell stands at the end, and the cell with the imports that it needs was deleted."""
    notebook["cells"].append(notebook["cells"].pop(place(notebook, "given-1")))
    return without(notebook, "setup")


@deserves("full", quiet=True)
def check_cell_first(notebook: Notebook) -> Notebook:
    """The check cell stands at the top."""
    notebook["cells"].insert(0, notebook["cells"].pop(place(notebook, "check-softmax")))
    return notebook


@deserves("full", quiet=True)
def exercises_in_the_other_order(notebook: Notebook) -> Notebook:
    """The second exercise was solved first and moved up."""
    notebook["cells"].insert(place(notebook, "softmax"), notebook["cells"].pop(place(notebook, LOSS)))
    return notebook


@deserves("full", unsaid="raised")
def shuffled(notebook: Notebook) -> Notebook:
    """All cells stand in a random order."""
    random.Random(4).shuffle(notebook["cells"])
    return notebook
