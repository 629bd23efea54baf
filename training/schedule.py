"""How far a run has got, what that means for the learning rate, and the average of its weights."""

from __future__ import annotations

import math
import time

import torch
from torch import nn


class Progress:
    """Fraction 0..1 of a run: by epochs, or by minutes of training where a time is to be kept."""

    def __init__(self, epochs: int, minutes: float | None, seconds_before: float = 0) -> None:
        self.epochs = epochs
        self.minutes = minutes
        self._started = time.monotonic() - seconds_before

    @property
    def seconds(self) -> float:
        """Since the run began, without the time between an interruption and its resumption."""
        return time.monotonic() - self._started

    def fraction(self, epochs_done: float) -> float:
        if self.minutes is not None:
            return min(1.0, self.seconds / (60 * self.minutes))
        return min(1.0, epochs_done / self.epochs)


def one_cycle(fraction: float, peak: float, warm_up: float = 0.08) -> float:
    """Learning rate: up to the peak in a straight line, down to nothing along a cosine."""
    if fraction < warm_up:
        return peak * (0.05 + 0.95 * fraction / warm_up)
    return peak * 0.5 * (1 + math.cos(math.pi * (fraction - warm_up) / (1 - warm_up))) + 1e-5


class Average:
    """Exponential moving average of a network's weights and of its batch norms' statistics."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self.state = {name: value.clone() for name, value in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        for name, value in network.state_dict().items():
            if value.is_floating_point():
                self.state[name].lerp_(value, 1 - decay)
            else:
                self.state[name].copy_(value)
