"""Follows the first and the last unit that two neighbouring output units see, down to the input."""


def receptive_field(layers):
    def pixels(first, last, rest):
        if not rest:
            return first, last
        *below, (kernel, stride) = rest
        if kernel < 1 or stride < 1:
            raise ValueError("not a layer")
        return pixels(first * stride, last * stride + kernel - 1, below)

    start, end = pixels(0, 0, list(layers))
    neighbour, _ = pixels(1, 1, list(layers))
    return end - start + 1, neighbour - start
