"""Train what tells a conflict from two sentences of one story: python -m training.conflict_pairs ENCODER BUNDLES OUT

ENCODER is the folder of all-MiniLM-L6-v2, BUNDLES a folder of JSON lines as training/conflict_bundles has them: a topic
with sides whose sentences can not both be so, sentences beside them that go with either, and pairs that only look like
a conflict. The encoder reads both sentences at once, and is trained to say whether they are of two sides. Writes
OUT/conflict_pairs.pt; training/conflict_export.py makes the file that is shipped. One bundle in ten is held out.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

Pair = tuple[str, str, int]  # two sentences, and 1 where they can not both be so
LONGEST = 112  # pieces of both sentences
_SEED = 7
_EPOCHS, _BATCH, _RATE = 5, 32, 8e-5
_OF_SIDES, _OF_OTHERS = (
    12,
    14,
)  # pairs of one bundle in one epoch: of two sides; of one side, or with what is beside them
_STRANGERS = 2  # pairs with a sentence of another bundle, likewise


class PairModel(nn.Module):
    """The encoder with one number behind the mean of its pieces: how sure it is of a conflict, as a logit."""

    def __init__(self, encoder: nn.Module, size: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(size, 1)

    def forward(self, inputs: dict[str, Tensor]) -> Tensor:
        """Return a logit for each pair."""
        states = self.encoder(**inputs).last_hidden_state
        mask = inputs["attention_mask"][..., None].float()
        mean = (states * mask).sum(1) / mask.sum(1)
        found: Tensor = self.head(nn.functional.dropout(mean, 0.1, self.training))[:, 0]
        return found


def read_bundles(folder: Path) -> list[dict[str, list[list[str]]]]:
    """Return all bundles, in the order of files and lines."""
    return [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8")]


def pairs_of(bundle: dict[str, list[list[str]]], dice: random.Random, strangers: Sequence[str]) -> Iterator[Pair]:
    """Yield pairs of one bundle, drawn anew in each epoch, in either order."""
    sides, others = bundle["sides"], list(map(str, bundle["other"]))
    across = [(a, b) for n, one in enumerate(sides) for two in sides[n + 1 :] for a in one for b in two]
    within = [(a, b) for side in sides for n, a in enumerate(side) for b in side[n + 1 :]]
    beside = [(a, b) for side in sides for a in side for b in others]
    beside += [(a, b) for n, a in enumerate(others) for b in others[n + 1 :]]
    chosen = [(a, b, 1) for a, b in dice.sample(across, min(_OF_SIDES, len(across)))]
    chosen += [(a, b, 0) for a, b in dice.sample(within, min(_OF_OTHERS // 2, len(within)))]
    chosen += [(a, b, 0) for a, b in dice.sample(beside, min(_OF_OTHERS, len(beside)))]
    chosen += [(a, b, 0) for a, b in bundle["not"]]
    own = [text for side in sides for text in side]
    chosen += [(dice.choice(own), dice.choice(strangers), 0) for _ in range(_STRANGERS)]
    for a, b, label in chosen:
        yield (b, a, label) if dice.random() < 0.5 else (a, b, label)


def all_pairs(bundles: Sequence[dict[str, list[list[str]]]], seed: int) -> list[Pair]:
    """Return the pairs of an epoch, shuffled."""
    dice = random.Random(seed)
    strangers = [text for bundle in bundles for side in bundle["sides"] for text in side]
    found = [pair for bundle in bundles for pair in pairs_of(bundle, dice, strangers)]
    dice.shuffle(found)
    return found


def main() -> None:
    """Train, telling how the held-out bundles are read after each epoch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("bundles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--all", action="store_true", help="hold nothing out")
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    options = parser.parse_args()
    torch.manual_seed(_SEED)
    tokenizer = AutoTokenizer.from_pretrained(options.encoder)
    encoder = AutoModel.from_pretrained(options.encoder)
    model = PairModel(encoder, encoder.config.hidden_size)
    bundles = read_bundles(options.bundles)
    held = [] if options.all else bundles[::10]
    kept = bundles if options.all else [it for n, it in enumerate(bundles) if n % 10]
    _train(model, tokenizer, kept, held, options.epochs)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out / "conflict_pairs.pt")


def _train(model: PairModel, tokenizer, kept, held, epochs: int) -> None:  # type: ignore[no-untyped-def]
    test = all_pairs(held, 0) if held else []
    steps = epochs * (len(all_pairs(kept, 1)) // _BATCH + 1)
    head = list(model.head.parameters())
    optimizer = torch.optim.AdamW(
        [{"params": model.encoder.parameters(), "lr": _RATE}, {"params": head, "lr": 10 * _RATE}], weight_decay=0.01
    )
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))
    )
    for epoch in range(epochs):
        started, total = time.time(), 0.0
        model.train()
        pairs = all_pairs(kept, epoch + 1)
        for first in range(0, len(pairs), _BATCH):
            batch = pairs[first : first + _BATCH]
            logits = model(encoded(tokenizer, batch))
            wanted = torch.tensor([float(label) for _, _, label in batch])
            loss = nn.functional.binary_cross_entropy_with_logits(logits, wanted * 0.96 + 0.02)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            plan.step()
            total += loss.item() * len(batch)
        print(
            f"epoch {epoch}: {len(pairs)} pairs, loss {total / len(pairs):.3f}, {time.time() - started:.0f} s",
            flush=True,
        )
        if test:
            report(model, tokenizer, test)


def encoded(tokenizer, batch: Sequence[Pair]):  # type: ignore[no-untyped-def]
    """Return a batch as the encoder reads it."""
    firsts, seconds = [a for a, _, _ in batch], [b for _, b, _ in batch]
    return tokenizer(firsts, seconds, padding=True, truncation="longest_first", max_length=LONGEST, return_tensors="pt")


def scores(model: PairModel, tokenizer, pairs: Sequence[Pair]) -> np.ndarray:  # type: ignore[no-untyped-def,type-arg]
    """Return the chance of a conflict for each pair."""
    model.eval()
    with torch.no_grad():
        found = [model(encoded(tokenizer, pairs[n : n + 64])).sigmoid() for n in range(0, len(pairs), 64)]
    return torch.cat(found).numpy()


def report(model: PairModel, tokenizer, test: Sequence[Pair]) -> None:  # type: ignore[no-untyped-def]
    """Print precision and recall of conflicts at several thresholds."""
    chance = scores(model, tokenizer, test)
    label = np.array([it[2] for it in test])
    rows = []
    for threshold in (0.5, 0.7, 0.9):
        found = chance > threshold
        right = (found & (label == 1)).sum()
        rows.append(f"{threshold}: P {right / max(1, found.sum()):.3f} R {right / label.sum():.3f}")
    print("   held out:", len(test), "pairs;", "; ".join(rows), flush=True)


if __name__ == "__main__":
    main()
