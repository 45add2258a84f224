from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from onrecord.article import page_kind_model
from onrecord.article.page_kind import signal_names
from onrecord.article.page_kind_model import PageModel, load_models, models_of
from onrecord.article.page_kind_words import count_groups, group_names, read_bits, text_rows
from onrecord.model import Article, Rejected

Extract = Callable[..., Article]
Refuse = Callable[..., Rejected]
CLAIMS = '<meta property="og:type" content="article"><title>Pier to be rebuilt in oak</title>'
TEASERS = "".join(
    f"<div class=card><h3><a href=/{n}>Harbour dues to rise by {n} percent from July</a></h3>"
    f"<p>The harbour board wants {n} crowns more for each boat, and the fishermen of the north quay say no.</p></div>"
    for n in range(9)
)


def groups_of(text: str) -> set[str]:
    names = group_names()
    return {name for bits in read_bits(text) for n, name in enumerate(names) if bits >> n & 1}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        pytest.param("the page could not be found", {"page", "not", "find"}, id="english"),
        pytest.param("die seite wurde leider nicht gefunden", {"page", "not", "find", "sorry"}, id="german"),
        pytest.param("страница не найдена", {"page", "not", "find"}, id="russian"),
        pytest.param("الصفحة غير موجودة", {"page", "not", "find"}, id="arabic"),
        pytest.param("بالصفحة", {"page"}, id="arabic word with its preposition"),
        pytest.param("页面不存在", {"page", "not", "find"}, id="chinese"),
        pytest.param("ページが見つかりません", {"page", "not"}, id="japanese"),
        pytest.param("비밀번호를 입력하세요", {"login"}, id="korean"),
    ],
)
def test_words_tell_what_they_mean_in_any_language(text: str, groups: set[str]) -> None:
    assert groups <= groups_of(text)


def test_each_text_has_its_own_counts_though_some_are_empty() -> None:
    counts = count_groups([read_bits("page"), [], read_bits("page page")])
    assert counts[:, group_names().index("page")].tolist() == [1, 0, 2]


def test_a_text_without_words_is_a_row_like_any_other() -> None:
    assert np.isfinite(text_rows(count_groups([[]]), [0], [""], 1)).all()


def test_weights_that_are_not_the_ones_released_are_not_loaded() -> None:
    with pytest.raises(ValueError, match="install it again"):
        models_of(b"PK", page_kind_model.SHA256)


def test_the_models_fit_what_is_read_from_a_page() -> None:
    text, page = load_models()
    assert int(page.feature.max()) < len(signal_names(text.kinds))
    assert page.kinds[0] == "article"
    assert page.kinds_of(np.zeros(len(signal_names(text.kinds)), "f4")).sum() == pytest.approx(1, abs=1e-5)


def test_trees_add_up_by_class() -> None:
    kinds = ("article", "listing")
    feature, threshold = np.zeros((2, 1), np.intp), np.array([[0.5], [0.5]], "f4")
    others, leaf = np.full((2, 1), 0xFFFE, "u2"), np.array([[2, 0], [0, 2]], "f4")
    model = PageModel(kinds, feature, threshold, others, leaf)
    low, high = model.kinds_of(np.array([0.5], "f4")), model.kinds_of(np.array([0.6], "f4"))
    assert low[0] == pytest.approx(high[1])
    assert low[0] > 0.85


@pytest.mark.parametrize("around", ["{}", f"<main>{{}}</main>{TEASERS}"], ids=["alone", "above teasers"])
@pytest.mark.parametrize("head", ["<title>{}</title>", CLAIMS], ids=["admitted", "claims an article"])
@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param("Page not found", "The page you were looking for does not exist on this site.", id="not found"),
        pytest.param("Article removed", "This article was removed by the editors and is not available.", id="gone"),
        pytest.param("Wartung", "Wegen Wartungsarbeiten ist unsere Seite vorübergehend nicht erreichbar.", id="german"),
        pytest.param("Accès refusé", "Vous n'avez pas l'autorisation d'accéder à cette page du site.", id="french"),
        pytest.param("Ошибка", "Произошла ошибка на сервере, попробуйте ещё раз через несколько минут.", id="russian"),
        pytest.param("No disponible", "Este contenido no está disponible en su país por derechos.", id="spanish"),
        pytest.param("验证", "请完成安全验证，证明您不是机器人，然后即可继续访问此页面。", id="chinese"),
        pytest.param("Hata", "Aradığınız sayfa bulunamadı veya başka bir adrese taşınmış olabilir.", id="turkish"),
    ],
)
def test_a_page_that_says_it_has_no_article_is_refused(
    refuse: Refuse, around: str, head: str, title: str, text: str
) -> None:
    box = f"<h1>{title}</h1><p>{text}</p>"
    assert refuse(f"<head>{head.format(title)}</head><body>{around.format(box)}</body>").status in ("skip", "empty")


@pytest.mark.parametrize("head", ["<title>{}</title>", CLAIMS], ids=["says nothing", "says that it is an article"])
@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param(
            "Town portal was down for nine days",
            "The town's portal showed “page not found” for nine days before anybody noticed, the mayor said on Friday. "
            "The page had been moved to another server, and the old address was deleted by mistake.",
            id="error page",
        ),
        pytest.param(
            "Bank resets 41,000 passwords",
            "The savings bank has reset the passwords of 41,000 customers after their login data were found online. "
            "No account was emptied, a spokeswoman told reporters in Orley on Thursday.",
            id="passwords",
        ),
        pytest.param(
            "Court lifts ban on foreign papers",
            "Readers in four regions can open eleven foreign newspapers again after a court in Orley ruled on Tuesday "
            "that the ministry had blocked access to them without a reason. The ministry said it would appeal.",
            id="blocked sites",
        ),
        pytest.param(
            "Cookies verschwinden von Amtsseiten",
            "Der Landtag hat am Montag beschlossen, dass Behörden auf ihren Seiten ohne Cookies auskommen müssen. "
            "Bisher mussten Besucher auf 212 Seiten zustimmen, sagte die Beauftragte für den Datenschutz.",
            id="cookies, german",
        ),
    ],
)
def test_a_brief_on_such_a_subject_is_an_article(extract: Extract, head: str, title: str, text: str) -> None:
    first, _, rest = text.partition(". ")
    body = f"<article><h1>{title}</h1><p>{first}.</p><p>{rest}</p></article>"
    assert rest in extract(f"<head>{head.format(title)}</head><body>{body}{TEASERS}</body>").text
