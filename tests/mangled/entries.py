"""nbgrader's entry of a cell: points, grade ids, flags, checksums and schema versions changed or gone."""

from collections.abc import Callable
from typing import Any

from tests.mangled.registry import Notebook, cell, deserves

LOSS = "cross_entropy_from_logits"

Changer = Callable[[dict[str, Any]], Any]


def each_nbgrader(notebook: Notebook, change: Changer) -> Notebook:
    """Change nbgrader's entry of every cell that has one."""
    for each in notebook["cells"]:
        if "nbgrader" in each["metadata"]:
            change(each["metadata"]["nbgrader"])
    return notebook


def facts(notebook: Notebook, name: str) -> dict[str, Any]:
    """Return nbgrader's entry of one cell."""
    found: dict[str, Any] = cell(notebook, name)["metadata"]["nbgrader"]
    return found


def points(notebook: Notebook, value: Any) -> Notebook:
    facts(notebook, "check-softmax")["points"] = value
    return notebook


@deserves("full")
def points_100(notebook: Notebook) -> Notebook:
    """The check cell claims 100 points."""
    return points(notebook, 100)


@deserves("full")
def points_minus_one(notebook: Notebook) -> Notebook:
    """The check cell claims -1 points."""
    return points(notebook, -1)


@deserves("full")
def points_many(notebook: Notebook) -> Notebook:
    """The check cell claims "many" points."""
    return points(notebook, "many")


@deserves("full")
def points_null(notebook: Notebook) -> Notebook:
    """The check cell's points are null."""
    return points(notebook, None)


@deserves("full")
def points_missing(notebook: Notebook) -> Notebook:
    """The check cell has no points."""
    del facts(notebook, "check-softmax")["points"]
    return notebook


# Grade ids.


@deserves("full", says="softmax")
def grade_id_renamed(notebook: Notebook) -> Notebook:
    """The solution cell's grade id was renamed."""
    facts(notebook, "softmax")["grade_id"] = "my_softmax"
    return notebook


@deserves("full")
def check_grade_id_renamed(notebook: Notebook) -> Notebook:
    """The check cell's grade id was renamed."""
    facts(notebook, "check-softmax")["grade_id"] = "check-1"
    return notebook


@deserves("full")
def grade_ids_swapped(notebook: Notebook) -> Notebook:
    """The solution cells carry each other's grade id."""
    one, other = facts(notebook, "softmax"), facts(notebook, LOSS)
    one["grade_id"], other["grade_id"] = LOSS, "softmax"
    return notebook


@deserves("full")
def check_grade_ids_swapped(notebook: Notebook) -> Notebook:
    """The check cells carry each other's grade id."""
    one, other = facts(notebook, "check-softmax"), facts(notebook, f"check-{LOSS}")
    one["grade_id"], other["grade_id"] = f"check-{LOSS}", "check-softmax"
    return notebook


@deserves("full")
def grade_id_of_the_other_exercise(notebook: Notebook) -> Notebook:
    """Both solution cells carry the second exercise's grade id."""
    facts(notebook, "softmax")["grade_id"] = LOSS
    return notebook


@deserves("full")
def solution_with_the_grade_id_of_its_check(notebook: Notebook) -> Notebook:
    """The solution cell carries its check cell's grade id, so that nbgrader sees the check cell twice."""
    facts(notebook, "softmax")["grade_id"] = "check-softmax"
    return notebook


@deserves("full", says="softmax")
def solution_with_the_grade_id_of_a_given_cell(notebook: Notebook) -> Notebook:
    """The solution cell carries a given cell's grade id, whose content nbgrader puts back."""
    facts(notebook, "softmax")["grade_id"] = "given-1"
    return notebook


@deserves("full")
def grade_ids_empty(notebook: Notebook) -> Notebook:
    """All grade ids are empty."""
    return each_nbgrader(notebook, lambda entry: entry.update(grade_id=""))


