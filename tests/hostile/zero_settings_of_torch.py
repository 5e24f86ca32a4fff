"""Turns every global switch of torch, so that whatever runs after it goes wrong."""

import torch

torch.set_default_device("meta")
torch.set_default_dtype(torch.float16)
torch.use_deterministic_algorithms(True)
torch.set_flush_denormal(True)
torch.set_grad_enabled(False)
torch.set_printoptions(threshold=10**9)
torch.autograd.set_detect_anomaly(True)
torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t * 0).__enter__()
torch.manual_seed(0)
torch.seed = torch.manual_seed = torch.Generator = lambda *args, **kwargs: None
torch._C._set_warnAlways(True)
torch.backends.mkldnn.flags = None


def softmax(logits, dim=-1):
    return torch.zeros(logits.shape)
