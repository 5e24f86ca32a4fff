"""Grades one submission: runs its cells, then each exercise's checks on a snapshot of what they defined."""

import hashlib
import time
from pathlib import Path

from autograder import exclusive
from autograder.answer import Answer, Exchange
from autograder.channel import Closed, TimedOut
from autograder.checking import Runner
from autograder.errors import CheckFault
from autograder.judge.jobs import Budgets, Job, Result
from autograder.judge.lane import Boundary, Lane, Submission
from autograder.judge.misconceptions import Recogniser
from autograder.manifest import Chapter, Facts
from autograder.verdict import Outcome, Verdict


class Judge:
    """Holds a chapter's checks and a lane; grades submissions one after another."""

    def __init__(
        self,
        chapter: Chapter,
        checks: dict[str, list[Path]],
        runner: Runner,
        lane: Lane,
        budgets: Budgets,
        secret: str,
        recogniser: Recogniser,
    ) -> None:
        self.chapter, self.checks, self.runner, self.lane = chapter, checks, runner, lane
        self.budgets, self.secret, self.recogniser = budgets, secret, recogniser

    def grade(self, job: Job) -> Result:
        """Grade one submission; a fault of the kit's own marks it for a human and is never scored as a mistake."""
        started = time.monotonic()
        result = Result(job.student, repairs=list(job.repairs), needs_human=job.fault)
        if not job.fault:
            try:
                with exclusive.working():
                    result = self._undisturbed(job)
                result.needs_human = result.needs_human or job.unclear
                if job.suspicion and (result.score or job.only is not None):
                    result.needs_human = result.needs_human or job.suspicion
            except CheckFault as fault:
                result.needs_human, result.retry = f"a fault of the kit: {fault}", True
        result.seconds = round(time.monotonic() - started, 3)
        return result

    def _undisturbed(self, job: Job) -> Result:
        """Return the result of a run in which the sandbox lived: its death is no student's doing."""
        for _ in range(2):
            self.lane.revive()
            starts = self.lane.starts
            result = Result(job.student, repairs=list(job.repairs))
            over = self._grade(job, result, exclusive.working_seconds() + self.budgets.submission)
            if self.lane.starts == starts and not self.lane.is_dead(0.2 if over else 0):
                return result
        raise CheckFault("the sandbox was ended twice while this notebook was graded")

    def _grade(self, job: Job, result: Result, deadline: float) -> bool:
        """Fill in the result; tell whether the submission's processes were ended before their time."""
        submission = self._run_cells(job, result, deadline)
        try:
            result.rungs = self.lane.rungs
            for facts in self.chapter.exercises:
                if job.only is not None and facts.id not in job.only:
                    continue
                if submission.is_over:  # the exercise before took it down; this one starts afresh
                    submission.close()
                    submission = self._run_cells(job, Result(job.student), deadline)
                if exclusive.working_seconds() > deadline:
                    verdict = self._out_of_time(facts)
                else:
                    verdict = self._check(facts, submission, job.student)
                result.verdicts[facts.id] = verdict
                if verdict.faults:
                    first, result.retry = verdict.faults[0], True
                    result.needs_human = f"{facts.id}: {first.check} could not judge: {first.message}"
                if why := _unjudged(verdict):
                    result.retry, result.needs_human = True, result.needs_human or f"{facts.id}: {why}"
            return submission.is_over
        finally:
            submission.close()

    def _run_cells(self, job: Job, result: Result, deadline: float) -> Submission:
        """Return the submission's process after its cells have run, each as far as its budget goes.

        A cell that hangs or kills its process costs itself alone: the notebook starts again without it,
        keeping the functions that the cell defines. A second offence drops those too.
        """
        reduced: dict[int, bool] = {}
        while True:
            submission = self.lane.submission()
            errors: dict[str, str] = {}
            for index, cell in enumerate(job.cells):
                if reduced.get(index) is False:
                    continue
                allowed = min(self.budgets.cell, deadline - exclusive.working_seconds())
                try:
                    if allowed <= 0:
                        raise TimedOut
                    error = submission.run_cell(cell.source, allowed, definitions_only=index in reduced)
                except (TimedOut, Closed) as stop:
                    what = (
                        f"ran longer than {self.budgets.cell:g} seconds"
                        if isinstance(stop, TimedOut)
                        else "ended its process"
                    )
                    result.notes.append(f"{cell.label} {what}; grading went on without it")
                    reduced[index] = index not in reduced
                    submission.close()
                    break
                if error and index not in reduced:
                    errors[cell.label] = error
            else:
                result.notes += [f"{label} raised {error}" for label, error in errors.items()]
                return submission
            if exclusive.working_seconds() > deadline:
                result.notes.append(f"the notebook used up its {self.budgets.submission:g} seconds")
                return self.lane.submission()

    def _check(self, facts: Facts, submission: Submission, student: str) -> Verdict:
        asked = self.budgets
        boundary = Boundary(
            submission,
            facts.forbid,
            call_seconds=asked.call,
            check_seconds=asked.check,
            seconds=facts.seconds,
        )
        seed = seed_for(self.secret, student, facts.id)
        verdict = Verdict(facts.id, facts.points)
        failed: list[tuple[float, list[Exchange]]] = []
        try:
            answer = Answer(boundary, facts)
            for outcome in self.runner.outcomes(self.runner.items_of(self.checks[facts.id]), answer, seed):
                outcome = self.recogniser.judged(facts, outcome, answer._exchanges)
                verdict.outcomes.append(outcome)
                if outcome.status == "failed":
                    failed.append((outcome.seconds, answer._exchanges))
        finally:
            boundary.close()
        quickest_first = [exchanges for _, exchanges in sorted(failed, key=lambda pair: pair[0])]
        verdict.misconceptions = self.recogniser.recognise(facts, quickest_first)
        return verdict

    def _out_of_time(self, facts: Facts) -> Verdict:
        message = f"The notebook used up its {self.budgets.submission:g} seconds before this check."
        outcome = Outcome("time", "The notebook finishes within its time", "failed", message)
        return Verdict(facts.id, facts.points, [outcome])


def seed_for(secret: str, student: str, exercise: str) -> str:
    """Return the seed of a student's checks: the same in every run, and known to nobody without the secret."""
    return hashlib.sha256(f"{secret}/{student}/{exercise}".encode()).hexdigest()


def _unjudged(verdict: Verdict) -> str:
    """Return why a verdict is none: a clock found no quiet machine, or no check could run here at all; else ""."""
    skipped = [outcome.message for outcome in verdict.outcomes if outcome.status == "skipped"]
    for message in skipped:
        if message.startswith(exclusive.TOO_BUSY) or len(skipped) == len(verdict.outcomes):
            return message
    return ""
