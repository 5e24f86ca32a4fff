"""Where the answer stands and how it is written, and what became of the given cells."""

from collections.abc import Callable

from tests.mangled.registry import (
    BROKEN,
    STUB,
    Notebook,
    cell,
    code,
    deserves,
    insert,
    markdown,
    source,
)


def answer_of(notebook: Notebook) -> str:
    """Take the answer out of its cell, which holds the stub again, and return it."""
    whole = cell(notebook, "softmax")
    answer, whole["source"] = source(whole), STUB
    return answer


def rewritten(notebook: Notebook, change: Callable[[str], str]) -> Notebook:
    """Change the text of the answer."""
    whole = cell(notebook, "softmax")
    whole["source"] = change(source(whole))
    return notebook


# Where the answer stands.


@deserves("full", says="softmax")
def answer_below_the_stub(notebook: Notebook) -> Notebook:
    """The stub was left, the answer stands in a new cell below it."""
    return insert(notebook, "softmax", code(answer_of(notebook)))


@deserves("full", says="softmax")
def answer_above_the_stub(notebook: Notebook) -> Notebook:
    """The answer stands in a new cell above the stub, which was left untouched and would undo it."""
    return insert(notebook, "softmax", code(answer_of(notebook)), below=False)


@deserves("full", says="softmax")
def answer_far_above_the_stub(notebook: Notebook) -> Notebook:
    """The answer stands at the very top of the notebook, above the imports that it needs."""
    notebook["cells"].insert(0, code(answer_of(notebook)))
    return notebook


@deserves("full")
def answer_below_a_cell_of_comments(notebook: Notebook) -> Notebook:
    """The solution cell holds comments only, the answer stands in a new cell."""
    answer = answer_of(notebook)
    cell(notebook, "softmax")["source"] = "# my answer is in the next cell\n# because I wanted it there"
    return insert(notebook, "softmax", markdown("**My answer**"), code(answer))


@deserves("full")
def answer_below_an_emptied_cell(notebook: Notebook) -> Notebook:
    """The solution cell is empty, the answer stands in a new cell."""
    answer = answer_of(notebook)
    cell(notebook, "softmax")["source"] = []
    return insert(notebook, "softmax", code(answer))


@deserves("full", says="softmax")
def earlier_attempt_in_the_solution_cell(notebook: Notebook) -> Notebook:
    """A wrong attempt stands in the solution cell, the answer in a new cell below."""
    answer = answer_of(notebook)
    cell(notebook, "softmax")["source"] = BROKEN
    return insert(notebook, "softmax", code(answer))


@deserves("full", quiet=True)
def two_definitions_in_one_cell(notebook: Notebook) -> Notebook:
    """A wrong attempt stands above the answer in the same cell."""
    return rewritten(notebook, lambda answer: f"{BROKEN}\n\n\n{answer}")


@deserves("full", quiet=True)
def stub_above_the_answer_in_one_cell(notebook: Notebook) -> Notebook:
    """The stub was left above the answer in the same cell."""
    return rewritten(notebook, lambda answer: f"{STUB}\n\n\n{answer}")


@deserves("full", quiet=True)
def raise_left_below_the_return(notebook: Notebook) -> Notebook:
    """The stub's raise was left below the return, where it is never reached."""
    return rewritten(notebook, lambda answer: f"{answer}\n    raise NotImplementedError()")


@deserves("full", quiet=True)
def answer_as_lambda(notebook: Notebook) -> Notebook:
    """The answer is a lambda."""
    body = "(logits - logits.amax(dim, keepdim=True)).exp()"
    text = f"softmax = lambda logits, dim=-1: (lambda w: w / w.sum(dim, keepdim=True))({body})"
    return rewritten(notebook, lambda answer: text)


@deserves("full", quiet=True)
def answer_by_assignment(notebook: Notebook) -> Notebook:
    """The answer has another name and is assigned to the right one."""
    return rewritten(notebook, lambda answer: answer.replace("def softmax", "def mine") + "\n\nsoftmax = mine")


@deserves("full")
def answer_by_assignment_in_another_cell(notebook: Notebook) -> Notebook:
    """The answer has another name; a new cell assigns it to the right one."""
    rewritten(notebook, lambda answer: answer.replace("def softmax", "def mine"))
    return insert(notebook, "softmax", code("softmax = mine"))


@deserves("full", quiet=True)
def answer_as_an_object(notebook: Notebook) -> Notebook:
    """The answer is an object that can be called."""

    def change(answer: str) -> str:
        method = answer.replace("def softmax(logits", "def __call__(self, logits").replace("\n", "\n    ")
        return f"class Softmax:\n    {method}\n\n\nsoftmax = Softmax()"

    return rewritten(notebook, change)


@deserves("full", quiet=True)
def answer_under_a_condition(notebook: Notebook) -> Notebook:
    """The definition stands inside an if."""
    return rewritten(notebook, lambda answer: "if True:\n    " + answer.replace("\n", "\n    "))


