"""The two networks. Tensors are [N, channels, rows, columns], PyTorch's order."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn

MEAN = 0.45
DEVIATION = 0.225
"""Of the photos' values 0..1, the same for every channel: the app's `standardise` scaling."""

POOL = "pool"
PHOTO_BLOCKS: tuple[int | str, ...] = (32, POOL, 64, POOL, 96, 96, POOL, 128, 128, POOL, 192, 192)
"""Filters of each 3×3 convolution (batch norm and ReLU behind it), and where 2×2 is pooled."""


class PhotoNetwork(nn.Module):
    """[N, 3, side, side] scaled pixels to logits [N, classes], and [N, fine] while training."""

    def __init__(self, classes: int, fine: int, dropout: float = 0.1) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        channels = 3
        for block in PHOTO_BLOCKS:
            if isinstance(block, str):
                layers.append(nn.MaxPool2d(2))
                continue
            layers += [nn.Conv2d(channels, block, 3, padding=1, bias=False), nn.BatchNorm2d(block), nn.ReLU()]
            channels = block
        self.features = nn.Sequential(*layers)
        self.dropout = nn.Dropout(dropout)
        self.classes = nn.Linear(channels, classes)
        self.fine = nn.Linear(channels, fine)
        """A second head for finer labels: it teaches the features, and is not exported."""
        for layer in self.features:
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        pooled = self.dropout(self.features(pixels).mean((2, 3)))
        return self.classes(pooled), self.fine(pooled)


class DigitNetwork(nn.Sequential):
    """LeNet-5: [N, 1, 32, 32] in -1..1 to logits [N, 10]; 61,706 parameters."""

    def __init__(self) -> None:
        super().__init__(
            nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5), nn.Tanh(), nn.Flatten(),
            nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10),
        )  # fmt: skip


@dataclass(frozen=True)
class Device:
    """Where to train, and how: an accelerator where there is one."""

    name: str
    autocast: torch.dtype | None


def best_device() -> Device:
    if torch.cuda.is_available():
        return Device("cuda", torch.bfloat16)
    if torch.backends.mps.is_available():
        return Device("mps", None)
    # On processors without bfloat16 instructions PyTorch emulates them, at a loss.
    return Device("cpu", torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() else None)


def scaled(pixels: torch.Tensor) -> torch.Tensor:
    """0..1 to what the photo network takes."""
    return (pixels - MEAN) / DEVIATION
