"""Trains the photo network: `python -m training photos`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from .augment import augment, mixed
from .networks import Device, PhotoNetwork, best_device, scaled
from .pictures import CLASSES, LABELS, NONE, SOURCES, Photos, Splits, load
from .sampling import class_targets, cross_entropy, probabilities
from .schedule import Average, Progress, one_cycle
from .workers import Workers, start

BATCH = 128
BATCHES_PER_EPOCH = 192
PEAK = 0.1
WEIGHT_DECAY = 5e-4
FINE_WEIGHT = 0.3
SMALL_SIDE, SMALL_UNTIL = 48, 1.01
"""The pictures are seen smaller, which is nearly twice as fast; and as random parts of them look larger
than the whole, what is learned at 48 pixels fits whole pictures of 64 better than what is learned at 64
(Touvron et al. 2019)."""
CHANGES = ((0.24, 1.0, 0.5), (0.6, 0.7, 0.15), (0.85, 0.6, 0.0), (1.0, 0.8, 0.25))
"""Until which fraction of the run: how much pictures are changed, and the share of mixed batches."""


def train(data: Path, cache: Path, run: Path, epochs: int, minutes: float | None, processes: int) -> None:
    count = processes if best_device().name == "cpu" else 1
    load(data, cache)
    start(work, count, data, cache, run, epochs, minutes)


def work(workers: Workers, data: Path, cache: Path, run: Path, epochs: int, minutes: float | None) -> None:
    """One process's part of the run."""
    device = best_device()
    splits = load(data, cache)
    first_of_all = workers.rank == 0
    if first_of_all:
        print(
            f"{device.name}: {len(splits.train)} training, {len(splits.validation)} validation pictures", flush=True
        )
    torch.manual_seed(1)
    network = PhotoNetwork(len(LABELS), len(splits.fine_names)).to(device.name, memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(parameter_groups(network), lr=PEAK, momentum=0.9, nesterov=True)
    average = Average(network, 0.998)
    run.mkdir(parents=True, exist_ok=True)
    checkpoint = run / "checkpoint.pt"
    first, seconds = 0, 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device.name, weights_only=True)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        average.state, average.steps = saved["average"], saved["steps"]
        first, seconds = saved["epoch"], saved["seconds"]
        if first_of_all:
            print(f"resumed behind epoch {first}", flush=True)
    progress = Progress(epochs, minutes, seconds)
    for epoch in range(first, 10_000):
        if workers.agreed(progress.fraction(epoch)) >= 1:
            break
        torch.manual_seed(1000 * (1 + workers.rank) + epoch)
        figures = one_epoch(network, optimizer, average, splits, device, progress, epoch, workers)
        if not first_of_all:
            continue
        figures |= validate(average.state, splits, device)
        report(figures, run)
        state = {
            "network": network.state_dict(), "optimizer": optimizer.state_dict(), "average": average.state,
            "steps": average.steps, "epoch": epoch + 1, "seconds": progress.seconds,
        }  # fmt: skip
        torch.save(state, run / "checkpoint.new")
        (run / "checkpoint.new").replace(checkpoint)


def parameter_groups(network: PhotoNetwork) -> list[dict[str, object]]:
    """Weight decay for kernels alone, not for biases and batch norms."""
    kernels = [p for p in network.parameters() if p.ndim > 1]
    others = [p for p in network.parameters() if p.ndim <= 1]
    return [{"params": kernels, "weight_decay": WEIGHT_DECAY}, {"params": others, "weight_decay": 0.0}]


