"""Train the model that gives each line of a plain text its role.

    python -m training.line_roles build/lines/*.jsonl.gz --output build/lines/model --folds 5

Needs torch, with a GPU or without. Writes one .npz of weights a fold (learned without the sites of that fold) and
`all.npz`, learned from all sites; `training.line_card` puts the latter into the package. Seeded.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import random
import re
import time
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from onrecord.article.features import count_words
from onrecord.article.line_features import FIRST_WORDS, ROLES, _Words, bare_line, line_columns
from onrecord.article.repeats import find_repeats

IN_TEXT = frozenset(["body", "subheading", "list", "quote", "table", "standfirst"])

_VOCABULARY = 6000
_FEWEST_PAGES = 6  # that a word of the vocabulary stands on
_LONGEST = 1200  # lines of a text in one batch; longer ones are cut at random
_MOST_WORDS = 80  # that one line counts for
_WORDLESS = 0.35  # share of texts that are shown without any word: what is left holds in other languages
_KIND_WEIGHT = {"article": 1.0, "trap": 0.35}


@dataclass
class Text:
    """One text as the model sees it."""

    id: str
    fold: int
    kind: str
    spoken: str
    values: np.ndarray
    tokens: np.ndarray  # a row a line: words 1, 2 and last, then all
    role: np.ndarray
    weight: np.ndarray
    mass: np.ndarray
    repeat: np.ndarray


def fold_of(host: str, folds: int) -> int:
    """Return the fold of a site, by its host."""
    return zlib.crc32(host.removeprefix("www.").encode()) % folds


def vocabulary_of(texts: list[dict]) -> list[str]:
    """Return the words that stand on enough pages, the commonest first."""
    pages: dict[str, set[str]] = {}
    for text in texts:
        if text["kind"] != "trap" and text["manner"] == "wet":
            for word in _Words([bare_line(row) for row in text["rows"]]).different:
                pages.setdefault(word, set()).add(text["id"])
    counts = Counter({word: len(found) for word, found in pages.items()})
    return [word for word, count in counts.most_common(_VOCABULARY) if count >= _FEWEST_PAGES]


_words: dict[str, int] = {}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WRITINGS = {"ar": 0x0627, "he": 0x05D0, "hi": 0x0915, "ru": 0x0430, "el": 0x03B1}  # first of 25 letters or so
_SPOKEN = (("unspaced", 0.07), ("other letters", 0.06), ("other words", 0.1))  # share of the texts


def is_drawn(made: dict, share: float) -> bool:
    """Return whether a text is among those that are learned from: a share of each page's, drawn by a hash."""
    return zlib.crc32(f"{made['id']} {made['manner']} {made['spliced']}".encode()) % 1000 < 1000 * share


def as_spoken(rows: list[str], manner: str, dice: random.Random) -> list[str]:
    """Return the lines in a made-up language: one that does not part words, one of other letters, one of other words.

    The gold pages are English. What tells lines apart in a language that the model knows nothing of is its shape.
    """
    if manner == "unspaced":
        table: dict[str, str] = {}
        first, count = dice.choice([(0x3041, 80), (0x4E00, 3000), (0xAC00, 2000), (0x0E01, 40)])
        return [_SPACED.sub(lambda m: _unspaced(m.group(), table, first, count, dice), row) for row in rows]
    if manner == "other letters":
        first = dice.choice(list(_WRITINGS.values()))
        to = [chr(first + n % 24) for n in range(26)]
    else:
        to = dice.sample(_LETTERS, 26)
    upper = [char.upper() if len(char.upper()) == 1 else char for char in to]
    table_ = str.maketrans(_LETTERS + _LETTERS.upper(), "".join(to) + "".join(upper))
    return [row.translate(table_) for row in rows]


_SPACED = re.compile(r"[A-Za-z’']+ ?|[.!?,](?= |$|[”\"]) ?")
_MARKS = {".": "。", "!": "！", "?": "？", ",": "、"}


def _unspaced(word: str, table: dict[str, str], first: int, count: int, dice: random.Random) -> str:
    if word[0] in _MARKS:
        return _MARKS[word[0]]
    if word not in table:
        size = max(1, round(len(word) / 2.6))
        table[word] = "".join(chr(first + dice.randrange(count)) for _ in range(size))
    return table[word]


