"""What PyTorch's modules are called in Keras, and back: one module, one layer, its own weights.

Keras's kernels are [rows, columns, in, out] and [in, out]; PyTorch's are [out, in, rows, columns] and
[out, in].
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import nn

from .fold import GlobalAverage


@dataclass
class Layer:
    """A layer of a Keras Sequential model; weights are float32 in Keras's order and layout."""

    class_name: str
    config: dict[str, Any]
    weights: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.config["name"])


STEMS = {"Conv2D": "conv", "MaxPooling2D": "pool", "AveragePooling2D": "pool", "Dense": "dense",
         "Flatten": "flatten", "GlobalAveragePooling2D": "average"}  # fmt: skip
SINGLE = ("flatten", "average", "softmax")
"""Names that get no number."""


def to_keras(network: nn.Sequential, shape: tuple[int, int, int]) -> list[Layer]:
    """The layers from the input [rows, columns, channels] to a softmax behind the logits."""
    first = {"batch_input_shape": [None, *shape], "dtype": "float32", "sparse": False, "ragged": False}
    layers = [Layer("InputLayer", {**first, "name": "input"})]
    counts: dict[str, int] = {}
    for module in [*network, nn.Softmax(1)]:
        layer = one_to_keras(module)
        stem = STEMS.get(layer.class_name) or layer.config["activation"]
        counts[stem] = counts.get(stem, 0) + 1
        number = counts[stem]
        name = stem if stem in SINGLE else f"{stem}{number}"
        layer.config = {"name": name, "trainable": True, "dtype": "float32", **layer.config}
        layers.append(layer)
    return layers


def one_to_keras(module: nn.Module) -> Layer:
    last = {"data_format": "channels_last"}
    match module:
        case nn.Conv2d():
            config = {
                "filters": module.out_channels, "kernel_size": list(module.kernel_size), "strides": list(module.stride),
                "padding": "same" if module.padding != (0, 0) else "valid", **last, "dilation_rate": [1, 1],
                "groups": 1, "activation": "linear", "use_bias": True,
            }  # fmt: skip
            return Layer("Conv2D", config, {"kernel": array(module.weight.permute(2, 3, 1, 0)), "bias": array(module.bias)})
        case nn.Linear():
            config = {"units": module.out_features, "activation": "linear", "use_bias": True}
            return Layer("Dense", config, {"kernel": array(module.weight.T), "bias": array(module.bias)})
        case nn.MaxPool2d() | nn.AvgPool2d():
            name = "MaxPooling2D" if isinstance(module, nn.MaxPool2d) else "AveragePooling2D"
            return Layer(name, {"pool_size": [2, 2], "padding": "valid", "strides": [2, 2], **last})
        case nn.Flatten():
            # Only on [1, 1, channels], where Keras's order and PyTorch's are the same.
            return Layer("Flatten", {**last})
        case GlobalAverage():
            return Layer("GlobalAveragePooling2D", {**last, "keepdims": False})
        case nn.ReLU() | nn.Tanh() | nn.Softmax():
            return Layer("Activation", {"activation": type(module).__name__.lower()})
    raise TypeError(f"no layer for {module}")


def array(tensor: torch.Tensor | None) -> np.ndarray:
    assert tensor is not None
    return np.ascontiguousarray(tensor.detach().cpu().numpy().astype(np.float32))


@torch.no_grad()
def to_torch(layers: list[Layer]) -> nn.Sequential:
    """[N, channels, rows, columns] to logits: everything but the input and the softmax at the end."""
    channels = layers[0].config["batch_input_shape"][3]
    modules: list[nn.Module] = []
    for layer in layers[1:-1]:
        config, weights = layer.config, {key: torch.from_numpy(value) for key, value in layer.weights.items()}
        match layer.class_name:
            case "Conv2D":
                size = config["kernel_size"]
                padding = [side // 2 for side in size] if config["padding"] == "same" else 0
                module: nn.Module = nn.Conv2d(channels, config["filters"], size, padding=padding)
                module.weight.copy_(weights["kernel"].permute(3, 2, 0, 1))
                module.bias.copy_(weights["bias"])
                channels = config["filters"]
            case "Dense":
                module = nn.Linear(channels, config["units"])
                module.weight.copy_(weights["kernel"].T)
                module.bias.copy_(weights["bias"])
                channels = config["units"]
            case "MaxPooling2D":
                module = nn.MaxPool2d(2)
            case "AveragePooling2D":
                module = nn.AvgPool2d(2)
            case "GlobalAveragePooling2D":
                module = GlobalAverage()
            case "Flatten":
                module = nn.Flatten()
            case "Activation":
                module = {"relu": nn.ReLU, "tanh": nn.Tanh}[config["activation"]]()
            case other:
                raise ValueError(f"no module for {other}")
        modules.append(module)
    return nn.Sequential(*modules).eval()
