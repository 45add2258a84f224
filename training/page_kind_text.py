"""The text model of the page kinds: what one title or paragraph says, by the groups of its words."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.article.page_kind_model import TextModel
from onrecord.article.page_kind_words import count_groups, read_bits, text_rows
from tests.traps.no_article import KEPT_LANGUAGES, KINDS, LANGUAGES, Message, words_of
from training.page_kind_data import fold_of, gold_of
from training.page_kind_mix import phrases

CLASSES = ("text", *KINDS)
Said = tuple[str, bool, str, float]  # words, whether a heading, class, weight


def messages(language: str, *, kept: bool = False) -> list[Said]:
    """Return what sites say in a language, only the last third of each list when `kept`, else all but that."""
    found: list[Said] = []
    for kind in KINDS:
        message: Message = getattr(words_of(language), kind)
        for items, head in ((message.titles, True), (message.texts, False)):
            third = len(items) // 3
            part = items[len(items) - max(1, third) :] if kept else items[: len(items) - third]
            part += () if kept or head else message.more
            found += [(words, head, kind, 3.0 if language == "en" else 1.0) for words in part]
    return found


def listed() -> list[Said]:
    """Return what page_kind_phrases.toml holds."""
    found: list[Said] = []
    for of, kinds in phrases().items():
        for kind, (title, *texts) in kinds.items():
            weight = 2.0 if of == "en" else 1.0
            found += [(title, True, kind, weight), *((words, False, kind, weight) for words in texts)]
            if len(texts) > 1:
                found.append((" ".join(texts[:2]), False, kind, weight))
    return found


def news(language: str) -> list[Said]:
    """Return invented news of a language, which is no notice."""
    words = words_of(language)
    found: list[Said] = [(line, False, "text", 3.0) for line in (*words.story, *words.teasers)]
    found += [(line, True, "text", 3.0) for line in words.news]
    for about in words.about:
        headline, *lines = about.split(" | ")
        found += [(headline, True, "text", 3.0), *((line, False, "text", 3.0) for line in lines)]
    return found


def real_news(folder: Path, dice: random.Random, folds: range) -> list[Said]:
    """Return titles and paragraphs of the articles of a folder."""
    found: list[Said] = []
    for gold in gold_of(folder):
        if gold.get("page_type", "article") != "article" or fold_of(gold["url"] or gold["id"]) not in folds:
            continue
        lines = [text for text in gold["text"].split("\n") if len(text.split()) > 3]
        chosen = lines[:2] + dice.sample(lines, min(10, len(lines)))
        found += [(text, False, "text", 1.0) for text in chosen]
        found += [(gold["title"], True, "text", 1.0)] if gold.get("title") else []
    return found


def rows_of(said: list[Said]) -> np.ndarray:
    """Return the rows of the text model."""
    rows = []
    for words, head, _, _ in said:
        low = words[:400].lower().replace("’", "'")
        bits = read_bits(low)
        rows.append(text_rows(count_groups([bits]), [len(bits)], [low], int(head))[0])
    return np.array(rows)


def thinned(words: str, dice: random.Random) -> str:
    """Return the text without some of its words: what stands for words that no list holds."""
    if " " not in words:
        return "".join(letter for letter in words if dice.random() > 0.2)
    return " ".join(word for word in words.split() if dice.random() > 0.25)


def train_text(folder: Path, folds: range = range(10), *, everything: bool = False) -> TextModel:
    """Return the text model, trained on all but what is kept aside, or on that too."""
    dice = random.Random(5)
    said = [row for language in LANGUAGES for row in (*messages(language), *news(language))] + listed()
    if everything:
        said += [row for language in (*LANGUAGES, *KEPT_LANGUAGES) for row in messages(language, kept=True)]
        said += [row for language in KEPT_LANGUAGES for row in (*messages(language), *news(language))]
    for language in LANGUAGES:
        told = [row for row in messages(language) if not row[1]]
        for kind in KINDS:
            texts = [words for words, _, of, _ in told if of == kind]
            said += [(" ".join(dice.sample(texts, 2)), False, kind, 1.0) for _ in range(2) if len(texts) > 1]
    said += [(thinned(w, dice), h, k, q / 2) for w, h, k, q in said for _ in range(2) if len(w) > 15]
    said += real_news(folder, dice, folds)
    classes = np.array([CLASSES.index(kind) for _, _, kind, _ in said])
    weight = np.array([row[3] for row in said])
    weight[classes > 0] *= 0.6 * weight[classes == 0].sum() / weight[classes > 0].sum()
    fitted = LogisticRegression(C=3, max_iter=200).fit(rows_of(said), classes, sample_weight=weight)
    return TextModel(CLASSES, fitted.coef_.T.astype(np.float32), fitted.intercept_.astype(np.float32))
