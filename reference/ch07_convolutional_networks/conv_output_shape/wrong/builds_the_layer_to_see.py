"""Builds a layer of the library and looks at what comes out.

Fails: test_knows_padding_and_stride
"""

import torch


def conv_output_shape(in_shape, kernel_size, padding=0, stride=1, dilation=1):
    layer = torch.nn.Conv2d(1, 1, kernel_size, stride, padding, dilation)
    return tuple(layer(torch.zeros(1, 1, *in_shape)).shape[2:])
