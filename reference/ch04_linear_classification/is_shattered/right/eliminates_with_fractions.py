"""Eliminates the rows (1, x) by hand in exact fractions."""

from fractions import Fraction


def is_shattered(points):
    if points.dim() != 2 or points.shape[0] == 0:
        raise ValueError("no points")
    rows = [[Fraction(1), *map(Fraction, point)] for point in points.double().tolist()]
    for index, row in enumerate(rows):
        pivot = next((column for column, entry in enumerate(row) if entry != 0), None)
        if pivot is None:
            return False
        for other in rows[index + 1 :]:
            factor = other[pivot] / row[pivot]
            for column in range(len(other)):
                other[column] -= factor * row[column]
    return True
