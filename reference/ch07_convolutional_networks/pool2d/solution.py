import torch
from torch import Tensor


def pool2d(
    X: Tensor,
    kernel_size: tuple[int, int],
    mode: str = "max",
    stride: tuple[int, int] | None = None,
    padding: tuple[int, int] = (0, 0),
) -> Tensor:
    """Reduce every window of every channel to its maximum (mode "max") or mean (mode "avg").

    X: (n, c, h, w), floating; stride None means kernel_size. Padded places never win a maximum and count as 0 in a
    mean over kh*kw entries. Returns (n, c, oh, ow), dtype of X.
    Raises ValueError for another mode, an X without four axes, kernel or stride below 1, negative padding, padding
    larger than half the kernel, and a window larger than the padded image.
    """
    ### BEGIN SOLUTION
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride or kernel_size, padding
    if X.dim() != 4 or mode not in ("max", "avg"):
        raise ValueError(f"cannot pool X of shape {tuple(X.shape)} with mode {mode!r}")
    if min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("kernel and stride must be at least 1, padding between 0 and half the kernel")
    outside = -torch.inf if mode == "max" else 0.0
    padded = torch.nn.functional.pad(X, (pw, pw, ph, ph), value=outside)
    height, width = padded.shape[2], padded.shape[3]
    if kh > height or kw > width:
        raise ValueError(f"a {kh}x{kw} window does not fit into a padded image of {height}x{width}")
    windows = padded.unfold(2, kh, sh).unfold(3, kw, sw)  # (n, c, oh, ow, kh, kw)
    return windows.amax((-2, -1)) if mode == "max" else windows.mean((-2, -1))
    ### END SOLUTION