def as_text(made: dict) -> Text:
    """Return one text of the corpus with its columns."""
    dice = random.Random(f"{made['id']} {made['manner']} {made['spliced']} {len(made['rows'])}")
    (spoken,) = dice.choices([None, *(name for name, _ in _SPOKEN)], [0.77, *(share for _, share in _SPOKEN)])
    rows = as_spoken(made["rows"], spoken, dice) if spoken else made["rows"]
    words = [count_words(row) for row in rows]
    repeats = find_repeats(tuple(rows))
    columns = line_columns(rows, words, repeats, _words)
    stops = np.append(columns.start[1:], len(columns.word))
    tokens = np.full((len(rows), FIRST_WORDS + 1), -1, dtype=np.int16)
    for row, (start, stop) in enumerate(zip(columns.start, stops, strict=True)):
        part = columns.word[start:stop][:FIRST_WORDS]
        tokens[row, : len(part)] = part
        tokens[row, -1] = columns.word[stop - 1]
    return Text(
        id=made["id"],
        fold=fold_of(made["host"], 1000),
        kind=made["kind"],
        spoken=spoken or "",
        values=columns.values.astype(np.float16),
        tokens=tokens,
        role=np.array([ROLES.index(role) for role in made["roles"]], dtype=np.int64),
        weight=np.array(made["weights"], dtype=np.float32),
        mass=np.minimum(np.array(words, dtype=np.float32), _MOST_WORDS),
        repeat=np.array(repeats) >= 0,
    )


class LineModel(nn.Module):
    """Each line's columns and words, convolved over the document; the second time knowing the first's result."""

    def __init__(self, columns: int, words: int, width: int = 64, embedding: int = 16) -> None:
        super().__init__()
        self.words = nn.Embedding(words + 2, embedding)
        nn.init.normal_(self.words.weight, std=0.1)
        self.enter = nn.Linear(columns + 4 * embedding, width)
        self.first = nn.ModuleList(nn.Conv1d(width, width, 3, dilation=d, padding=d) for d in (1, 2, 4, 8))
        self.whole = nn.Linear(2 * width, width)
        self.guess = nn.Linear(width, 1)
        self.again = nn.Linear(width + 4, width)
        self.second = nn.ModuleList(nn.Conv1d(width, width, 3, dilation=d, padding=d) for d in (1, 4, 16))
        self.leave = nn.Linear(width, len(ROLES) + 1)
        self.drop = nn.Dropout(0.2)

    def forward(self, values, tokens, mass, mask):
        known = (tokens[..., :-1] >= 0).unsqueeze(-1)
        words = self.words(tokens.clamp(min=0))
        mean = (words[..., :-1, :] * known).sum(-2) / known.sum(-2).clamp(min=1)
        second = words[..., 1, :] * known[..., 1, :]
        x = torch.cat([values, mean, words[..., 0, :], second, words[..., -1, :]], -1)
        on = mask.unsqueeze(-1)
        h = self.drop(torch.relu(self.enter(x))) * on
        for n, conv in enumerate(self.first):
            h = (h + self.drop(torch.relu(conv(h.transpose(1, 2)).transpose(1, 2)))) * on
            if n == 0:
                mean = h.sum(1) / on.sum(1)
                most = (h - 1e4 * (1 - on)).amax(1)
                h = (h + torch.relu(self.whole(torch.cat([mean, most], -1))).unsqueeze(1)) * on
        guess = self.guess(h).squeeze(-1)
        p = torch.sigmoid(guess) * mask
        kept = (p * mass).cumsum(1)
        whole = kept[:, -1:].clamp(min=1.0)
        told = torch.stack([p, kept / whole, (kept - p * mass) / whole, torch.log1p(whole).expand_as(p) / 8], -1)
        h = torch.relu(self.again(torch.cat([h, told], -1))) * on
        for conv in self.second:
            h = (h + self.drop(torch.relu(conv(h.transpose(1, 2)).transpose(1, 2)))) * on
        out = self.leave(h)
        return out[..., :-1], out[..., -1], guess


