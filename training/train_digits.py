"""Trains LeNet-5 on MNIST: `python -m training digits`."""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import torch
from torch.nn import functional

from .digits import HELD_OUT, read_digits
from .networks import DigitNetwork, best_device
from .schedule import Average, one_cycle

BATCH = 128
PEAK = 3e-3
SMOOTHING = 0.05


def train(data: Path, run: Path, epochs: int, threads: int) -> None:
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    device = best_device().name
    digits = read_digits(data, "train")
    images = scaled(torch.from_numpy(digits.images)).to(device)
    labels = torch.from_numpy(digits.labels).to(device)
    count = len(labels) - HELD_OUT
    network = DigitNetwork().to(device)
    optimizer = torch.optim.AdamW(network.parameters(), lr=PEAK, weight_decay=1e-2)
    average = Average(network, 0.999)
    run.mkdir(parents=True, exist_ok=True)
    checkpoint, first = run / "checkpoint.pt", 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        average.state, average.steps, first = saved["average"], saved["steps"], saved["epoch"]
        print(f"resumed behind epoch {first}", flush=True)
    for epoch in range(first, epochs):
        started = time.monotonic()
        torch.manual_seed(1000 + epoch)
        network.train()
        order, total = torch.randperm(count, device=device), 0.0
        for start in range(0, count, BATCH):
            for group in optimizer.param_groups:
                group["lr"] = one_cycle((epoch + start / count) / epochs, PEAK)
            chosen = order[start : start + BATCH]
            calm = epoch >= epochs - 2
            logits = network(moved(images[chosen], 0.4 if calm else 1))
            loss = functional.cross_entropy(logits, labels[chosen], label_smoothing=SMOOTHING)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            average.update(network)
            total += loss.item() * len(chosen)
        right = held_out_right(average, images[count:], labels[count:])
        seconds = time.monotonic() - started
        print(
            f"epoch {epoch + 1} of {epochs}: loss {total / count:.4f}, validation {100 * right:.2f}%, "
            f"{count / seconds:.0f} images/s, {seconds * (epochs - epoch - 1) / 60:.1f} min left",
            flush=True,
        )
        state = {
            "network": network.state_dict(), "optimizer": optimizer.state_dict(),
            "average": average.state, "steps": average.steps, "epoch": epoch + 1,
        }  # fmt: skip
        torch.save(state, run / "checkpoint.new")
        (run / "checkpoint.new").replace(checkpoint)


def scaled(images: torch.Tensor) -> torch.Tensor:
    """float [N, 1, 32, 32] in -1..1 of uint8 [N, 32, 32]: the app's `minusOneToOne`."""
    return images[:, None].float() * (2 / 255) - 1


def moved(images: torch.Tensor, strength: float) -> torch.Tensor:
    """Each digit [1, 32, 32] turned, sheared, stretched and shifted a little; -1 comes in at the edges."""
    count = len(images)

    def about(width: float) -> torch.Tensor:
        return (torch.rand(count, device=images.device) * 2 - 1) * width * strength

    angle, shear = about(math.radians(12)), about(0.2)
    across, down = 1 + about(0.12), 1 + about(0.12)
    shift = 2 * 2.5 / 32
    rows = [
        torch.stack([across * angle.cos(), -across * angle.sin() + shear, about(shift)], 1),
        torch.stack([down * angle.sin(), down * angle.cos(), about(shift)], 1),
    ]
    grid = functional.affine_grid(torch.stack(rows, 1), [count, 1, 32, 32], align_corners=False)
    # Zeros come in from outside, so the digits are moved as 0..2 and put back.
    return functional.grid_sample(images + 1, grid, align_corners=False) - 1


@torch.no_grad()
def held_out_right(average: Average, images: torch.Tensor, labels: torch.Tensor) -> float:
    network = DigitNetwork().to(images.device)
    network.load_state_dict(average.state)
    return float((network(images).argmax(1) == labels).float().mean())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with mnist/*.gz")
    parser.add_argument("--run", type=Path, required=True, help="folder for the checkpoint")
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--threads", type=int, default=2)
