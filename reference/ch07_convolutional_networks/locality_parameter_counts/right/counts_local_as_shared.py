"""Counts a box of offsets by one helper: the shared layer is the local one whose reach is the picture."""


def _offsets(up, left):
    return (up + 1 + up) * (left + 1 + left)


def locality_parameter_counts(height, width, delta, in_channels=1, out_channels=1):
    for name, value in {"height": height, "width": width, "in": in_channels, "out": out_channels}.items():
        if value <= 0:
            raise ValueError(name)
    if not (delta >= 0 and height > delta and width > delta):
        raise ValueError("delta")
    pixels = height * width
    counts = [pixels * pixels, _offsets(height - 1, width - 1), _offsets(delta, delta)]
    return tuple(count * in_channels * out_channels for count in counts)
