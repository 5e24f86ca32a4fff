"""nbgrader's side: release, autograde, feedback, gradebook, report. nbgrader is known here alone."""
