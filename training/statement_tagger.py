"""Train the statement tagger: python -m training.statement_tagger TRAIN.jsonl.gz ENCODER_FOLDER OUT.pt

TRAIN holds a JSON object a line: {"doc_id", "text", "statements": [{"source": [[start, end], …], "cue": …,
"content": …}]} (PolNeAR's form here; any data of this form will do). ENCODER_FOLDER is an unpacked BERT-like model with
its vocab.txt. One tenth of the articles, drawn by their ids, is held out; --predictions writes what is found in them.
Seeded; needs training/requirements.txt. An epoch of 22 million weights takes five minutes on two cores with bfloat16.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel

from onrecord.pieces import Pieces
from onrecord.statements.words import find_words
from training.statement_data import OUT, Text, Window, read_rows, read_text, tags, windows
from training.statement_model import Batch, Tagger

_LONGEST = 250  # pieces of a window, without the marks at its ends
_OVERLAP = 40
_PIECES = 4096  # a batch, padding included
_RATE = 2e-4
_HEAD_RATE = 1e-3
_WARM = 0.05  # of the steps
_STRAIGHT = 0.4  # of the articles in an epoch have typewriter's quotation marks


def fold(row: dict[str, Any], folds: int = 10) -> int:
    """Return which fold an article is in; by its id, so that it stays there."""
    return zlib.crc32(row["doc_id"].encode()) % folds


def read_pieces(folder: Path) -> Pieces:
    """Return the vocabulary of an encoder; MPNet's windows begin and end with marks of other names than BERT's."""
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    if vocabulary[0] == "<s>":
        return Pieces(vocabulary, opening="<s>", closing="</s>")
    return Pieces(vocabulary)


def collate(chosen: Sequence[Window], pieces: Pieces) -> Batch:
    """Return windows as one padded batch."""
    ids: list[list[int]] = []
    shape: list[list[int]] = []
    quote: list[list[int]] = []
    firsts: list[list[int]] = []
    cues: list[list[int]] = []
    which: list[int] = []
    anchors: list[int] = []
    chains: list[list[int]] = []
    for row, window in enumerate(chosen):
        text = window.text
        i, s, q, f = [pieces.open], [5], [0], []
        for at in range(window.start, window.end):
            if at > window.start and text.paragraphs[at] != text.paragraphs[at - 1]:
                i.append(pieces.close), s.append(5), q.append(0)
            f.append(len(i))
            for piece in text.pieces[at]:
                i.append(piece), s.append(text.shapes[at]), q.append(text.quotes[at])
        i.append(pieces.close), s.append(5), q.append(0)
        ids.append(i), shape.append(s), quote.append(q), firsts.append(f)
        label = [0] * (window.end - window.start)
        for statement in window.text.statements:
            whole = statement.start >= window.start and statement.end <= window.end
            for a, b in statement.cue:
                for at in range(max(a, window.start), min(b, window.end)):
                    label[at - window.start] = (1 if at == a else 2) if whole else -100
        for statement in window.statements:
            which.append(row)
            a, b = statement.cue[0]
            anchors.append(random.randrange(a, b) - window.start)
            chains.append(tags(statement, window.start, window.end))
        cues.append(label)
    wide, long = max(map(len, ids)), max(map(len, firsts))

    def padded(rows: Iterable[Sequence[int]], length: int, fill: int = 0) -> Tensor:
        return torch.tensor([list(r) + [fill] * (length - len(r)) for r in rows], dtype=torch.long)

    return Batch(
        padded(ids, wide), padded([[1] * len(i) for i in ids], wide), padded(shape, wide), padded(quote, wide),
        padded(firsts, long), padded([[1] * len(f) for f in firsts], long).bool(),
        padded([w.text.paragraphs[w.start : w.end] for w in chosen], long), padded(cues, long, -100),
        torch.tensor(which, dtype=torch.long), torch.tensor(anchors, dtype=torch.long),
        padded(chains, long, OUT) if chains else torch.zeros((0, long), dtype=torch.long),
    )  # fmt: skip


def batches(chosen: list[Window], pieces: Pieces, draw: random.Random | None) -> Iterator[tuple[Batch, list[Window]]]:
    """Yield windows in batches of like length, in drawn order."""

    def size(window: Window) -> int:
        return sum(map(len, window.text.pieces[window.start : window.end]))

    noise = (lambda: draw.uniform(0, 30)) if draw else (lambda: 0.0)
    ordered = sorted(chosen, key=lambda window: size(window) + noise())
    groups: list[list[Window]] = [[]]
    for window in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * (size(window) + 12) > _PIECES:
            groups.append([])
        groups[-1].append(window)
    if draw:
        draw.shuffle(groups)
    for group in groups:
        yield collate(group, pieces), group


def losses(model: Tagger, batch: Batch, draw: random.Random) -> Tensor:
    """Return the loss of one batch: of cues over words, and of chains over statements."""
    states = model.encode(batch)
    scores = model.cue_scores(states).float()
    window, anchor, chains = batch.window, batch.anchor, batch.tags
    with torch.no_grad():  # words that look like a cue and are none: their chain is empty
        doubtful = (scores.softmax(-1)[..., 0] < 0.8) & (batch.cues == 0)
        wrong = doubtful.nonzero().tolist()
    wrong = draw.sample(wrong, min(len(wrong), 12))
    if wrong:
        window = torch.cat([window, torch.tensor([w for w, _ in wrong])])
        anchor = torch.cat([anchor, torch.tensor([a for _, a in wrong])])
        chains = torch.cat([chains, torch.zeros((len(wrong), chains.shape[1]), dtype=torch.long)])
    of_cues = nn.functional.cross_entropy(
        scores.flatten(0, 1), batch.cues.flatten(), ignore_index=-100, reduction="sum"
    )
    if not len(window):
        return of_cues
    tag_scores = model.tag_scores(states, batch, window, anchor).float()
    chain = model.chain_loss(tag_scores, chains, batch.words[window])
    return (of_cues + chain.sum()) / len(window)


@torch.no_grad()
def predict(model: Tagger, text: Text, pieces: Pieces, longest: int = 330, overlap: int = 100) -> list[dict[str, Any]]:
    """Return the statements found in one text, in places of words, with the scores that they hang on."""
    found = []
    count = len(text.pieces)
    for batch, group in batches(list(windows(text, longest, overlap)), pieces, None):
        states = model.encode(batch).float()
        odds = model.cue_scores(states).softmax(-1)
        for row, window in enumerate(group):
            length = window.end - window.start
            inside = (1 - odds[row, :length, 0]).tolist()
            begin = odds[row, :length, 1].tolist()
            at, runs = 0, []
            while at < length:
                if inside[at] > 0.2:
                    last = at + 1
                    while last < length and inside[last] > 0.2 and begin[last] < 0.5:
                        last += 1
                    peak = max(range(at, last), key=inside.__getitem__)
                    runs.append((peak, inside[peak]))
                    at = last
                else:
                    at += 1
            if not runs:
                continue
            anchors = torch.tensor([peak for peak, _ in runs])
            scores = model.tag_scores(states, batch, torch.full_like(anchors, row), anchors)[:, :length].float()
            for (peak, chance), path in zip(runs, viterbi(model, scores), strict=True):
                place = peak + window.start
                edge = min(peak if window.start else 9999, length - 1 - peak if window.end < count else 9999)
                found.append({"at": place, "chance": chance, "edge": edge, "start": window.start, "tags": path})
    found.sort(key=lambda one: -one["edge"])
    kept: list[dict[str, Any]] = []
    taken: set[int] = set()
    for one in found:
        roles = spans(one["tags"], one["start"])
        own = {one["at"]} | {w for a, b in roles["cue"] for w in range(a, b)}
        if own & taken:
            continue
        taken |= own
        kept.append({**roles, "chance": one["chance"], "at": one["at"]})
    return sorted(kept, key=lambda one: one["at"])


def viterbi(model: Tagger, scores: Tensor) -> list[list[int]]:
    """Return the best chain of tags of each row: scores are S, W, TAGS."""
    moves = model.moves + model.allowed
    total = model.first + model.opening + scores[:, 0]
    back = []
    for at in range(1, scores.shape[1]):
        best, where = (total.unsqueeze(2) + moves).max(dim=1)
        back.append(where)
        total = best + scores[:, at]
    path = [total.argmax(dim=1)]
    for where in reversed(back):
        path.append(where.gather(1, path[-1].unsqueeze(1)).squeeze(1))
    return torch.stack(path[::-1], dim=1).tolist()


def spans(path: Sequence[int], start: int) -> dict[str, list[tuple[int, int]]]:
    """Return the runs of words of each role."""
    found: dict[str, list[tuple[int, int]]] = {"source": [], "content": [], "cue": []}
    for name, first in (("source", 1), ("content", 3), ("cue", 5)):
        for at, tag in enumerate(path):
            if tag == first:
                found[name].append((at + start, at + start + 1))
            elif tag == first + 1 and found[name]:
                found[name][-1] = (found[name][-1][0], at + start + 1)
    return found


def as_rows(rows: Sequence[dict[str, Any]], model: Tagger, pieces: Pieces) -> list[dict[str, Any]]:
    """Return predictions as the scorer wants them, each with its chance."""
    out = []
    for row in rows:
        words = find_words(row["text"])
        statements = [
            {
                "chance": one["chance"],
                **{r: [[words.starts[a], words.ends[b - 1]] for a, b in one[r]] for r in ("source", "cue", "content")},
            }
            for one in predict(model, read_text(row, pieces), pieces)
        ]
        out.append({"doc_id": row["doc_id"], "statements": statements})
    return out


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and store."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("train", type=Path)
    options.add_argument("encoder", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--epochs", type=int, default=8)
    options.add_argument("--rate", type=float, default=_RATE)
    options.add_argument("--seed", type=int, default=1, help="of the first weights")
    options.add_argument("--order", type=int, default=1, help="seed of the order and the windows of articles")
    options.add_argument(
        "--held-out", type=int, default=0, help="fold of ten that is not learned from; −1: learn from all"
    )
    options.add_argument("--more", type=Path, action="append", help="further articles to learn from, in the same form")
    options.add_argument("--begin-with", type=Path, help="weights of an earlier run")
    options.add_argument("--predictions", type=Path, help="where to write the statements of the held-out fold")
    chosen = options.parse_args(arguments)
    torch.manual_seed(chosen.seed)
    random.seed(chosen.order)
    draw = random.Random(chosen.order)
    pieces = read_pieces(chosen.encoder)
    rows = read_rows(chosen.train)
    learned = [row for row in rows if fold(row) != chosen.held_out]
    for more in chosen.more or ():
        learned += read_rows(more)
    kept = [row for row in rows if fold(row) == chosen.held_out]
    encoder = AutoModel.from_pretrained(chosen.encoder, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    model = Tagger(encoder)
    if chosen.begin_with:
        model.load_state_dict(torch.load(chosen.begin_with, weights_only=True))
    curly = [read_text(row, pieces) for row in learned]
    straight = [read_text(row, pieces, straight=True) for row in learned]

    def cut() -> list[Window]:
        texts = [s if draw.random() < _STRAIGHT else c for c, s in zip(curly, straight, strict=True)]
        return [window for text in texts for window in windows(text, _LONGEST, _OVERLAP, draw)]

    of_encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in model.encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": of_encoder, "lr": chosen.rate}, {"params": heads, "lr": _HEAD_RATE}], weight_decay=0.01, fused=True
    )
    steps = chosen.epochs * len(list(batches(cut(), pieces, draw)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(n / (steps * _WARM), max(0.0, (steps - n) / (steps * (1 - _WARM))))
    )
    began = time.monotonic()
    for epoch in range(chosen.epochs):
        model.train()
        total, count = 0.0, 0
        for batch, _ in batches(cut(), pieces, draw):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = losses(model, batch, draw)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
            if count % 50 == 0:
                print(f"  {count} {total / count:.3f} {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        torch.save(model.state_dict(), chosen.out)
        print(f"epoch {epoch + 1}: loss {total / count:.3f}, {time.monotonic() - began:.0f} s", flush=True)
        if kept and chosen.predictions and (epoch % 2 or epoch + 1 == chosen.epochs):
            model.eval()
            with chosen.predictions.open("w") as file:
                for row in as_rows(kept, model, pieces):
                    file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