def one_epoch(
    network: PhotoNetwork, optimizer: torch.optim.SGD, average: Average, splits: Splits,
    device: Device, progress: Progress, epoch: int, workers: Workers,
) -> dict[str, float]:  # fmt: skip
    """A fixed number of batches, drawn with replacement; fewer where the run's time is over."""
    network.train()
    photos = splits.train
    random = np.random.default_rng(epoch)
    chances = probabilities(photos, workers.agreed(progress.fraction(epoch)))
    drawn = random.choice(len(photos), size=(BATCHES_PER_EPOCH, BATCH), p=chances)
    started, total, steps, fraction, side = progress.seconds, 0.0, 0, 0.0, 64
    for step, batch in enumerate(drawn):
        chosen = batch[workers.rank :: workers.count]
        fraction = workers.agreed(progress.fraction(epoch + step / BATCHES_PER_EPOCH))
        if fraction >= 1 and step > 0:
            break
        strength, mixed_share = next(rest for until, *rest in CHANGES if fraction <= until)
        side = SMALL_SIDE if fraction < SMALL_UNTIL else 64
        for group in optimizer.param_groups:
            group["lr"] = one_cycle(fraction, PEAK)
        images = torch.from_numpy(photos.images[chosen]).to(device.name)
        labels = torch.from_numpy(photos.labels[chosen]).to(device.name)
        fine = torch.from_numpy(photos.fine[chosen]).to(device.name)
        targets = [class_targets(labels), torch.nn.functional.one_hot(fine, len(splits.fine_names)).float()]
        pixels = augment(images, side, strength)
        if random.random() < mixed_share:
            pixels, targets = mixed(pixels, targets)
        inputs = scaled(pixels).contiguous(memory_format=torch.channels_last)
        with torch.autocast(device.name, device.autocast, enabled=device.autocast is not None):
            logits, fine_logits = network(inputs)
        loss = cross_entropy(logits, targets[0]) + FINE_WEIGHT * cross_entropy(fine_logits, targets[1])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        workers.average_gradients(network)
        optimizer.step()
        if workers.rank == 0:
            average.update(network)
        total += loss.item()
        steps += 1
    seconds = progress.seconds - started
    return {
        "epoch": epoch + 1, "fraction": fraction, "loss": total / steps, "side": side,
        "per_second": BATCH * steps / seconds, "seconds": progress.seconds,
    }  # fmt: skip


@torch.no_grad()
def predict(network: torch.nn.Module, photos: Photos, device: Device) -> np.ndarray:
    """float32 [N, labels]: softmax probabilities."""
    network.eval()
    results = []
    for start in range(0, len(photos), 256):
        pixels = torch.from_numpy(photos.images[start : start + 256]).to(device.name)
        inputs = scaled(pixels.permute(0, 3, 1, 2).float() / 255)
        results.append(network(inputs.contiguous(memory_format=torch.channels_last))[0].softmax(1).cpu().numpy())
    return np.concatenate(results)


def validate(state: dict[str, torch.Tensor], splits: Splits, device: Device) -> dict[str, float]:
    """What the averaged weights make of the validation split."""
    network = PhotoNetwork(len(LABELS), len(splits.fine_names)).to(device.name, memory_format=torch.channels_last)
    network.load_state_dict(state)
    photos = splits.validation
    chances = predict(network, photos, device)
    known, right = photos.labels != NONE, chances.argmax(1) == photos.labels
    figures: dict[str, float] = {}
    for number, source in enumerate(SOURCES):
        figures[source] = float(right[known & (photos.sources == number)].mean())
    cats = (photos.labels == CLASSES.index("cat")) & (photos.sources != SOURCES.index("cifar"))
    figures["cats"] = float(right[cats].mean())
    figures["others"] = float((chances[~known].argmax(1) == len(CLASSES)).mean())
    figures["alarms"] = float((chances[~known, CLASSES.index("cat")] > 0.5).mean())
    return figures


def report(figures: dict[str, float], run: Path) -> None:
    left = figures["seconds"] * (1 / max(figures["fraction"], 1e-6) - 1) / 60
    shares = " ".join(f"{name} {100 * figures[name]:.1f}%" for name in (*SOURCES, "cats", "others", "alarms"))
    print(
        f"epoch {figures['epoch']:.0f} ({figures['side']:.0f} px): loss {figures['loss']:.3f}, {shares}, "
        f"{figures['per_second']:.0f} images/s, {left:.0f} min left",
        flush=True,
    )
    with (run / "log.jsonl").open("a") as log:
        log.write(json.dumps(figures) + "\n")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the zip files")
    parser.add_argument("--cache", type=Path, required=True, help="folder for the decoded pictures")
    parser.add_argument("--run", type=Path, required=True, help="folder for the checkpoint and the log")
    parser.add_argument("--epochs", type=int, default=80)
    parser.add_argument("--minutes", type=float, help="fit the schedule into this time instead of the epochs")
    parser.add_argument("--processes", type=int, default=2, help="on a processor: one for each core")
