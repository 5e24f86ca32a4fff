"""A written answer whose cell or whose question's cell was deleted, retyped, copied, split or merged."""

import base64

from tests.mangled.registry import (
    Notebook,
    cell,
    code,
    copied,
    deserves,
    insert,
    markdown,
    merged,
    place,
    retyped,
    source,
    split,
    without,
)

NAME = "when_is_accuracy_blind"
QUESTION, ANSWER = f"question-{NAME}", f"answer-{NAME}"
EMPTY = "*Write your answer here.*"
FIRST = "The accuracy stays, for the order of the logits does.\n\n$$\\operatorname{argmax}_j 10\\,o_j$$"
SECOND = "The loss grows:\n\n- a mistake costs ten times as much\n- the others had little to lose"
WHOLE = f"{FIRST}\n\n{SECOND}"


def answered(notebook: Notebook) -> Notebook:
    """Write the answer where it belongs."""
    cell(notebook, ANSWER)["source"] = WHOLE
    return notebook


@deserves("full", quiet=True, reads=WHOLE)
def written_answer_in_its_cell(notebook: Notebook) -> Notebook:
    """The answer stands where it belongs."""
    return answered(notebook)


@deserves("full", quiet=True, reads=WHOLE)
def written_answer_below_the_stub_in_its_cell(notebook: Notebook) -> Notebook:
    """The invitation to write was left above the answer."""
    cell(notebook, ANSWER)["source"] = f"{EMPTY}\n\n{WHOLE}"
    return notebook


@deserves("full", quiet=True)
def written_answer_emptied(notebook: Notebook) -> Notebook:
    """The cell for the answer holds nothing but blanks."""
    cell(notebook, ANSWER)["source"] = ["  \n", "\n"]
    return notebook


@deserves("full", says=f"the question {NAME} was missing and was put back", reads=WHOLE)
def question_deleted(notebook: Notebook) -> Notebook:
    """The question's cell was deleted, the answer was not."""
    return without(answered(notebook), QUESTION)


@deserves("full", says=f"the cell for the answer to {NAME} was missing and was put back")
def cell_for_the_written_answer_deleted(notebook: Notebook) -> Notebook:
    """The cell for the answer was deleted; there is no answer."""
    return without(notebook, ANSWER)


@deserves("full", says="was no text cell any more", reads=WHOLE)
def question_and_answer_as_code(notebook: Notebook) -> Notebook:
    """Question and answer became code cells, which cannot run."""
    retyped(cell(answered(notebook), QUESTION), "code")
    retyped(cell(notebook, ANSWER), "code")
    return notebook


@deserves("full", says="was no text cell any more", reads=WHOLE)
def question_and_answer_as_raw(notebook: Notebook) -> Notebook:
    """Question and answer became raw cells."""
    retyped(cell(answered(notebook), QUESTION), "raw")
    retyped(cell(notebook, ANSWER), "raw")
    return notebook


@deserves("full", quiet=True, reads=WHOLE)
def question_and_answer_copied(notebook: Notebook) -> Notebook:
    """Question and answer were copied to the end."""
    answered(notebook)
    for name in (QUESTION, ANSWER):
        notebook["cells"].append(copied(cell(notebook, name), source(cell(notebook, name))))
    return notebook


@deserves("full", says="outside its own cell", reads=WHOLE)
def written_answer_without_its_grade_id(notebook: Notebook) -> Notebook:
    """The answer was typed into a new cell below the question, and the one for it was deleted."""
    return without(insert(notebook, ANSWER, markdown(WHOLE)), ANSWER)


@deserves("full", says="outside its own cell", reads=WHOLE)
def question_and_answer_without_grade_ids(notebook: Notebook) -> Notebook:
    """Question and answer lost their metadata; the heading tells which question it is."""
    answered(notebook)
    for name in (ANSWER, QUESTION):
        cell(notebook, name)["metadata"] = {}
    return notebook


@deserves("full", says="outside its own cell", reads=WHOLE)
def written_answer_in_a_code_cell_of_its_own(notebook: Notebook) -> Notebook:
    """The stub was left and the answer typed into a new code cell below it."""
    return insert(notebook, ANSWER, code(WHOLE))


@deserves("full", says="the question's own", reads=WHOLE)
def written_answer_in_the_question_cell(notebook: Notebook) -> Notebook:
    """The answer was written into the question's cell below its text; the stub was left."""
    asked = cell(notebook, QUESTION)
    asked["source"] = f"{source(asked)}\n\n{WHOLE}"
    return notebook


@deserves("full", quiet=True, reads=WHOLE)
def question_merged_into_the_written_answer(notebook: Notebook) -> Notebook:
    """Question and answer became one cell, which kept the answer's metadata."""
    return merged(answered(notebook), ANSWER, QUESTION)


@deserves("full", says="the question's own", reads=WHOLE)
def written_answer_merged_into_the_question_and_the_prose(notebook: Notebook) -> Notebook:
    """The prose above, the question and the answer became one cell without metadata."""
    asked, at = cell(answered(notebook), QUESTION), place(notebook, QUESTION)
    above = notebook["cells"][at - 1]
    above["source"] = "\n\n".join([source(above), source(asked), source(cell(notebook, ANSWER))])
    return without(notebook, QUESTION, ANSWER)


@deserves("full", says="in several cells", reads=WHOLE)
def written_answer_split(notebook: Notebook) -> Notebook:
    """The answer was split in two; both parts keep its metadata."""
    return split(answered(notebook), ANSWER, SECOND)


@deserves("full", says="in several cells", reads=WHOLE)
def written_answer_goes_on_in_a_new_cell(notebook: Notebook) -> Notebook:
    """The second half of the answer stands in a new cell."""
    cell(notebook, ANSWER)["source"] = FIRST
    return insert(notebook, ANSWER, markdown(SECOND))


@deserves("full", quiet=True, reads=WHOLE)
def written_answer_moved_to_the_end(notebook: Notebook) -> Notebook:
    """Question and answer stand at the end, the answer first."""
    answered(notebook)
    for name in (ANSWER, QUESTION):
        notebook["cells"].append(notebook["cells"].pop(place(notebook, name)))
    return notebook


@deserves("full", says="softmax", reads=WHOLE)
def grade_ids_of_exercise_and_written_answer_swapped(notebook: Notebook) -> Notebook:
    """The solution cell says that it is the written answer, which says nothing any more."""
    answered(notebook)
    cell(notebook, "softmax")["metadata"], own = cell(notebook, ANSWER)["metadata"], {"tags": ["mine"]}
    next(each for each in notebook["cells"] if source(each) == WHOLE)["metadata"] = own
    return notebook


@deserves("full", quiet=True, reads="![plot](attachment:plot.png)")
def written_answer_as_a_picture(notebook: Notebook) -> Notebook:
    """The answer is a photograph of handwriting."""
    picture = {"image/png": base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()}
    cell(notebook, ANSWER).update(source="![plot](attachment:plot.png)", attachments={"plot.png": picture})
    return notebook
