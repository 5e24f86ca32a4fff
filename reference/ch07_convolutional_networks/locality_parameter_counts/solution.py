def locality_parameter_counts(
    height: int, width: int, delta: int, in_channels: int = 1, out_channels: int = 1
) -> tuple[int, int, int]:
    """Count the weights of a layer between two images of one size.

    Returns (dense, shared, local): a weight per pair of pixels, per offset, per offset up to delta.
    Raises ValueError for a side or a number of channels below 1 and for a delta outside 0..min(height, width) - 1.
    """
    ### BEGIN SOLUTION
    if min(in_channels, out_channels) < 1 or not 0 <= delta < min(height, width):  # no delta fits sides below 1
        raise ValueError("sides and channels must be at least 1, delta between 0 and the shorter side less 1")
    channels = in_channels * out_channels
    dense = (height * width) ** 2 * channels
    shared = (2 * height - 1) * (2 * width - 1) * channels
    local = (2 * delta + 1) ** 2 * channels
    return dense, shared, local
    ### END SOLUTION
