"""The tagger as torch sees it: an encoder, a cue tag for each word, and for each cue a chain of tags over all words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

TAGS = 7  # see statement_data
DISTANCES = 65  # words from the cue, −32 … 32, farther ones with the farthest
TURNS = 5  # paragraphs from the cue, −2 … 2
_REACH, _TURN_REACH = DISTANCES // 2, TURNS // 2


@dataclass(frozen=True, slots=True)
class Batch:
    """Some windows, padded. B windows, T pieces, W words, S statements over all windows."""

    pieces: Tensor  # B, T
    mask: Tensor  # B, T: 1 where a piece stands
    shapes: Tensor  # B, T
    quotes: Tensor  # B, T
    firsts: Tensor  # B, W: place of each word's first piece
    words: Tensor  # B, W: True where a word stands
    paragraphs: Tensor  # B, W
    cues: Tensor  # B, W: 0 no cue, 1 its first word, 2 further ones; −100 not to be learned
    window: Tensor  # S: which window
    anchor: Tensor  # S: which word stands for the cue
    tags: Tensor  # S, W


class Tagger(nn.Module):
    """Scores of cues and, given a cue, of sources, contents and the cue's extent."""

    def __init__(self, encoder: Any, width: int = 192) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.shape = nn.Embedding(6, size)
        self.quote = nn.Embedding(3, size)
        self.drop = nn.Dropout(0.1)
        self.cue = nn.Linear(size, 3)
        self.word = nn.Linear(size, width)  # a word seen from a cue …
        self.anchor = nn.Linear(size, width)  # … the cue …
        self.gate = nn.Linear(size, width)  # … and what of the word matters to this cue
        self.distance = nn.Embedding(DISTANCES, width)
        self.turn = nn.Embedding(TURNS, width)
        self.tag = nn.Linear(width, TAGS)
        self.moves = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.first = nn.Parameter(torch.zeros(TAGS))
        for part in (self.shape, self.quote, self.turn):
            nn.init.zeros_(part.weight)
        nn.init.normal_(self.distance.weight, std=0.02)
        allowed = torch.zeros(TAGS, TAGS)
        for begin in (1, 3, 5):  # a tag that goes on follows only its own
            for before in range(TAGS):
                if before not in (begin, begin + 1):
                    allowed[before, begin + 1] = -1e4
        self.register_buffer("allowed", allowed)
        opening = torch.zeros(TAGS)
        opening[[2, 4, 6]] = -1e4
        self.register_buffer("opening", opening)

    def encode(self, batch: Batch) -> Tensor:
        """Return a vector a word: B, W, size."""
        table = self.encoder.embeddings.word_embeddings
        inputs = table(batch.pieces) + self.shape(batch.shapes) + self.quote(batch.quotes)
        states = self.encoder(inputs_embeds=inputs, attention_mask=batch.mask).last_hidden_state
        at = batch.firsts.unsqueeze(-1).expand(-1, -1, states.shape[-1])
        return self.drop(states.gather(1, at))

    def cue_scores(self, states: Tensor) -> Tensor:
        """Return B, W, 3."""
        return self.cue(states)

    def tag_scores(self, states: Tensor, batch: Batch, window: Tensor, anchor: Tensor) -> Tensor:
        """Return S, W, TAGS."""
        word, gate = self.word(states)[window], self.gate(states)[window]
        cue = self.anchor(states)[window, anchor].unsqueeze(1)
        places = torch.arange(states.shape[1]).unsqueeze(0)
        away = (places - anchor.unsqueeze(1)).clamp(-_REACH, _REACH) + _REACH
        paragraphs = batch.paragraphs[window]
        turns = (paragraphs - paragraphs.gather(1, anchor.unsqueeze(1))).clamp(-_TURN_REACH, _TURN_REACH) + _TURN_REACH
        seen = torch.relu(word + cue + gate * torch.tanh(cue) + self.distance(away) + self.turn(turns))
        return self.tag(self.drop(seen))

    def chain_loss(self, scores: Tensor, tags: Tensor, words: Tensor) -> Tensor:
        """Return −log p(tags) of each chain under a linear-chain CRF (Lafferty et al. 2001): S."""
        moves = self.moves + self.allowed
        count, length, _ = scores.shape
        total = self.first + self.opening + scores[:, 0]
        gold = total.gather(1, tags[:, :1]).squeeze(1)
        for at in range(1, length):
            live = words[:, at]
            step = torch.logsumexp(total.unsqueeze(2) + moves.unsqueeze(0), dim=1) + scores[:, at]
            total = torch.where(live.unsqueeze(1), step, total)
            now, before = tags[:, at], tags[:, at - 1]
            gain = scores[torch.arange(count), at, now] + moves[before, now]
            gold = gold + torch.where(live, gain, torch.zeros_like(gain))
        return torch.logsumexp(total, dim=1) - gold
