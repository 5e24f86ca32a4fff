import torch

from autograder.toolkit import assert_same, hint, seeded


def _push(buffer, numbers):
    """Push transitions that can be told apart by their action (runs beside the answer)."""
    for k in numbers:
        buffer.push(torch.tensor([k, -k - 1.0]), k, k / 4, torch.tensor([k + 0.5, 7.0]), k % 3 == 1)


def _all_of(answer, capacity, pushes, generator):
    """Return everything that is stored after some pushes, and the lengths on the way (runs beside the answer)."""
    buffer, lengths = answer.ReplayBuffer(capacity), []
    for k in range(pushes):
        lengths.append(len(buffer))
        _push(buffer, [k])
    lengths.append(len(buffer))
    return lengths, list(buffer.sample(len(buffer), generator))


@hint("Row i of all five tensors belongs to the same transition: use the same random places for all of them.")
def test_gives_back_what_was_pushed(answer):
    """A sample of three out of three holds the states, actions, rewards, next states and ends that were pushed."""
    _, fields = answer.run(_all_of, 5, 3, seeded())
    names = ("states", "actions", "rewards", "next_states", "terminated")
    want = (
        torch.tensor([[0.0, -1.0], [1.0, -2.0], [2.0, -3.0]]),
        torch.tensor([0, 1, 2]),
        torch.tensor([0.0, 0.25, 0.5]),
        torch.tensor([[0.5, 7.0], [1.5, 7.0], [2.5, 7.0]]),
        torch.tensor([False, True, False]),
    )
    assert len(fields) == 5, f"sample returned {len(fields)} tensors; five were expected"
    for name, field, expected in zip(names, fields, want, strict=True):
        assert isinstance(field, torch.Tensor) and field.shape == expected.shape, (
            f"{name} in a sample of three are no tensor of shape {tuple(expected.shape)}"
        )
    assert_same(fields[1].sort().values, want[1], saying="actions {got} in a sample of all; {want} were pushed")
    order = fields[1].argsort()
    for name, field, expected in zip(names, fields, want, strict=True):
        saying = f"{{got}} in {name}, sorted by action; {{want}} was pushed"
        assert_same(field[order], expected, saying=saying)


@hint("len(buffer) counts what is stored, and a full buffer stays full.")
def test_grows_to_its_capacity(answer):
    """With capacity 4, six pushes bring the length from 0 to 4, where it stays."""
    lengths, _ = answer.run(_all_of, 4, 6, seeded())
    assert lengths == [0, 1, 2, 3, 4, 4, 4], f"lengths {lengths} before and after six pushes; capacity is 4"
