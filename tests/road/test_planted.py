"""A script planted in every place where student text reaches a page does not run, in a real browser.

Every place plants code that calls ``planted("place")``, a function that the browser hands to this test from
every page and frame. The pages are the feedback page, the class report, the formgrader's pages and the graded
notebook in JupyterLab. A control page shows that each kind of script would be seen.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from autograder.course import Course
from autograder.grading.book import gradebook
from autograder.grading.classroom import grade
from autograder.grading.nbgrader_runs import generate_feedback
from autograder.grading.notebooks import is_usable_name
from autograder.grading.report import write_report
from tests.road.planting import CHAPTER, FILE, FOLDER, SEVERAL, attached, every_kind, image, notebook, payload
from tests.road.test_browser import jupyter_lab


def hand_in(course: Course, student: str, name: str = FILE, more: Sequence[dict[str, Any]] = ()) -> Path:
    """Write the notebook, with more cells perhaps, under a name; return the folder."""
    folder = course.submitted(student, CHAPTER).parent
    folder.mkdir(parents=True, exist_ok=True)
    made = notebook(course)
    made["cells"] += more
    (folder / name).write_text(json.dumps(made), encoding="utf-8")
    return folder


STUDENTS = ("planted", "planted-renamed", "planted-several", "planted-timestamp", "planted-attachments")
EVERYBODY = [*STUDENTS, pytest.param(FOLDER, id="folder")]


@pytest.fixture(scope="module")
def graded(course: Course, sandbox: str, bubblewrap: str) -> Course:
    """The course with everything planted, graded; the folder by nbgrader, which takes any name for a student's."""
    hand_in(course, "planted")
    (hand_in(course, FOLDER) / f"{image('other file')}.txt").write_text(payload("other file"))
    hand_in(course, "planted-renamed", f"{image('name')}.ipynb")
    for name in SEVERAL:
        hand_in(course, "planted-several", name)
    (hand_in(course, "planted-timestamp") / "timestamp.txt").write_text(payload("time"))
    hand_in(course, "planted-attachments", more=attached())
    grade(course, CHAPTER, students=list(STUDENTS), sandbox=sandbox)
    command = [str(Path(sys.executable).parent / "nbgrader"), "autograde", CHAPTER]
    subprocess.run([*command, f"--CourseDirectory.student_id={FOLDER}"], cwd=course.root, check=True)
    return course


def test_a_folder_with_a_script_for_its_name_is_for_a_human(graded, sandbox):
    (result,) = grade(graded, CHAPTER, students=[FOLDER], sandbox=sandbox).results
    assert (result.score, result.verdicts) == (0, {})
    assert "rename the folder" in result.needs_human


@pytest.mark.parametrize("name", ["ada", "Ada Lovelace (123)", "zoë@example.org", "李明", "a+b,c"])
def test_names_that_students_have_are_usable(name):
    assert is_usable_name(name)


@pytest.mark.parametrize("name", [FOLDER, "O'Brien", 'a"b', "a&b", "a\\b", "a\nb", "\u202ea", "\udcff", ".git"])
def test_names_that_a_page_could_trip_over_are_not(name):
    assert not is_usable_name(name)


# The browser.


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


# Links and forms that run a script when they are clicked.
CLICKS = """nodes => nodes
    .flatMap(node => [...node.attributes].map(attribute => attribute.value))
    .filter(value => /^[\\s\\x00-\\x20]*javascript:.*planted/i.test(value))
    .map(value => "a click on " + decodeURIComponent(value).match(/planted\\('(.*)'\\)/)[1])"""


