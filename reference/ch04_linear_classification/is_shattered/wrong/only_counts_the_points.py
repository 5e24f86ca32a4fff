"""Counts the points and compares with d + 1; but three points on a line cannot be labelled +, -, + by a line.

Fails: test_three_points_on_a_line
"""


def is_shattered(points):
    if points.dim() != 2 or len(points) == 0:
        raise ValueError("no points")
    n, d = points.shape
    return n <= d + 1
