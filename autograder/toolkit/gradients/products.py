"""Autograd's own products, which run beside the student's code and return plain data."""

from typing import Any

import torch

from autograder.toolkit.gradients.arguments import leaves_of, replaced


def products(
    answer: Any,
    way: str,
    target: Any,
    args: Any,
    kwargs: Any,
    paths: list[str],
    cotangents: list[torch.Tensor],
    detached: tuple[int, ...],
    along: list[torch.Tensor] | None,
) -> Any:
    """Return [vector-Jacobian products], and with ``along`` also the gradients of their product with it.

    One gradient for each path. A sentence comes back where an output has no graph.
    """
    inputs = []
    leaves = leaves_of(args, kwargs)
    for path in paths:
        leaf = leaves[path].clone().requires_grad_()
        inputs.append(leaf)
        args, kwargs = replaced(args, kwargs, path, leaf)
    result = called(answer, way, target)(*args, **kwargs)
    outputs = list(result) if isinstance(result, tuple | list) else [result]
    judged = [(i, output) for i, output in enumerate(outputs) if i not in detached]
    cut = [i for i, output in judged if not output.requires_grad]
    if cut:
        which = (
            "the result"
            if len(outputs) == 1 or len(cut) == len(judged)
            else f"result {cut[0] + 1} of {len(outputs)}"
        )
        return f"{which} does not depend on the arguments through the graph, so it has no gradient."
    roots = [output for _, output in judged]
    weights = [cotangent.to(output.dtype) for cotangent, output in zip(cotangents, roots, strict=True)]
    first = torch.autograd.grad(roots, inputs, weights, allow_unused=True, create_graph=along is not None)
    found = [[None if gradient is None else gradient.detach() for gradient in first]]
    if along is not None:
        found.append(_again(first, inputs, along))
    return found


def _again(first: Any, inputs: list[torch.Tensor], along: list[torch.Tensor]) -> list[torch.Tensor]:
    """Return the gradients of the first gradients' product with ``along``; 0 where nothing depends."""
    pairs = [
        (g, line.to(g.dtype)) for g, line in zip(first, along, strict=True) if g is not None and g.requires_grad
    ]
    if not pairs:
        return [torch.zeros_like(leaf) for leaf in inputs]
    roots, weights = zip(*pairs, strict=True)
    second = torch.autograd.grad(roots, inputs, weights, allow_unused=True)
    return [torch.zeros_like(leaf) if g is None else g for g, leaf in zip(second, inputs, strict=True)]


def called(answer: Any, way: str, target: Any) -> Any:
    """Return what to call: a function of the answer by name, or the ``apply`` of a class by name or itself."""
    if way == "call":
        return getattr(answer, target)
    try:
        kind = answer.unwatched(target) if isinstance(target, str) else target
    except KeyError:
        raise NameError(f"no cell that ran defines {target}") from None
    if not (isinstance(kind, type) and issubclass(kind, torch.autograd.Function)):
        raise TypeError("it is no subclass of torch.autograd.Function")
    return kind.apply


def applied(answer: Any, target: Any, calls: list[tuple[Any, Any]]) -> list[Any]:
    """Return what the class's forward pass gives for each (args, kwargs)."""
    apply = called(answer, "apply", target)
    return [apply(*args, **kwargs) for args, kwargs in calls]