@deserves("full", quiet=True)
def helpers_in_their_own_cells(notebook: Notebook) -> Notebook:
    """The answer calls helpers from cells above and below its own."""
    rewritten(notebook, lambda answer: answer.replace("torch.exp(", "raised("))
    rewritten(notebook, lambda answer: answer.replace("weights.sum(", "total(weights, "))
    insert(notebook, "softmax", code("def raised(x):\n    return torch.exp(x)"), below=False)
    return insert(notebook, "softmax", code("def total(x, *args, **kwargs):\n    return x.sum(*args, **kwargs)"))


@deserves("full", quiet=True)
def tabs_in_the_answer(notebook: Notebook) -> Notebook:
    """The answer is indented with tabs."""
    return rewritten(notebook, lambda answer: answer.replace("    ", "\t"))


@deserves("full", quiet=True)
def own_tests_below_the_answer(notebook: Notebook) -> Notebook:
    """The solution cell also prints, plots and tests."""
    tests = """

print(softmax(torch.ones(3)))
plt.plot(softmax(torch.ones(3)))
assert softmax(torch.ones(3)).sum() == 1"""
    return rewritten(notebook, lambda answer: answer + tests)


@deserves("full")
def answer_in_a_cell_that_begins_with_an_empty_line(notebook: Notebook) -> Notebook:
    """The answer's cell begins with an empty line; the cell above it is the student's and raises."""
    rewritten(notebook, lambda answer: f"\n{answer}")
    return insert(notebook, "softmax", code("1 / 0"), below=False)


@deserves("full")
def answer_indented_as_a_whole(notebook: Notebook) -> Notebook:
    """The whole answer is indented, which IPython allows; the cell above it holds a function of the student's."""
    rewritten(notebook, lambda answer: "    " + answer.replace("\n", "\n    "))
    return insert(notebook, "softmax", code("def raised(x):\n    return torch.exp(x)"), below=False)


@deserves("human", says="softmax")
def fences_around_the_answer(notebook: Notebook) -> Notebook:
    """The answer was pasted with the fences of markdown around it, which are no Python."""
    return rewritten(notebook, lambda answer: f"```python\n{answer}\n```")


# Given cells edited.


@deserves("full", says="setup", unsaid="missing")
def import_added_to_the_given_cell(notebook: Notebook) -> Notebook:
    """The answer needs an import that the student added to the given cell."""
    setup = cell(notebook, "setup")
    setup["source"] = "import math\n" + source(setup)
    return rewritten(notebook, lambda answer: answer.replace("torch.exp(shifted)", "torch.pow(math.e, shifted)"))


@deserves("full", says="given-1", unsaid="missing")
def helper_deleted_from_the_given_cell(notebook: Notebook) -> Notebook:
    """A function was deleted from a given cell."""
    given = cell(notebook, "given-1")
    given["source"] = source(given)[source(given).index("cloud_W") :]
    return notebook


@deserves("full", says="setup", unsaid="missing")
def given_cell_broken(notebook: Notebook) -> Notebook:
    """A key was hit in the given cell, which is no Python any more."""
    setup = cell(notebook, "setup")
    setup["source"] = source(setup).replace("import torch", "ximport torch", 1)
    return notebook


@deserves("full", says="setup")
def given_cell_emptied(notebook: Notebook) -> Notebook:
    """A given cell was emptied."""
    cell(notebook, "setup")["source"] = []
    return notebook


@deserves("full", unsaid="missing")
def helper_added_to_the_given_cell(notebook: Notebook) -> Notebook:
    """The answer calls a function that the student wrote into the given cell."""
    given = cell(notebook, "given-1")
    given["source"] = source(given) + "\n\n\ndef raised(x):\n    return torch.exp(x)"
    return rewritten(notebook, lambda answer: answer.replace("torch.exp(shifted)", "raised(shifted)"))


@deserves("full", quiet=True)
def demonstration_edited(notebook: Notebook) -> Notebook:
    """The student played with a demonstration."""
    demo = next(each for each in notebook["cells"] if "2.0, 1.0, 0.5" in source(each))
    demo["source"] = source(demo).replace("2.0, 1.0", "9.0, 1.0")
    return notebook


@deserves("full", quiet=True)
def helper_in_a_demonstration(notebook: Notebook) -> Notebook:
    """The answer calls a function that the student wrote into a demonstration, which does not run."""
    demo = cell(notebook, "demo-2")
    demo["source"] = (
        "@torch.no_grad()\ndef ignored():\n    pass\n\n\ndef raised(x): return torch.exp(x)\n" + source(demo)
    )
    return rewritten(notebook, lambda answer: answer.replace("torch.exp(shifted)", "raised(shifted)"))


@deserves("full", unsaid="missing")
def check_cell_edited(notebook: Notebook) -> Notebook:
    """The check cell also prints something."""
    check = cell(notebook, "check-softmax")
    check["source"] = "print(softmax(torch.ones(3)))\n" + source(check)
    return notebook


@deserves("full")
def check_cell_rewritten(notebook: Notebook) -> Notebook:
    """The answer's check was replaced with the student's own."""
    cell(notebook, "check-softmax")["source"] = "assert True"
    return notebook
