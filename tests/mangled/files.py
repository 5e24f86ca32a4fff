"""The file itself: its encoding, its JSON."""

import gzip
import json
import re

from tests.mangled.registry import Notebook, cell, deserves, markdown, source


def text_of(notebook: Notebook) -> str:
    """Return the file as Jupyter writes it."""
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def remarked(notebook: Notebook) -> Notebook:
    """Put letters beyond ASCII into the answer's comments."""
    whole = cell(notebook, "softmax")
    whole["source"] = "# größter Logit zuerst, très important\n" + source(whole)
    return notebook


# Encodings.


@deserves("full", quiet=True)
def utf_8_with_bom(notebook: Notebook) -> bytes:
    """Saved with a byte-order mark, as Windows editors do."""
    return text_of(remarked(notebook)).encode("utf-8-sig")


@deserves("full")
def utf_16(notebook: Notebook) -> bytes:
    """Saved as UTF-16 with a byte-order mark ("Unicode" in Windows, or redirected in PowerShell)."""
    return text_of(remarked(notebook)).encode("utf-16")


@deserves("full")
def utf_16_big_endian(notebook: Notebook) -> bytes:
    """Saved as UTF-16, the other byte first, with a byte-order mark."""
    return b"\xfe\xff" + text_of(remarked(notebook)).encode("utf-16-be")


@deserves("full")
def latin_1(notebook: Notebook) -> bytes:
    """Saved as Latin-1, with umlauts in comments."""
    text = re.sub(r"[^\x00-\xff]", "?", text_of(remarked(notebook)))
    return text.encode("latin-1")


@deserves("full", quiet=True)
def crlf_in_the_file(notebook: Notebook) -> bytes:
    """The file's lines end in CR LF, as git does on Windows."""
    return text_of(notebook).replace("\n", "\r\n").encode()


@deserves("full", quiet=True)
def not_a_number_in_an_output(notebook: Notebook) -> str:
    """An output holds NaN, which Python writes and strict JSON forbids."""
    cell(notebook, "softmax")["metadata"]["score"] = float("nan")
    return text_of(notebook)


@deserves("full", quiet=True)
def lone_surrogate_in_prose(notebook: Notebook) -> str:
    """Half of an emoji stands in a remark of the student's."""
    notebook["cells"].append(markdown("Done \ud83d"))
    return json.dumps(notebook)


@deserves("full", quiet=True)
def control_characters_in_prose(notebook: Notebook) -> Notebook:
    """Zero bytes, terminal colours and other characters that nobody sees stand in a remark."""
    notebook["cells"].append(markdown("".join(map(chr, range(32))) + "\x7f\u2028\u202e\ufeff\uffff"))
    return notebook


@deserves("full")
def lone_surrogate_in_a_comment(notebook: Notebook) -> str:
    """Half of an emoji stands in a comment: JSON can escape it, UTF-8 cannot hold it."""
    whole = cell(notebook, "check-softmax")
    whole["source"] = source(whole) + "  # \ud83d"
    return json.dumps(notebook)


# Not a notebook.


@deserves("human", says="notebook")
def trailing_commas(notebook: Notebook) -> str:
    """Mended by hand in a text editor, which left a trailing comma."""
    return re.sub(r"\n \]", ",\n ]", text_of(notebook), count=1)


@deserves("human", says="notebook")
def truncated(notebook: Notebook) -> str:
    """The upload broke off."""
    text = text_of(notebook)
    return text[: 2 * len(text) // 3]


@deserves("human", says="notebook")
def merge_conflict(notebook: Notebook) -> str:
    """Committed with git's conflict markers in it."""
    lines = text_of(notebook).splitlines()
    middle = len(lines) // 2
    lines[middle:middle] = ["<<<<<<< HEAD", lines[middle], "=======", lines[middle], ">>>>>>> main"]
    return "\n".join(lines)


@deserves("human", says="notebook")
def a_script(notebook: Notebook) -> str:
    """Downloaded as a .py file and renamed to .ipynb."""
    return "\n\n\n".join(source(each) for each in notebook["cells"] if each["cell_type"] == "code")


@deserves("human", says="empty")
def empty(notebook: Notebook) -> str:
    """The file is empty."""
    return ""


@deserves("human", says="empty")
def blank(notebook: Notebook) -> str:
    """The file holds empty lines."""
    return "\n\n  \n"


@deserves("human")
def zero_bytes(notebook: Notebook) -> bytes:
    """The file holds zero bytes only, as after a crash."""
    return bytes(4096)


@deserves("human", says="notebook")
def a_list(notebook: Notebook) -> str:
    """The file holds the list of cells, not the notebook around it."""
    return json.dumps(notebook["cells"])


@deserves("human", says="notebook")
def a_text(notebook: Notebook) -> str:
    """The file holds a JSON string: the notebook was encoded twice."""
    return json.dumps(text_of(notebook))


@deserves("human", says="notebook")
def null(notebook: Notebook) -> str:
    """The file holds null."""
    return "null"


@deserves("human", says="notebook")
def cells_missing(notebook: Notebook) -> Notebook:
    """The notebook has no cells, not even an empty list."""
    del notebook["cells"]
    return notebook


@deserves("human", says="notebook")
def cells_by_number(notebook: Notebook) -> Notebook:
    """The cells are an object with numbers as keys."""
    return notebook | {"cells": {str(number): each for number, each in enumerate(notebook["cells"])}}


@deserves("human", says="notebook")
def brackets(notebook: Notebook) -> str:
    """The file is a hundred thousand opening brackets."""
    return "[" * 100_000


@deserves("human", says="notebook")
def a_web_page(notebook: Notebook) -> str:
    """The learning platform's login page was saved in the notebook's place."""
    return "<!DOCTYPE html><html><head><title>Log in</title></head><body><form></form></body></html>"


@deserves("human")
def compressed(notebook: Notebook) -> bytes:
    """The file is compressed, under the name of the notebook."""
    return gzip.compress(text_of(notebook).encode(), mtime=0)