class Watched:
    """A page that tells which planted scripts ran on it."""

    def __init__(self, browser: Any) -> None:
        self.ran: set[str] = set()
        self.page = browser.new_page(viewport={"width": 1280, "height": 1600})
        self.page.set_default_timeout(60_000)
        self.page.expose_function("planted", lambda place: self.ran.add(str(place)))
        # Nothing outside this machine is asked: the pages' formulas come from elsewhere.
        self.page.route(
            lambda address: address.startswith("http") and "//127.0.0.1" not in address, lambda route: route.abort()
        )

    def found(self) -> set[str]:
        """Return what ran, and the links that would run on a click, once the page is quiet."""
        probe = "const probe = document.createElement('div'); document.body.append(probe); probe.innerHTML = "
        # Whatever was there to run was asked to before this picture is.
        self.page.evaluate(f"() => {{ {probe}{json.dumps(image('the probe'))} }}")
        for _ in range(100):
            if "the_probe" in self.ran:
                break
            self.page.wait_for_timeout(200)
        assert "the_probe" in self.ran, "this page would not tell"
        self.page.wait_for_timeout(500)
        return self.ran - {"the_probe"} | set(self.page.locator("[href], [src], [action]").evaluate_all(CLICKS))

    def assert_nothing_ran(self) -> None:
        found = self.found()
        assert not found, f"{len(found)} planted scripts ran: {', '.join(sorted(found))}"


@pytest.fixture
def watched(browser: Any) -> Iterator[Watched]:
    watched = Watched(browser)
    yield watched
    watched.page.close()


def test_the_control_page_runs_every_kind_of_script(watched, tmp_path):
    (tmp_path / "control.html").write_text(f"<!doctype html><textarea>{every_kind('control')}")
    watched.page.goto((tmp_path / "control.html").as_uri())
    kinds = {":plain", ":svg", ":frame", ":address", ":details", ":focus", ":math"}
    found = watched.found()
    assert {f"control{kind}" for kind in kinds} <= found
    assert "a click on control:link" in found


@pytest.mark.parametrize("student", EVERYBODY)
def test_nothing_runs_on_a_feedback_page(student, graded, watched):
    generate_feedback(graded, CHAPTER, student)
    path = graded.root / "feedback" / student / CHAPTER / f"{CHAPTER}.html"
    watched.page.goto(path.as_uri())
    assert watched.page.locator(".fathom-panel").count() == 2
    watched.assert_nothing_ran()


def test_nothing_runs_on_the_class_report(graded, watched):
    watched.page.goto(write_report(graded, CHAPTER).as_uri())
    assert FOLDER in watched.page.locator("body").inner_text()
    watched.assert_nothing_ran()


@pytest.fixture(scope="module")
def server(graded: Course) -> Iterator[str]:
    with jupyter_lab(graded.root) as address:
        yield address


@pytest.mark.parametrize("student", EVERYBODY)
def test_nothing_runs_on_the_formgraders_page_of_a_submission(student, graded, server, watched):
    with gradebook(graded) as book:
        submission = book.find_submission_notebook(CHAPTER, CHAPTER, student).id
    watched.page.goto(f"{server}/formgrader/submissions/{submission}/")
    assert watched.page.locator(".fathom-panel").count() == 2
    watched.assert_nothing_ran()


LISTS = (f"manage_submissions/{CHAPTER}", f"gradebook/{CHAPTER}/{CHAPTER}", "manage_students", "gradebook")


@pytest.mark.parametrize("address", LISTS)
def test_nothing_runs_on_the_formgraders_lists(address, server, watched):
    watched.page.goto(f"{server}/formgrader/{address}")
    watched.page.wait_for_load_state("networkidle")
    watched.assert_nothing_ran()


@pytest.mark.parametrize("student", EVERYBODY[:2])
def test_nothing_runs_in_the_graded_notebook_in_jupyterlab(student, server, watched):
    path = quote(f"autograded/{student}/{CHAPTER}/{FILE}")
    watched.page.goto(f"{server}/lab/tree/{path}?reset")
    watched.page.locator(".fathom-panel").first.wait_for()
    for element in watched.page.locator(".jp-Notebook .jp-Cell").all():
        element.scroll_into_view_if_needed()
    watched.assert_nothing_ran()