def batches(texts: list[Text], dice: random.Random, size: int, mean, std, device, *, train: bool):
    """Yield batches of texts of like length."""
    order = sorted(texts, key=lambda text: len(text.mass) * dice.uniform(0.8, 1.2))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    dice.shuffle(groups)
    for group in groups:
        longest = min(_LONGEST, max(len(text.mass) for text in group))
        shape = (len(group), longest)
        values = np.zeros((*shape, len(mean)), dtype=np.float32)
        tokens = np.full((*shape, FIRST_WORDS + 1), -1, dtype=np.int64)
        role, weight, mass, mask = (np.zeros(shape, dtype=t) for t in (np.int64, np.float32, np.float32, np.float32))
        scale = np.ones(len(group), dtype=np.float32)
        for n, text in enumerate(group):
            start = dice.randrange(max(1, len(text.mass) - longest + 1))
            part = slice(start, start + longest)
            size_ = len(text.mass[part])
            values[n, :size_] = (text.values[part] - mean) / std
            tokens[n, :size_] = text.tokens[part]
            if train and dice.random() < _WORDLESS:
                tokens[n, :size_][tokens[n, :size_] > 1] = 0
            role[n, :size_], mass[n, :size_], mask[n, :size_] = text.role[part], text.mass[part], 1.0
            weight[n, :size_] = np.where(text.repeat[part], 0.0, text.weight[part])
            scale[n] = _KIND_WEIGHT.get(text.kind, 0.5)
        if train:
            gone = np.random.default_rng(dice.randrange(1 << 30)).random(tokens.shape) < 0.15
            tokens[gone & (tokens > 1)] = 0
        yield [torch.from_numpy(it).to(device) for it in (values, tokens, mass, mask, role, weight, scale)]


def loss_of(out, role, weight, mass, scale, in_text):
    """The loss of a batch: keep or drop by words and by lines, and the role by lines."""
    roles, keep, guess = out
    wanted = in_text[role].float()
    by_words = weight * mass
    total = torch.zeros(len(scale), device=role.device)
    for logits, share in ((keep, 1.0), (guess, 0.3)):
        each = nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
        total += share * (each * by_words).sum(1) / by_words.sum(1).clamp(min=1)
        total += share * (each * weight).sum(1) / weight.sum(1).clamp(min=1)
    each = nn.functional.cross_entropy(roles.transpose(1, 2), role, reduction="none", label_smoothing=0.03)
    rare = torch.where((role == ROLES.index("headline")), 4.0, 1.0)
    total += 0.4 * (each * weight * rare).sum(1) / weight.sum(1).clamp(min=1)
    return (total * scale).sum() / scale.sum()


def train(texts: list[Text], args, device, log) -> LineModel:
    """Return a model that has learned from the texts."""
    torch.manual_seed(7)
    dice = random.Random(7)
    model = LineModel(texts[0].values.shape[1], len(_words), args.width, args.embedding).to(device)
    drawn = int(len(texts) * args.share)
    steps = args.epochs * (drawn // args.batch + 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, args.rate, total_steps=steps + 1, pct_start=0.15)
    in_text = torch.tensor([role in IN_TEXT for role in ROLES], device=device)
    started = time.time()
    for epoch in range(args.epochs):
        model.train()
        losses = []
        for values, tokens, mass, mask, role, weight, scale in batches(
            dice.sample(texts, drawn), dice, args.batch, *args.scale, device, train=True
        ):
            optimizer.zero_grad()
            loss = loss_of(model(values, tokens, mass, mask), role, weight * mask, mass, scale, in_text)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.detach())
        if epoch < 2 or epoch % 4 == 3:
            log(f"epoch {epoch + 1} loss {torch.stack(losses).mean().item():.4f} {time.time() - started:.0f} s")
    return model


@torch.no_grad()
def check(model: LineModel, texts: list[Text], args, device) -> dict[str, float]:
    """Return how many words and lines of unseen texts the model gets right: F1 of keep, share of roles."""
    model.eval()
    in_text = torch.tensor([role in IN_TEXT for role in ROLES], device=device)
    scores, right, lines = [], 0.0, 0.0
    for values, tokens, mass, mask, role, weight, _ in batches(
        texts, random.Random(1), 16, *args.scale, device, train=False
    ):
        roles, keep, _ = model(values, tokens, mass, mask)
        by_words = weight * mask * mass
        got, wanted = (keep > 0).float(), in_text[role].float()
        both = (got * wanted * by_words).sum(1)
        f1 = 2 * both / ((got * by_words).sum(1) + (wanted * by_words).sum(1)).clamp(min=1e-6)
        scores += f1[(wanted * by_words).sum(1) > 0].tolist()
        right += ((roles.argmax(-1) == role) * weight * mask).sum().item()
        lines += (weight * mask).sum().item()
    below = [score < 0.5 for score in scores]
    return {"f1": float(np.mean(scores)), "below_half": float(np.mean(below)), "roles": right / lines}


