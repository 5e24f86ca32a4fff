"""Fills metadata with what its readers do not expect: wrong types, depths, versions and names."""


def softmax(logits, dim=-1):
    return logits


# %% {"instead_of": "check-softmax", "nbgrader": {"schema_version": 99, "points": "3.0", "checksum": []}}
check("softmax")  # noqa: F821
# %% {"nbgrader": "check-softmax", "fathom": [], "tags": "skip-execution"}
1
# %% {"nbgrader": {"grade_id": ["check-softmax"], "points": {}}, "fathom": {"runs": "yes"}, "tags": [["x"]]}
2
# %% {"nbgrader": {"grade_id": "../../gradebook", "grade": 1, "points": 1e308}, "collapsed": "<script>"}
3
