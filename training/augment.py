"""Changed copies of a batch of photos, all of a batch at once."""

from __future__ import annotations

import math

import torch
from torch.nn import functional


def augment(images: torch.Tensor, side: int, strength: float) -> torch.Tensor:
    """float [N, 3, side, side] in 0..1 of uint8 [N, height, width, 3].

    `strength` runs from 0 (hardly changed, for the last epochs) to 1.
    """
    batch = images.permute(0, 3, 1, 2).float() / 255
    batch = moved(batch, side, strength)
    batch = recoloured(batch, strength)
    return cut_out(batch, strength)


def uniform(count: int, low: float, high: float, like: torch.Tensor) -> torch.Tensor:
    """float [count], on the device of `like`."""
    return torch.rand(count, device=like.device) * (high - low) + low


def moved(batch: torch.Tensor, side: int, strength: float) -> torch.Tensor:
    """Random crops of 0.7 to 1 of the side, flipped, slightly turned and stretched."""
    count = len(batch)
    scale = uniform(count, 1 - 0.3 * max(strength, 0.35), 1, batch)
    stretch = torch.exp(uniform(count, -0.12, 0.12, batch) * strength)
    angle = uniform(count, -1, 1, batch) * math.radians(12) * strength
    flip = torch.where(uniform(count, 0, 1, batch) < 0.5, -1.0, 1.0)
    across, down = scale * stretch, scale / stretch
    room_across, room_down = (1 - across).clamp(min=0), (1 - down).clamp(min=0)
    matrix = torch.stack(
        [
            torch.stack([across * angle.cos() * flip, -across * angle.sin(), uniform(count, -1, 1, batch) * room_across], 1),
            torch.stack([down * angle.sin() * flip, down * angle.cos(), uniform(count, -1, 1, batch) * room_down], 1),
        ],
        1,
    )
    grid = functional.affine_grid(matrix, [count, 3, side, side], align_corners=False)
    return functional.grid_sample(batch, grid, padding_mode="reflection", align_corners=False)


def recoloured(batch: torch.Tensor, strength: float) -> torch.Tensor:
    """Brightness, contrast, saturation and white balance, a tenth of the pictures grey."""
    count = len(batch)
    luma = torch.tensor([0.299, 0.587, 0.114], device=batch.device).view(1, 3, 1, 1)
    grey = (batch * luma).sum(1, keepdim=True)
    saturation = 1 + uniform(count, -0.4, 0.4, batch) * strength
    saturation[uniform(count, 0, 1, batch) < 0.1 * strength] = 0
    batch = torch.lerp(grey, batch, saturation.view(-1, 1, 1, 1))
    mean = grey.mean((2, 3), keepdim=True)
    contrast = 1 + uniform(count, -0.3, 0.3, batch) * strength
    batch = torch.lerp(mean, batch, contrast.view(-1, 1, 1, 1))
    balance = 1 + uniform(count * 3, -0.06, 0.06, batch).view(-1, 3, 1, 1) * strength
    brightness = 1 + uniform(count, -0.25, 0.25, batch).view(-1, 1, 1, 1) * strength
    return (batch * balance * brightness).clamp(0, 1)


def boxes(count: int, side: int, share: torch.Tensor) -> torch.Tensor:
    """bool [N, 1, side, side]: a box per picture, `share` [N] of the side long, partly outside maybe."""
    at = torch.arange(side, device=share.device) + 0.5
    half = share * side / 2
    inside = []
    for _ in range(2):
        centre = torch.rand(count, device=share.device) * side
        inside.append((at - centre[:, None]).abs() < half[:, None])
    return (inside[0][:, :, None] & inside[1][:, None, :])[:, None]


def cut_out(batch: torch.Tensor, strength: float) -> torch.Tensor:
    """Half of the pictures lose a square of up to 0.35 of the side to grey."""
    share = uniform(len(batch), 0.1, 0.35, batch)
    share[uniform(len(batch), 0, 1, batch) > 0.5 * strength] = 0
    return batch.masked_fill(boxes(len(batch), batch.shape[2], share), 0.45)


def mixed(batch: torch.Tensor, targets: list[torch.Tensor]) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """CutMix: each picture gets a box of another, and its targets [N, classes] the box's share."""
    order = torch.randperm(len(batch), device=batch.device)
    share = uniform(len(batch), 0.2, 0.75, batch)
    mask = boxes(len(batch), batch.shape[2], share)
    kept = 1 - mask.float().mean((1, 2, 3))[:, None]
    batch = torch.where(mask, batch[order], batch)
    return batch, [kept * target + (1 - kept) * target[order] for target in targets]
