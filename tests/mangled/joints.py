"""Cells split in two, and two merged in one."""

from tests.mangled.registry import (
    Notebook,
    cell,
    code,
    deserves,
    grade_id,
    insert,
    markdown,
    merged,
    place,
    source,
    split,
)

LOSS = "cross_entropy_from_logits"

# Split.


@deserves("full")
def solution_split_between_functions(notebook: Notebook) -> Notebook:
    """A solution with a helper function was split at the empty line between the two."""
    whole = cell(notebook, "softmax")
    text = source(whole).replace("torch.exp(shifted)", "raised(shifted)")
    whole["source"] = "def raised(x):\n    return torch.exp(x)\n\n\n" + text
    return split(notebook, "softmax", "def softmax")


@deserves("full", says="softmax")
def solution_split_in_the_body(notebook: Notebook) -> Notebook:
    """The solution cell was split in the middle of the function: neither part can run alone."""
    return split(notebook, "softmax", "    weights = ")


@deserves("full", says="softmax")
def solution_split_after_the_def_line(notebook: Notebook) -> Notebook:
    """The solution cell was split right below its def line."""
    return split(notebook, "softmax", '    """Turn')


@deserves("full", says="softmax")
def solution_split_in_three(notebook: Notebook) -> Notebook:
    """The solution cell was split twice."""
    return split(notebook, "softmax", "    shifted = ", "    return weights")


@deserves("full", says="softmax")
def solution_split_with_a_remark_between(notebook: Notebook) -> Notebook:
    """The solution cell was split and a markdown cell explains the second half."""
    split(notebook, "softmax", "    weights = ")
    return insert(notebook, "softmax", markdown("Now the exponentials."))


@deserves("full", says="softmax")
def solution_split_with_empty_cells_between(notebook: Notebook) -> Notebook:
    """The solution cell was split and empty cells stand between the parts."""
    split(notebook, "softmax", "    weights = ")
    return insert(notebook, "softmax", code(""), code("\n"))


@deserves("full", quiet=True)
def function_above_a_cell_that_is_indented(notebook: Notebook) -> Notebook:
    """Two cells of the student's that are whole, the lower one indented; the upper one ends in a return."""
    above, below = "def raised(x):\n    return torch.exp(x)", "    y = 1\n    assert y == 1"
    return insert(notebook, "setup", code(above), code(below))


@deserves("full", says="softmax")
def solution_split_second_part_without_metadata(notebook: Notebook) -> Notebook:
    """Split by an editor that gives the second part no metadata."""
    split(notebook, "softmax", "    weights = ")
    notebook["cells"][place(notebook, "softmax") + 1]["metadata"] = {}
    return notebook


@deserves("full")
def given_cell_split(notebook: Notebook) -> Notebook:
    """The given cell was split below its function."""
    return split(notebook, "given-1", "cloud_X, cloud_y")


@deserves("full", unsaid="missing")
def check_cell_split(notebook: Notebook) -> Notebook:
    """The check cell was split inside its call."""
    return split(notebook, "check-softmax", '"softmax"')


# Merged.


@deserves("full")
def solution_merged_with_its_check(notebook: Notebook) -> Notebook:
    """The check cell was merged into the solution cell above it."""
    return merged(notebook, "softmax", "check-softmax")


@deserves("full", says="softmax")
def solution_merged_into_its_check(notebook: Notebook) -> Notebook:
    """The solution was merged into the check cell below it, whose content nbgrader puts back."""
    return merged(notebook, "check-softmax", "softmax")


@deserves("full", says=LOSS)
def two_solutions_in_one_cell(notebook: Notebook) -> Notebook:
    """Both answers stand in the first solution cell; the second is gone."""
    return merged(notebook, "softmax", LOSS)


@deserves("full", says="softmax")
def solution_merged_into_a_given_cell(notebook: Notebook) -> Notebook:
    """The answer stands in the given cell, whose content nbgrader puts back; its own cell is gone."""
    return merged(notebook, "given-1", "softmax")


@deserves("full")
def given_cells_merged_into_the_solution(notebook: Notebook) -> Notebook:
    """Imports, given code and answer stand in the solution cell."""
    return merged(notebook, "softmax", "setup", "given-1")


@deserves("full", says="softmax")
def everything_in_one_cell(notebook: Notebook) -> Notebook:
    """All code was merged into the first code cell, a given one."""
    names = [grade_id(each) for each in notebook["cells"] if each["cell_type"] == "code"]
    return merged(notebook, *names)


@deserves("human", says="softmax")
def prose_merged_into_the_code(notebook: Notebook) -> Notebook:
    """The remark above was merged into the solution cell, which is no Python any more."""
    whole = cell(notebook, "softmax")
    whole["source"] = "# Softmax\n\nWe subtract the largest logit, so that exp can't overflow.\n\n" + source(whole)
    return notebook
