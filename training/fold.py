"""The trained photo network as a plain stack: batch norms folded into the convolutions before them."""

from __future__ import annotations

import torch
from torch import nn

from .networks import PHOTO_BLOCKS, PhotoNetwork


class GlobalAverage(nn.Module):
    """[N, channels, rows, columns] to [N, channels]."""

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return values.mean((2, 3))


@torch.no_grad()
def folded(convolution: nn.Conv2d, norm: nn.BatchNorm2d) -> nn.Conv2d:
    """One convolution that does what the two do: w γ / √(σ² + ε), and β − μ γ / √(σ² + ε)."""
    assert norm.running_mean is not None and norm.running_var is not None
    factor = norm.weight.double() / torch.sqrt(norm.running_var.double() + norm.eps)
    result = nn.Conv2d(convolution.in_channels, convolution.out_channels, 3, padding=1)
    result.weight.copy_(convolution.weight.double() * factor[:, None, None, None])
    result.bias.copy_(norm.bias.double() - norm.running_mean.double() * factor)
    return result


@torch.no_grad()
def plain(network: PhotoNetwork, kept: list[int], biases: dict[int, float]) -> nn.Sequential:
    """[N, 3, side, side] to logits [N, kept classes], in float32.

    `kept` are the classes that stay, `biases` what is added to a class's bias.
    """
    layers: list[nn.Module] = []
    features = list(network.features)
    at = 0
    for block in PHOTO_BLOCKS:
        if isinstance(block, str):
            layers.append(nn.MaxPool2d(2))
            at += 1
            continue
        convolution, norm = features[at], features[at + 1]
        assert isinstance(convolution, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d)
        layers += [folded(convolution, norm), nn.ReLU()]
        at += 3
    dense = nn.Linear(network.classes.in_features, len(kept))
    dense.weight.copy_(network.classes.weight[kept])
    dense.bias.copy_(network.classes.bias[kept])
    for label, bias in biases.items():
        dense.bias[kept.index(label)] += bias
    return nn.Sequential(*layers, GlobalAverage(), dense).eval()
