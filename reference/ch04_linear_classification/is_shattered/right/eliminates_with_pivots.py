"""Eliminates the rows (1, x) by hand in floating numbers, with the largest pivot of each column."""


def is_shattered(points):
    if points.ndim != 2 or points.size(0) == 0:
        raise ValueError("points")
    rows = [[1.0, *map(float, point)] for point in points.tolist()]
    rank = 0
    for column in range(len(rows[0])):
        if rank == len(rows):
            break
        pivot = max(range(rank, len(rows)), key=lambda i: abs(rows[i][column]))
        if abs(rows[pivot][column]) < 1e-9:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for i in range(rank + 1, len(rows)):
            factor = rows[i][column] / rows[rank][column]
            rows[i] = [a - factor * c for a, c in zip(rows[i], rows[rank])]
        rank += 1
    return rank == len(rows)
