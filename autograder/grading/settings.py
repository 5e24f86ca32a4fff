"""nbgrader's configuration for a Fathom course; nbgrader_config.py calls ``configure``."""

from pathlib import Path
from typing import Any

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.course import Course

FILE = "nbgrader_config.py"
"""The instructor's own file, which calls ``configure`` and may say more, such as a late policy."""


def configure(c: Any, root: Path) -> None:
    """Set nbgrader up for the course in ``root``: where things are, who grades, what a stub says."""
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.source_directory = "solutions"
    c.CourseDirectory.release_directory = "assignments"
    c.ClearSolutions.code_stub = {"python": "raise NotImplementedError()"}
    c.ClearSolutions.text_stub = "*Write your answer here.*"
    c.ClearSolutions.enforce_metadata = True
    # Our preprocessor stands in Execute's place: it asks the judge instead of running tests beside student code.
    c.Autograde.autograde_preprocessors = [
        "autograder.grading.preprocessor.FathomGrade",
        "nbgrader.preprocessors.IgnorePattern",
        "nbgrader.preprocessors.LimitOutput",
        "autograder.grading.preprocessor.SaveVerdicts",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.exporter_class = "autograder.grading.preprocessor.RepairingExporter"
    c.Exchange.path_includes_course = False
    # Both of nbgrader's pages print prose and names as they are.
    c.HTMLExporter.filters = {"markdown2html": "autograder.grading.pages.markdown2html"}
    c.HTMLExporter.preprocessors = ["autograder.grading.pages.escape_names"]


def config_for(course: Course) -> Config:
    """Return the configuration that nbgrader_config.py of the course gives, for use inside a process."""
    if (course.root / FILE).is_file():
        config: Config = PyFileConfigLoader(FILE, path=str(course.root)).load_config()
        return config
    config = Config()
    configure(config, course.root)
    return config
