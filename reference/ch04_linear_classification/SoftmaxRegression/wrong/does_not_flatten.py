"""Does not flatten, so that the layer meets the columns of an image instead of the whole image.

Fails: test_is_one_affine_layer_on_flat_images
"""

import torch.nn.functional as F
from torch import nn


class SoftmaxRegression(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.net = nn.Linear(num_inputs, num_outputs)

    def forward(self, x):
        return self.net(x)

    def loss(self, logits, labels):
        return F.cross_entropy(logits, labels)