def save(model: LineModel, path: Path, words: list[str], scale: tuple[np.ndarray, np.ndarray]) -> None:
    """Write the weights as arrays, the columns' scale folded into the first layer."""
    mean, std = scale
    state = {name: value.detach().cpu().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    enter, bias = state["enter.weight"].copy(), state["enter.bias"].copy()
    columns = len(mean)
    bias -= enter[:, :columns] @ (mean / std)
    enter[:, :columns] /= std
    arrays = {
        "enter": enter.T, "enter_bias": bias, "words": state["words.weight"].astype(np.float16),
        "whole": state["whole.weight"].T, "whole_bias": state["whole.bias"],
        "guess": state["guess.weight"].T, "guess_bias": state["guess.bias"],
        "again": state["again.weight"].T, "again_bias": state["again.bias"],
        "leave": state["leave.weight"].T, "leave_bias": state["leave.bias"],
        "vocabulary": np.array(words), "roles": np.array(ROLES),
    }  # fmt: skip
    for part, count in (("first", 4), ("second", 3)):
        stack = np.stack([state[f"{part}.{n}.weight"] for n in range(count)])  # layer, out, in, tap
        arrays[part] = stack.transpose(0, 3, 2, 1)  # layer, tap, in, out
        arrays[f"{part}_bias"] = np.stack([state[f"{part}.{n}.bias"] for n in range(count)])
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


def main() -> None:
    """Read the corpus, learn, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--only", type=int, nargs="*", help="these folds alone; -1 is the model of all sites")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--texts", type=float, default=0.6, help="share of the texts of every page")
    parser.add_argument("--share", type=float, default=0.33, help="of all texts, drawn anew for each epoch")
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--embedding", type=int, default=16)
    args = parser.parse_args()
    torch.set_num_threads(1)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    started = time.time()

    def log(text: str) -> None:
        print(f"[{time.time() - started:.0f} s] {text}", flush=True)

    made = []
    for path in args.corpus:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            made += [text for text in map(json.loads, file) if is_drawn(text, args.texts)]
    words = vocabulary_of(made)
    _words.update({word: row + 2 for row, word in enumerate(words)})
    log(f"{len(made)} texts, {len(words)} words, {device}")
    with multiprocessing.get_context("fork").Pool(args.workers) as pool:
        texts = pool.map(as_text, made, chunksize=20)
    del made
    sample = np.concatenate([text.values.astype(np.float32) for text in texts[::7]])
    args.scale = (sample.mean(0), np.maximum(sample.std(0), 0.02))
    log(f"{sum(len(text.mass) for text in texts)} lines, {texts[0].values.shape[1]} columns")

    def one(fold: int) -> None:
        seen = [text for text in texts if text.kind == "trap" or fold < 0 or text.fold % args.folds != fold]
        unseen = [text for text in texts if text.kind == "article" and text.fold % args.folds == fold]
        model = train(seen, args, device, lambda text: log(f"fold {fold}: {text}"))
        for spoken in ("", *(name for name, _ in _SPOKEN)) if unseen else ():
            part = [text for text in unseen if text.spoken == spoken]
            log(f"fold {fold} {spoken} {len(part)} texts {check(model, part, args, device)}")
        save(model, args.output / (f"fold{fold}.npz" if fold >= 0 else "all.npz"), words, args.scale)

    folds = args.only if args.only is not None else [-1, *range(args.folds)]
    running: list[multiprocessing.process.BaseProcess] = []
    for fold in folds:  # a process each: forked, they share the texts
        if len(running) == args.workers:
            running.pop(0).join()
        running.append(multiprocessing.get_context("fork").Process(target=one, args=(fold,)))
        running[-1].start()
    for process in running:
        process.join()


if __name__ == "__main__":
    main()
