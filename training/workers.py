"""One run in several processes, each with a part of every batch and one thread.

On a machine that does other things too, threads wait for one another at every operation, processes
only at every step: at two cores that others use half of, that is four times as fast.
"""

from __future__ import annotations

import tempfile
from typing import Any, Callable

import torch
from torch import distributed, multiprocessing, nn


class Workers:
    """The processes of a run, seen from one of them; number 0 validates, saves and reports."""

    def __init__(self, rank: int, count: int) -> None:
        self.rank = rank
        self.count = count

    def average_gradients(self, network: nn.Module) -> None:
        """Every process has the mean of all gradients then."""
        if self.count == 1:
            return
        gradients = [p.grad for p in network.parameters() if p.grad is not None]
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients])
        distributed.all_reduce(flat)
        flat /= self.count
        parts = flat.split([gradient.numel() for gradient in gradients])
        for gradient, part in zip(gradients, parts):
            gradient.copy_(part.view_as(gradient))

    def agreed(self, value: float) -> float:
        """The first process's value, in all of them."""
        if self.count == 1:
            return value
        shared = torch.tensor([value], dtype=torch.float64)
        distributed.broadcast(shared, 0)
        return float(shared)


def start(job: Callable[..., None], count: int, *arguments: Any) -> None:
    """Calls `job(workers, *arguments)` in `count` processes."""
    if count == 1:
        job(Workers(0, 1), *arguments)
        return
    with tempfile.TemporaryDirectory() as folder:
        multiprocessing.spawn(one, (job, count, f"file://{folder}/meeting", arguments), nprocs=count)


def one(rank: int, job: Callable[..., None], count: int, meeting: str, arguments: tuple[Any, ...]) -> None:
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=count)
    job(Workers(rank, count), *arguments)
    distributed.destroy_process_group()
