"""Notebooks as other tools save them: Colab, VS Code, Kaggle, JupyterLite and others."""

import uuid
from typing import Any

from tests.mangled.registry import Notebook, code, deserves, markdown, source

BADGE = (
    '<a href="https://colab.research.google.com/github/ada/d2l/blob/main/ch04.ipynb" target="_parent">'
    '<img src="https://colab.research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>'
)


def without_ids(notebook: Notebook, minor: int) -> Notebook:
    """Save in a minor version of the format that knows no cell ids."""
    notebook["nbformat_minor"] = minor
    for each in notebook["cells"]:
        each.pop("id", None)
    return notebook


def colab(notebook: Notebook) -> Notebook:
    """Save as Colab does, with metadata of its own in every cell."""
    without_ids(notebook, 0)
    for number, each in enumerate(notebook["cells"]):
        each["metadata"] |= {"id": f"lSmYbH{number:06}"}
        if each["cell_type"] == "code":
            each["metadata"] |= {
                "colab": {"base_uri": "https://localhost:8080/", "height": 430},
                "outputId": f"{number:08x}-4c1f-4a52-d4a9-59e2e5a3b2c1",
                "executionInfo": {
                    "status": "ok",
                    "timestamp": 1700000000000 + number,
                    "user_tz": -60,
                    "elapsed": 421,
                    "user": {"displayName": "Ada L.", "userId": "01234567890123456789"},
                },
            }
            each["execution_count"] = number
    notebook["metadata"] = {
        "colab": {"provenance": [], "gpuType": "T4", "toc_visible": True},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
        "accelerator": "GPU",
    }
    return notebook


@deserves("full", quiet=True)
def colab_save(notebook: Notebook) -> Notebook:
    """Opened and saved in Colab, which kept nbgrader's metadata."""
    return colab(notebook)


@deserves("full", unsaid="outside")
def colab_save_without_nbgrader(notebook: Notebook) -> Notebook:
    """Copied cell by cell into a new Colab notebook: nothing of the handed-out metadata is left."""
    for each in notebook["cells"]:
        each["metadata"] = {}
    return colab(notebook)


@deserves("full", quiet=True)
def colab_save_with_badge_and_forms(notebook: Notebook) -> Notebook:
    """Saved to GitHub from Colab: a badge on top, cells shown as forms, sources as one string."""
    colab(notebook)
    for each in notebook["cells"]:
        each["source"] = source(each)
        each["metadata"]["cellView"] = "form"
    badge = markdown(BADGE) | {"metadata": {"id": "view-in-github", "colab_type": "text"}}
    notebook["cells"].insert(0, badge)
    notebook["metadata"]["colab"] |= {"include_colab_link": True, "name": "Copy of ch04.ipynb"}
    return without_ids(notebook, 0)


@deserves("full", quiet=True)
def colab_save_with_widgets(notebook: Notebook) -> Notebook:
    """Saved in Colab with a progress bar's widget, whose state lacks the key that the format wants."""
    colab(notebook)
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"0f3a": {"model_name": "X"}}}
    return notebook


@deserves("full", quiet=True)
def colab_cells_of_colab(notebook: Notebook) -> Notebook:
    """The student mounted a drive and asked for a GPU, which exist in Colab alone."""
    colab(notebook)
    mount = "from google.colab import drive\n    drive.mount('/content/drive')"
    notebook["cells"].insert(1, code(f"try:\n    {mount}\nexcept ImportError:\n    pass"))
    return without_ids(notebook, 0)


@deserves("full", quiet=True)
def vscode_save(notebook: Notebook) -> Notebook:
    """Saved in VS Code: a language in every cell, no ids, an interpreter's hash."""
    without_ids(notebook, 2)
    for each in notebook["cells"]:
        language = "python" if each["cell_type"] == "code" else "markdown"
        each["metadata"] |= {"vscode": {"languageId": language}}
    notebook["metadata"] |= {
        "orig_nbformat": 4,
        "vscode": {"interpreter": {"hash": "31f2aee4e71d21fbe5cf8b01ff0e069b9275f58929596ceb00d14d90e3e16cd6"}},
    }
    return notebook


@deserves("full")
def vscode_save_new_cells(notebook: Notebook) -> Notebook:
    """Typed anew in VS Code: cells without nbgrader's metadata and without ids, sources as one string."""
    for each in notebook["cells"]:
        each["metadata"], each["source"] = {"vscode": {"languageId": "python"}}, source(each)
    return without_ids(notebook, 2)


@deserves("full", quiet=True)
def kaggle_save(notebook: Notebook) -> Notebook:
    """Imported into Kaggle, run and downloaded: its first cell, its metadata, no ids."""
    without_ids(notebook, 4)
    for number, each in enumerate(notebook["cells"]):
        each["metadata"] |= {
            "_uuid": f"{number:040x}",
            "_cell_guid": str(uuid.UUID(int=number)),
            "trusted": True,
            "execution": {"iopub.status.busy": "2026-01-01T10:00:00.000000Z", "shell.execute_reply": "ok"},
        }
    text = "import os\nfor dirname, _, filenames in os.walk('/kaggle/input'):\n    print(dirname, filenames)"
    notebook["cells"].insert(0, code(text))
    notebook["metadata"]["kaggle"] = {"accelerator": "none", "dataSources": [], "isInternetEnabled": True}
    return without_ids(notebook, 4)


@deserves("full")
def jupyterlite_save(notebook: Notebook) -> Notebook:
    """Worked on in JupyterLite, where packages are installed with piplite."""
    notebook["metadata"] = {
        "kernelspec": {"name": "python", "display_name": "Python (Pyodide)", "language": "python"},
        "language_info": {"name": "python", "codemirror_mode": {"name": "python", "version": 3}},
    }
    notebook["cells"].insert(0, code("import piplite\nawait piplite.install('torch')"))
    return notebook


@deserves("full", quiet=True)
def pycharm_save(notebook: Notebook) -> Notebook:
    """Saved in PyCharm, which puts its own metadata into cells."""
    for each in notebook["cells"]:
        each["metadata"] |= {"pycharm": {"name": "#%%\n", "is_executing": True}}
    return without_ids(notebook, 1)


@deserves("full", quiet=True)
def databricks_save(notebook: Notebook) -> Notebook:
    """Exported from Databricks."""
    for number, each in enumerate(notebook["cells"]):
        entry: dict[str, Any] = {"nuid": str(uuid.UUID(int=number)), "inputWidgets": {}, "title": ""}
        each["metadata"]["application/vnd.databricks.v1+cell"] = entry
    notebook["metadata"]["application/vnd.databricks.v1+notebook"] = {"language": "python", "widgets": {}}
    return without_ids(notebook, 0)


@deserves("full")
def deepnote_save(notebook: Notebook) -> Notebook:
    """Exported from Deepnote: its metadata in place of all others."""
    for number, each in enumerate(notebook["cells"]):
        each["metadata"] = {"cell_id": f"{number:032x}", "deepnote_cell_type": each["cell_type"], "tags": []}
    notebook["metadata"] = {"deepnote": {}, "deepnote_execution_queue": [], "orig_nbformat": 2}
    return without_ids(notebook, 2)


@deserves("full", quiet=True)
def jupytext_paired(notebook: Notebook) -> Notebook:
    """Paired with a script by jupytext."""
    notebook["metadata"]["jupytext"] = {"formats": "ipynb,py:percent", "cell_metadata_filter": "-all"}
    return notebook