@deserves("full")
def grade_ids_numbers(notebook: Notebook) -> Notebook:
    """All grade ids are numbers."""
    return each_nbgrader(notebook, lambda entry: entry.update(grade_id=len(entry["grade_id"])))


@deserves("full")
def grade_ids_null(notebook: Notebook) -> Notebook:
    """All grade ids are null."""
    return each_nbgrader(notebook, lambda entry: entry.update(grade_id=None))


@deserves("full")
def grade_ids_missing(notebook: Notebook) -> Notebook:
    """All grade ids are gone."""
    return each_nbgrader(notebook, lambda entry: entry.pop("grade_id"))


# Flags.


@deserves("full")
def locks_flipped(notebook: Notebook) -> Notebook:
    """Locked cells are open, and the others locked."""
    return each_nbgrader(notebook, lambda entry: entry.update(locked=not entry["locked"]))


@deserves("full")
def solution_flag_cleared(notebook: Notebook) -> Notebook:
    """The solution cell is none any more."""
    facts(notebook, "softmax")["solution"] = False
    return notebook


@deserves("full")
def grade_flag_cleared(notebook: Notebook) -> Notebook:
    """The check cell gives no grade any more."""
    facts(notebook, "check-softmax")["grade"] = False
    return notebook


@deserves("full")
def solution_cell_also_grades(notebook: Notebook) -> Notebook:
    """The solution cell became a manually graded one with points of its own."""
    facts(notebook, "softmax").update(grade=True, points=3)
    return notebook


@deserves("full")
def check_cell_as_a_task(notebook: Notebook) -> Notebook:
    """The check cell became a task cell, which nbgrader allows as markdown only."""
    facts(notebook, "check-softmax")["task"] = True
    return notebook


@deserves("full")
def flags_as_text(notebook: Notebook) -> Notebook:
    """All flags are text."""
    names = ("grade", "solution", "locked", "task")
    return each_nbgrader(notebook, lambda entry: entry.update({name: str(entry[name]) for name in names}))


@deserves("full")
def flags_missing(notebook: Notebook) -> Notebook:
    """Only grade ids are left of nbgrader's entries."""
    for each in notebook["cells"]:
        if "nbgrader" in each["metadata"]:
            each["metadata"]["nbgrader"] = {"grade_id": each["metadata"]["nbgrader"]["grade_id"]}
    return notebook


@deserves("full")
def checksums_wrong(notebook: Notebook) -> Notebook:
    """All checksums are wrong."""
    return each_nbgrader(notebook, lambda entry: entry.update(checksum="0" * 32))


@deserves("full")
def cell_types_wrong(notebook: Notebook) -> Notebook:
    """nbgrader's record of the cell types is wrong."""
    return each_nbgrader(notebook, lambda entry: entry.update(cell_type="markdown"))


# Schema versions.


@deserves("full")
def schema_version_1(notebook: Notebook) -> Notebook:
    """The notebook was made with nbgrader's first schema."""
    return each_nbgrader(notebook, lambda entry: (entry.update(schema_version=1), entry.pop("task", None)))


@deserves("full")
def schema_version_2(notebook: Notebook) -> Notebook:
    """The notebook was made with nbgrader's second schema."""
    return each_nbgrader(notebook, lambda entry: (entry.update(schema_version=2), entry.pop("task", None)))


@deserves("full")
def schema_version_99(notebook: Notebook) -> Notebook:
    """The notebook claims a schema of the future."""
    return each_nbgrader(notebook, lambda entry: entry.update(schema_version=99))


@deserves("full")
def schema_version_text(notebook: Notebook) -> Notebook:
    """The schema's version is text."""
    return each_nbgrader(notebook, lambda entry: entry.update(schema_version="3"))


@deserves("full")
def schema_version_missing(notebook: Notebook) -> Notebook:
    """The schema's version is gone."""
    return each_nbgrader(notebook, lambda entry: entry.pop("schema_version"))
