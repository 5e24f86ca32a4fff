import torch

from autograder.toolkit import assert_same, hint


@hint("dy is the new row minus the old row: positive means that the content moved down.")
def test_follows_a_blob(answer):
    """A blob that moves two rows down and one column to the left gives (2, -1)."""
    frame0, frame1 = torch.zeros(9, 8), torch.zeros(9, 8)
    blob = torch.tensor([[1.0, 2.0], [3.0, 5.0]])
    frame0[2:4, 4:6] = blob
    frame1[4:6, 3:5] = blob
    assert_same(answer.estimate_shift(frame0, frame1, 3), (2, -1))


@hint("Where several shifts explain the frames equally well, the smallest |dy| + |dx| counts.")
def test_sees_no_motion_where_there_is_none(answer):
    """Two equal frames give (0, 0), and so do frames that are grey all over."""
    rows = torch.arange(6.0)[:, None] * torch.ones(5)
    for frame0, frame1 in (
        (rows, rows),
        (torch.zeros(6, 5), torch.zeros(6, 5)),
        (torch.zeros(6, 5), torch.ones(6, 5)),
    ):
        assert_same(answer.estimate_shift(frame0, frame1, 2), (0, 0))
