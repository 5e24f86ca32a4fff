"""Speed, memory and hostile submissions, measured against stock nbgrader and otter-grader."""
