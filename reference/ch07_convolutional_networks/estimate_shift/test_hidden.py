import torch

from autograder.toolkit import assert_pure, assert_raises, assert_same, hint, seeded

SHIFTS = [(dy, dx) for dy in range(-3, 4) for dx in range(-3, 4)]


def _moved(world, dy, dx):
    """Return two frames cut from a larger picture, the content of the second moved by (dy, dx) up to 3."""
    h, w = world.shape[0] - 6, world.shape[1] - 6
    return world[3 : 3 + h, 3 : 3 + w], world[3 - dy : 3 - dy + h, 3 - dx : 3 - dx + w]


def _check(answer, noise, h, w):
    """Assert that all 49 shifts of a random texture are found."""
    generator = seeded()
    world = torch.randn(h + 6, w + 6, generator=generator)
    calls = []
    for dy, dx in SHIFTS:
        frame0, frame1 = _moved(world, dy, dx)
        frame1 = frame1 + noise * torch.randn(h, w, generator=generator)
        calls.append(((frame0.contiguous(), frame1.contiguous(), 3), {}))
    for shift, got in zip(SHIFTS, answer.estimate_shift.many(calls), strict=True):
        assert_same(got, shift)


@hint("Compare frame1[i + dy, j + dx] with frame0[i, j] wherever both pixels exist.")
def test_recovers_every_shift_of_a_texture(answer):
    """Random textures moved by each of the 49 shifts up to 3 are recovered, for frames that are not square."""
    _check(answer, 0.0, 9, 12)


def test_bears_some_noise(answer):
    """The 49 shifts are recovered with 5 percent of noise as well."""
    _check(answer, 0.05, 12, 9)


@hint("Pixels that come in at the border have no partner: compare the overlap only, and do not let it wrap around.")
def test_ignores_what_comes_in_at_the_border(answer):
    """Very bright new content at the border does not change the answer."""
    for dy, dx in ((2, 1), (-1, -3), (3, -2), (0, 2)):
        frame0, frame1 = _moved(torch.rand(14, 16, generator=seeded()), dy, dx)
        frame1 = frame1.clone()
        new = 20 + torch.rand(8, 10, generator=seeded())
        rows = torch.arange(8)[:, None]
        columns = torch.arange(10)
        outside = (rows < dy) | (rows >= 8 + dy) | (columns < dx) | (columns >= 10 + dx)
        assert_same(answer.estimate_shift(frame0, torch.where(outside, new, frame1), 3), (dy, dx))


@hint("Large shifts compare fewer pixels: divide by their number.")
def test_compares_means_and_not_sums(answer):
    """For grey frames the answer is (0, 0), for two frames of noise the shift with the smallest mean."""
    assert_same(answer.estimate_shift(torch.zeros(6, 7), torch.full((6, 7), 3.0), 5), (0, 0))
    for _ in range(3):
        frame0, frame1 = (torch.randn(5, 6, generator=seeded(), dtype=torch.float64) for _ in range(2))
        means = {}
        for dy in range(-3, 4):
            for dx in range(-3, 4):
                inside = [(i, j) for i in range(5) for j in range(6) if 0 <= i + dy < 5 and 0 <= j + dx < 6]
                gaps = [float(frame1[i + dy, j + dx] - frame0[i, j]) for i, j in inside]
                means[dy, dx] = sum(gap**2 for gap in gaps) / len(gaps)
        assert_same(answer.estimate_shift(frame0, frame1, 3), min(means, key=means.get))


@hint("A bright region attracts a plain correlation whatever moves: use the squared difference.")
def test_is_not_attracted_by_brightness(answer):
    """Pictures that get brighter towards one side are followed as well."""
    for dy, dx in ((2, 1), (-2, 0), (1, -2)):
        world = torch.rand(16, 15, generator=seeded()) + 10 * torch.arange(16.0)[:, None] + 10 * torch.arange(15.0)
        assert_same(answer.estimate_shift(*_moved(world, dy, dx), 3), (dy, dx))


@hint("Order the shifts by |dy| + |dx|, then dy, then dx, and take the first of the best.")
def test_breaks_ties_as_agreed(answer):
    """Stripes and checkerboards, which several shifts explain, give the first shift in the agreed order."""
    stripes = (torch.arange(8) % 2).float().expand(6, 8)
    checks = ((torch.arange(6)[:, None] + torch.arange(8)) % 2).float()
    assert_same(answer.estimate_shift(stripes, 1 - stripes, 3), (0, -1))
    assert_same(answer.estimate_shift(stripes.T, 1 - stripes.T, 3), (-1, 0))
    assert_same(answer.estimate_shift(checks, 1 - checks, 3), (-1, 0))
    # Every shift with dy + dx = 2 or -2 explains these frames.
    slanted, later = (((torch.arange(6)[:, None] + torch.arange(8) + t) % 4).float() for t in (0, 2))
    assert_same(answer.estimate_shift(slanted, later, 3), (-2, 0))


@hint("Take the means in float64 and let those that are equal up to a relative 1e-9 tie.")
def test_takes_nearly_equal_means_for_equal(answer):
    """Means that differ by rounding alone count as equal, for float32 frames too; a relative 1e-7 counts."""
    for dtype in (torch.float32, torch.float64):
        for shape in ((5, 7), (7, 6), (9, 11)):
            frame0 = torch.full(shape, 0.1, dtype=dtype)
            for value in (0.7, 1 / 3, 1.1):
                assert_same(answer.estimate_shift(frame0, torch.full_like(frame0, value), 4), (0, 0))
    frame1 = torch.ones(3, 3, dtype=torch.float64)
    frame1[0, 0] += 1e-6  # shifts by (0, 1) and (1, 0) leave it out
    assert_same(answer.estimate_shift(torch.zeros_like(frame1), frame1, 1), (0, 1))


@hint("Shifts of exactly max_shift belong to the search, on both sides.")
def test_searches_up_to_the_largest_shift(answer):
    """max_shift 0 gives (0, 0), and max_shift min(h, w) - 1 is allowed."""
    frame0, frame1 = _moved(torch.randn(12, 13, generator=seeded()), 2, -1)
    assert_same(answer.estimate_shift(frame0, frame1, 0), (0, 0))
    assert_same(answer.estimate_shift(frame0, frame1, 2), (2, -1))
    assert_same(answer.estimate_shift(frame1, frame0, 2), (-2, 1))
    assert_same(answer.estimate_shift(torch.zeros(3, 4), torch.zeros(3, 4), 2), (0, 0))


def test_rejects_frames_that_do_not_fit(answer):
    """Frames of different shapes, or without exactly two axes, raise ValueError."""
    good = (torch.zeros(4, 5), torch.zeros(4, 5), 1)
    for one, other in (((4, 5), (5, 4)), ((4, 5), (4, 6)), ((4, 5), (1, 5)), ((4,), (4,)), ((2, 4, 5), (2, 4, 5))):
        assert_raises(ValueError, answer.estimate_shift, torch.zeros(one), torch.zeros(other), 1, accepts=good)


def test_rejects_shifts_that_leave_no_overlap(answer):
    """A negative max_shift, or one of min(h, w) or more, raises ValueError."""
    frames = (torch.zeros(4, 6), torch.zeros(4, 6))
    for max_shift in (-1, 4, 6):
        assert_raises(ValueError, answer.estimate_shift, *frames, max_shift, accepts=(*frames, 3))


def test_leaves_the_frames_alone(answer):
    """The caller's frames are unchanged."""
    generator = seeded()
    assert_pure(
        answer.estimate_shift, torch.rand(5, 6, generator=generator), torch.rand(5, 6, generator=generator), 2
    )
