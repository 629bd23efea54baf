"""The files of a trained network: TensorFlow.js's layers model, written and read back."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from .layers import Layer, to_torch


def write_model(folder: Path, name: str, layers: list[Layer], about: dict[str, Any]) -> None:
    """model.json and weights.bin (float32, little-endian, in the manifest's order)."""
    folder.mkdir(parents=True, exist_ok=True)
    weights, content = [], b""
    for layer in layers:
        for key, value in layer.weights.items():
            weights.append({"name": f"{layer.name}/{key}", "shape": list(value.shape), "dtype": "float32"})
            content += value.astype("<f4").tobytes()
    described = [{"class_name": layer.class_name, "config": layer.config} for layer in layers]
    about = {**about, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    model = {
        "format": "layers-model",
        "generatedBy": f"catscan training, PyTorch {torch.__version__.split('+')[0]}",
        "modelTopology": {
            "keras_version": "2.15.0",
            "backend": "tensorflow",
            "model_config": {"class_name": "Sequential", "config": {"name": name, "layers": described}},
        },
        "weightsManifest": [{"paths": ["weights.bin"], "weights": weights}],
        "userDefinedMetadata": {"catscan": about},
    }
    (folder / "weights.bin").write_bytes(content)
    write_json(folder / "model.json", model)


def write_json(file: Path, value: Any) -> None:
    """Indented, but lists of numbers and of other plain values on one line."""
    text = json.dumps(value, indent=1)
    text = re.sub(r"\[([^\[\]{}]*)\]", lambda found: "[" + " ".join(found[1].split()) + "]", text)
    file.write_text(text + "\n")


@dataclass(frozen=True)
class Model:
    """An exported network, read back."""

    network: nn.Sequential
    """Scaled pixels [N, channels, side, side] to logits [N, labels]."""
    labels: list[str]
    input: dict[str, Any]
    about: dict[str, Any]
    layers: list[Layer]

    @torch.no_grad()
    def logits(self, pixels: np.ndarray) -> np.ndarray:
        """float32 [N, labels] of bytes [N, side, side, 3], or [N, side, side] where it sees grey."""
        values = pixels.astype(np.float32)
        if self.input["scaling"] == "minusOneToOne":
            values = values * np.float32(2 / 255) - 1
        else:
            deviation = self.input["deviation"]
            values = values * np.float32(1 / (255 * deviation)) - np.float32(self.input["mean"] / deviation)
        batch = torch.from_numpy(values)
        batch = batch[:, None] if batch.ndim == 3 else batch.permute(0, 3, 1, 2)
        parts = [self.network(batch[start : start + 256]) for start in range(0, len(batch), 256)]
        return torch.cat(parts).numpy()

    def probabilities(self, pixels: np.ndarray) -> np.ndarray:
        """float32 [N, labels], each row together 1."""
        return torch.from_numpy(self.logits(pixels)).softmax(1).numpy()


def read_model(folder: Path) -> Model:
    """Reads what `write_model` wrote, the weights from weights.bin by the manifest."""
    model = json.loads((folder / "model.json").read_text())
    content = (folder / "weights.bin").read_bytes()
    about = model["userDefinedMetadata"]["catscan"]
    if hashlib.sha256(content).hexdigest() != about["sha256"]:
        raise ValueError(f"{folder}/weights.bin is not the one that model.json was written for")
    layers = [Layer(**layer) for layer in model["modelTopology"]["model_config"]["config"]["layers"]]
    by_name = {layer.name: layer for layer in layers}
    offset = 0
    for entry in model["weightsManifest"][0]["weights"]:
        count = int(np.prod(entry["shape"]))
        value = np.frombuffer(content, "<f4", count, offset).reshape(entry["shape"]).copy()
        name, key = entry["name"].split("/")
        by_name[name].weights[key] = value
        offset += 4 * count
    assert offset == len(content)
    return Model(to_torch(layers), about["labels"], about["input"], about, layers)
