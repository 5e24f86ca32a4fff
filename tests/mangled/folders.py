"""The notebook's name, its folder, and what lies beside it."""

from tests.mangled.registry import CHAPTER, FILE, Folder, Notebook, deserves


@deserves("full", says=f"{CHAPTER}-Copy1.ipynb")
def named_copy1(notebook: Notebook) -> Folder:
    """The student worked on JupyterLab's copy and handed in that alone."""
    return Folder({f"{CHAPTER}-Copy1.ipynb": notebook})


@deserves("full", says=f"{CHAPTER} (1).ipynb")
def named_by_the_browser(notebook: Notebook) -> Folder:
    """The browser numbered a second download."""
    return Folder({f"{CHAPTER} (1).ipynb": notebook})


@deserves("full", says="ada.ipynb")
def named_after_the_student(notebook: Notebook) -> Folder:
    """The student gave the notebook their own name."""
    return Folder({"ada.ipynb": notebook})


@deserves("full", says="Kapitel 4 – Lösung.ipynb")
def named_with_umlauts_and_blanks(notebook: Notebook) -> Folder:
    """The student gave the notebook a title as its name."""
    return Folder({"Kapitel 4 – Lösung.ipynb": notebook})


@deserves("full", says="hw4")
def in_a_subfolder(notebook: Notebook) -> Folder:
    """A zip file was unpacked into a folder of its own."""
    return Folder({f"hw4/{FILE}": notebook})


@deserves("full", quiet=True)
def checkpoint_beside_it(notebook: Notebook) -> Folder:
    """Jupyter's checkpoint, an earlier state, was handed in too."""
    return Folder({FILE: notebook, f".ipynb_checkpoints/{CHAPTER}-checkpoint.ipynb": "{}"})


@deserves("full", says="ada.ipynb")
def other_name_and_its_checkpoint(notebook: Notebook) -> Folder:
    """Under another name, with its checkpoint: only one of the two is meant."""
    return Folder({"ada.ipynb": notebook, ".ipynb_checkpoints/ada-checkpoint.ipynb": "{}"})


@deserves("full", says="ada.ipynb")
def other_name_and_what_a_mac_adds(notebook: Notebook) -> Folder:
    """Zipped on a Mac, which adds a shadow of each file."""
    return Folder({"ada.ipynb": notebook, "._ada.ipynb": b"\x00\x05\x16\x07", "__MACOSX/._ada.ipynb": b"\x00\x05"})


@deserves("full")
def right_name_and_a_copy_beside_it(notebook: Notebook) -> Folder:
    """An earlier copy lies beside the notebook with the right name."""
    return Folder({FILE: notebook, f"{CHAPTER}-Copy1.ipynb": "{}"})


@deserves("human", says="ada.ipynb")
def two_candidates(notebook: Notebook) -> Folder:
    """Two notebooks, none with the right name."""
    return Folder({"ada.ipynb": notebook, "ada-final.ipynb": notebook})


@deserves("human", says="missing")
def only_a_checkpoint(notebook: Notebook) -> Folder:
    """Only Jupyter's checkpoint was handed in, an earlier state perhaps."""
    return Folder({f".ipynb_checkpoints/{CHAPTER}-checkpoint.ipynb": notebook})


@deserves("human", says="missing")
def only_a_report(notebook: Notebook) -> Folder:
    """A PDF was handed in, no notebook."""
    return Folder({"report.pdf": b"%PDF-1.7\n"})


@deserves("human")
def named_as_text(notebook: Notebook) -> Folder:
    """The browser added .txt to the name."""
    return Folder({f"{FILE}.txt": notebook})


@deserves("human")
def a_folder_named_like_the_notebook(notebook: Notebook) -> Folder:
    """A folder has the notebook's name, and the notebook lies in it twice."""
    return Folder({f"{FILE}/first.ipynb": notebook, f"{FILE}/second.ipynb": notebook})
