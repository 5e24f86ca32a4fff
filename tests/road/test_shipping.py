"""Nothing that a student receives lets them find a solution or a hidden check."""

import shutil
import zipfile
from pathlib import Path

import pytest

from autograder.authoring.build import build_chapter
from autograder.authoring.parts import exercises_of
from autograder.authoring.questions import questions_of
from autograder.course import Course
from autograder.errors import LeakError
from autograder.grading.release import assert_no_leak, parts_of, release, secrets_of, student_wheel, student_zip
from tests.road.conftest import course_in

KIT = Path(__file__).parents[2]
CH04 = "ch04_linear_classification"


@pytest.fixture(scope="module")
def wheel(course: Course) -> Path:
    return student_wheel(course)


def test_the_wheel_holds_engine_and_public_checks_alone(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {Path(name).parts[0] for name in names} <= {"autograder", "fathom-0.1.0.dist-info"}
    assert f"autograder/checks/{CH04}/test_softmax.py" in names
    assert f"autograder/checks/{CH04}/chapter.json" in names
    assert not [name for name in names if "test_hidden" in name or "solution" in name]


def test_the_zip_holds_the_released_notebook_and_the_wheel(course, wheel):
    names = zipfile.ZipFile(student_zip(course, course.chapter(CH04), wheel)).namelist()
    assert sorted(names) == sorted([f"{CH04}/{CH04}.ipynb", wheel.name])


def test_released_notebooks_are_the_ones_in_the_repository(tmp_path):
    course = course_in(tmp_path, whole=True)
    for entry in course.built_chapters():
        release(course, entry)
        path = Path("assignments", entry.name, f"{entry.name}.ipynb")
        assert (course.root / path).read_text() == (KIT / path).read_text(), (
            f"{path} is stale; next: fathom release"
        )


def test_every_exercise_has_secrets_to_look_for(course):
    for entry in course.built_chapters():
        for exercise in exercises_of(course.reference / entry.name):
            kinds = {Path(secret.source).name for secret in secrets_of(exercise)}
            assert kinds == {"solution.py", "test_hidden.py"}, exercise.name


def test_every_line_of_a_model_answer_and_of_a_rubric_is_a_secret():
    for question in questions_of(Course.load(KIT).reference / CH04):
        secrets = {secret.text for secret in secrets_of(question)}
        long = [line.removeprefix("- ").strip() for line in (question.answer + "\n" + question.rubric).splitlines()]
        assert {line for line in long if len(line) >= 20} <= secrets


@pytest.mark.parametrize("entry", Course.load(KIT).built_chapters(), ids=lambda entry: entry.name[:4])
def test_a_planted_secret_is_found_wherever_it_ships(entry, tmp_path):
    course = Course.load(KIT)
    for part in parts_of(course, entry):
        for secret in secrets_of(part):
            (tmp_path / "shipped.py").write_text(f"# {secret.text}\n", encoding="utf-8")
            with pytest.raises(LeakError):
                assert_no_leak([part], tmp_path)


def test_a_model_answer_in_the_page_stops_the_release(tmp_path):
    course = course_in(tmp_path)
    shutil.copytree(KIT / "reference" / CH04, tmp_path / "reference" / CH04)
    entry = course.chapter(CH04)
    question, *_ = questions_of(tmp_path / "reference" / CH04)
    page = tmp_path / "reference" / CH04 / "page.md"
    page.write_text(f"{page.read_text()}\n{question.answer}\n")
    for file in build_chapter(course, entry):
        if file.path.suffix == ".ipynb":
            file.write()
    with pytest.raises(LeakError, match=rf"of reference/{CH04}/{question.path.name}"):
        release(course, entry)


def test_a_solution_line_planted_in_the_page_stops_the_release(tmp_path):
    course = course_in(tmp_path)
    shutil.copytree(KIT / "reference" / CH04, tmp_path / "reference" / CH04)
    entry = course.chapter(CH04)
    page = tmp_path / "reference" / CH04 / "page.md"
    page.write_text(page.read_text() + "\nRemember: `weights / weights.sum(dim, keepdim=True)` is the answer.\n")
    for file in build_chapter(course, entry):
        if file.path.suffix == ".ipynb":
            file.write()
    # A line of prose that quotes a part of a line is no leak; the whole line is.
    release(course, entry)
    page.write_text(page.read_text() + "\n```python demo\nreturn weights / weights.sum(dim, keepdim=True)\n```\n")
    for file in build_chapter(course, entry):
        if file.path.suffix == ".ipynb":
            file.write()
    with pytest.raises(LeakError, match=r"gives away 'return weights / weights\.sum") as caught:
        release(course, entry)
    assert "next: mend page.md" in str(caught.value)


def test_a_hidden_file_in_the_zip_is_found_by_its_folder(course, tmp_path):
    path = tmp_path / "students.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("reference/anything.txt", "")
    with pytest.raises(LeakError, match="which never ships"):
        assert_no_leak([], path)
