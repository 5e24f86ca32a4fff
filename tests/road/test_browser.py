"""The student's road in a real JupyterLab in a real browser: red, type the solution, green, Validate."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.authoring.parts import Exercise
from autograder.grading.book import gradebook
from autograder.grading.classroom import grade
from autograder.grading.practice import Planned, write_submission
from autograder.grading.setup import chapter_facts

pytestmark = pytest.mark.alone

KIT = Path(__file__).parents[2]
CHAPTER = "ch04_linear_classification"
ANSWER = "answer-when_is_accuracy_blind"
MISTAKEN = "def softmax(logits: Tensor, dim: int = -1) -> Tensor:\n    return logits.exp() / logits.exp().sum()"
SOLVED = Exercise(KIT / "reference" / CHAPTER / "softmax").solution.cell


@contextlib.contextmanager
def jupyter_lab(folder: Path) -> Iterator[str]:
    """Run ``fathom lab`` on a folder and yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "autograder.cli", "lab", str(folder), "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--IdentityProvider.token=", "--ServerApp.port_retries=0"]
    home = folder.parent / "home"  # the settings of whoever runs the tests must not matter
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(home), "IPYTHONDIR": str(home), "HOME": str(home)}
    with (folder.parent / "jupyter.log").open("wb") as log:
        server = subprocess.Popen(
            command, stdout=log, stderr=log, env=environment, cwd=folder, start_new_session=True
        )
        try:
            for _ in range(240):
                with (
                    contextlib.suppress(OSError),
                    urllib.request.urlopen(f"{address}/api/status", timeout=2) as reply,
                ):
                    json.load(reply)
                    break
                time.sleep(0.5)
            else:
                pytest.fail(f"JupyterLab did not start: {(folder.parent / 'jupyter.log').read_text()[-800:]}")
            yield address
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


def test_a_student_sees_red_then_green_and_validates(chromium, tmp_path):
    from playwright.sync_api import expect, sync_playwright

    folder = tmp_path / "assignments"
    shutil.copytree(KIT / "assignments" / CHAPTER, folder / CHAPTER)
    with jupyter_lab(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1600})
        page.set_default_timeout(60_000)
        page.goto(f"{address}/lab/tree/{CHAPTER}/{CHAPTER}.ipynb?reset")
        wait_until_idle(page)
        run_cell(page, "from autograder import check")

        run_cell(page, "def softmax(")
        run_cell(page, 'check("softmax")')
        panel = page.locator(".fathom-panel").first
        expect(panel).to_contain_text("Softmax: not written yet")
        expect(
            page.get_by_text("CheckFailed").or_(page.get_by_text("Softmax: not written yet")).first
        ).to_be_visible()

        type_into(page, "def softmax(", MISTAKEN)
        run_cell(page, "def softmax(")
        run_cell(page, 'check("softmax")')
        expect(panel).to_contain_text(
            "returned rows that sum to 0.155566; each row should sum to 1. It looks as if"
        )
        panel.get_by_text("Hint").first.click()
        if shot := os.environ.get("FATHOM_SHOT"):  # how the picture in README was made
            page.screenshot(path=shot, clip={"x": 282, "y": 60, "width": 960, "height": 1080})

        type_into(page, "def softmax(", SOLVED)
        run_cell(page, "def softmax(")
        run_cell(page, 'check("softmax")')
        expect(page.locator(".fathom-panel").first).to_contain_text("Softmax: 3 of 3 checks passed")

        page.get_by_role("button", name="Validate").click()
        dialog = page.locator(".jp-Dialog")
        expect(dialog).to_be_visible(timeout=180_000)
        # The other exercises are still stubs: validation must name them and not softmax.
        text = dialog.inner_text()
        assert "failed" in text.lower()
        assert re.search(r"cross.entropy", text, re.IGNORECASE)
        assert 'check("softmax")' not in text
        assert "Softmax:" not in text
        browser.close()


def wait_until_idle(page):
    """Wait for the kernel: a cell that is run before it is connected is not run at all."""
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=120_000)


def cell(page, text):
    return page.locator(".jp-CodeCell", has_text=text).first


def run_cell(page, text):
    """Run the first code cell that contains the text and wait until its number appears.

    A page that is still being laid out may swallow the keys: the cell then has no star either, and is run again.
    """
    from playwright.sync_api import TimeoutError as NothingSeen

    target = cell(page, text)
    for _ in range(4):
        target.scroll_into_view_if_needed()
        target.locator(".jp-InputArea-editor").click()
        page.keyboard.press("Control+Enter")
        with contextlib.suppress(NothingSeen):
            target.locator(".jp-InputPrompt", has_text=re.compile(r"\[(\*|\d+)\]")).wait_for(timeout=15_000)
            break
    target.locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]")).wait_for(timeout=120_000)


def type_into(page, text, source):
    """Replace the source of a cell as typing would."""
    target = cell(page, text)
    target.locator(".jp-InputArea-editor").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)


def test_in_the_formgrader_a_human_reads_a_written_answer_and_gives_points(chromium, course, sandbox):
    from playwright.sync_api import expect, sync_playwright

    planned = Planned("formgraded", CHAPTER, {"softmax": "reference"}, {ANSWER: "The order stays."})
    write_submission(course, planned, course.released(CHAPTER), course.reference / CHAPTER)
    grade(course, CHAPTER, students=["formgraded"], sandbox=sandbox)
    with gradebook(course) as book:
        submission = book.find_submission_notebook(CHAPTER, CHAPTER, "formgraded").id
    with jupyter_lab(course.root) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1600})
        page.set_default_timeout(60_000)
        page.goto(f"{address}/formgrader/manage_submissions/{CHAPTER}")
        row = page.locator("tr", has_text="formgraded")
        expect(row).to_contain_text("graded")
        expect(row).to_contain_text(f"3 / {chapter_facts(course, CHAPTER).points:g}")
        expect(row).to_contain_text("needs manual grading")
        page.goto(f"{address}/formgrader/submissions/{submission}/")
        expect(page.locator(".fathom-panel").first).to_contain_text("3 of 3 points")
        expect(page.locator("body")).to_contain_text("How the points are given")
        answer = page.locator(".nbgrader_cell", has_text="The order stays.")
        expect(answer).to_contain_text("Student's answer")
        answer.locator("input.score").fill("1.5")
        with page.expect_response(lambda reply: "/api/grade/" in reply.url and reply.request.method == "PUT"):
            answer.locator("input.score").press("Tab")
        browser.close()
    with gradebook(course) as book:
        notebook = book.find_submission_notebook(CHAPTER, CHAPTER, "formgraded")
        assert (notebook.score, notebook.needs_manual_grade) == (4.5, False)
    grade(course, CHAPTER, students=["formgraded"], sandbox=sandbox)
    with gradebook(course) as book:
        given = book.find_grade(ANSWER, CHAPTER, CHAPTER, "formgraded")
        assert (given.manual_score, given.needs_manual_grade) == (1.5, False)
