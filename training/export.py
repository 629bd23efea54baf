"""Writes a training run's averaged weights as files for the app: `python -m training export`."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from .files import write_model
from .fold import plain
from .layers import to_keras
from .networks import DEVIATION, MEAN, DigitNetwork, PhotoNetwork
from .pictures import LABELS, SIDE


def export(what: str, run: Path, out: Path, without: list[str], bias: list[str]) -> None:
    checkpoint = torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True)
    state = checkpoint["average"]
    if what == "digits":
        network = DigitNetwork()
        network.load_state_dict(state)
        layers = to_keras(network, (32, 32, 1))
        settings = {"side": 32, "greyscale": True, "scaling": "minusOneToOne"}
        labels = [str(digit) for digit in range(10)]
    else:
        trained = PhotoNetwork(len(LABELS), len(state["fine.bias"]))
        trained.load_state_dict(state)
        kept = [number for number, label in enumerate(LABELS) if label not in without]
        biases = {LABELS.index(name): float(value) for name, value in (one.split("=") for one in bias)}
        layers = to_keras(plain(trained, kept, biases), (SIDE, SIDE, 3))
        settings = {"side": SIDE, "greyscale": False, "scaling": "standardise", "mean": MEAN, "deviation": DEVIATION}
        labels = [LABELS[number] for number in kept]
    about = {"labels": labels, "input": settings, "epochs": checkpoint["epoch"], "figures": {}}
    if what == "photos" and without:
        about["without"] = without
    if what == "photos" and bias:
        about["biases"] = bias
    write_model(out, what, layers, about)
    count = sum(value.size for layer in layers for value in layer.weights.values())
    print(f"{out}: {len(layers)} layers, {count:,} parameters, behind epoch {checkpoint['epoch']}")
    print(" ".join(layer.name for layer in layers))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("digits", "photos"))
    parser.add_argument("--run", type=Path, required=True, help="folder of the training run")
    parser.add_argument("--out", type=Path, required=True, help="folder for model.json and weights.bin")
    parser.add_argument("--without", nargs="*", default=[], help="classes of the photo network to leave out")
    parser.add_argument("--bias", nargs="*", default=[], help="like cat=0.3: added to a class's bias, see `calibrate`")
