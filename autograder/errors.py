"""Errors that people read: each names the file, the fault and the next command."""


class FathomError(Exception):
    """A fault that an author, instructor or student can mend."""

    def __init__(self, where: object, fault: str, mend: str = "") -> None:
        self.where, self.fault, self.mend = str(where), fault, mend
        super().__init__(f"{where}: {fault}" + (f"\n  next: {mend}" if mend else ""))

    def _render_traceback_(self) -> list[str]:
        return [str(self)]  # what IPython shows: the sentence, not our code

    def __reduce__(self) -> tuple[type, tuple[str, str, str]]:
        return type(self), (self.where, self.fault, self.mend)  # lanes send errors across processes


class CourseError(FathomError):
    """course.yaml cannot be used."""


class PartsError(FathomError):
    """A part of an exercise or chapter (task.md, page.md, solution.py, ...) cannot be used."""


class UnknownExercise(FathomError):
    """No exercise or chapter of that name."""


class NotebookError(FathomError):
    """A notebook is missing, empty or unreadable."""


class LeakError(FathomError):
    """Something hidden would have been shipped to students."""


class SandboxError(FathomError):
    """This machine lacks a rung of the sandbox that grading asks for."""


class CheckFault(Exception):
    """A check or the engine failed, not the answer: never scored as the student's mistake."""
