"""Counts offsets as lengths of ranges."""


def locality_parameter_counts(height, width, delta, in_channels=1, out_channels=1):
    if height < 1 or width < 1 or in_channels < 1 or out_channels < 1:
        raise ValueError("an image has at least one pixel and one channel")
    if delta not in range(min(height, width)):
        raise ValueError("delta must be at least 0 and smaller than both sides")
    rows, columns = range(1 - height, height), range(1 - width, width)
    near = range(-delta, delta + 1)
    dense = height * width * in_channels * height * width * out_channels
    pairs = in_channels * out_channels
    return dense, len(rows) * len(columns) * pairs, len(near) * len(near) * pairs
