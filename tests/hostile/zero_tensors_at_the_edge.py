"""Returns tensors of every odd kind: sparse, meta, quantised, nested, complex, expanded, empty, of nan."""

import torch

kinds = [
    lambda shape: torch.ones(shape).to_sparse(),
    lambda shape: torch.ones(shape, device="meta"),
    lambda shape: torch.quantize_per_tensor(torch.ones(shape), 0.1, 0, torch.quint8),
    lambda shape: torch.nested.nested_tensor([torch.ones(n + 1) for n in range(3)]),
    lambda shape: torch.ones(shape, dtype=torch.complex64).conj(),
    lambda shape: torch.ones(1).expand(2**20, 2**20),
    lambda shape: torch.empty(0, *shape),
    lambda shape: torch.full(shape, torch.nan),
    lambda shape: torch.full(shape, torch.inf),
    lambda shape: torch.ones(shape, requires_grad=True).neg(),
    lambda shape: torch.nn.Parameter(torch.zeros(shape)),
    lambda shape: torch.ones([1] * 64),
    lambda shape: torch.empty_strided(shape, [0] * len(shape)),
    lambda shape: torch.func.vmap(lambda x: kept.append(x) or x)(torch.ones(shape)) is None or kept[-1],
]
kept = []
count = []


def softmax(logits, dim=-1):
    count.append(1)
    return kinds[len(count) % len(kinds)](tuple(logits.shape))
