import numpy as np
import pytest

from onrecord.grouping.embedding import SIZE, embed

FIRE = "Fire destroys a ferry terminal in Port Averil"
SAME_FIRE = "Port Averil's ferry terminal burned down overnight"
CAKE = "How to bake a lemon cake without eggs"


def test_texts_on_one_thing_lie_closer_than_others() -> None:
    fire, same, cake = embed([FIRE, SAME_FIRE, CAKE])
    assert fire @ same > 0.7
    assert fire @ cake < 0.3


def test_an_embedding_does_not_depend_on_its_neighbours() -> None:
    np.testing.assert_array_equal(embed([CAKE, FIRE])[1], embed([FIRE])[0])


@pytest.mark.parametrize(
    "text",
    ["", " \n", "\x00", "\ud800", "a" * 100_000, "١٢٣ 漢字 🙂", "\u200b" * 5000],
    ids=["empty", "white space", "null", "surrogate", "one long word", "scripts", "zero width"],
)
def test_any_text_has_an_embedding_of_unit_length(text: str) -> None:
    assert np.linalg.norm(embed([text])[0]) == pytest.approx(1, abs=1e-4)


def test_no_texts_give_no_rows() -> None:
    assert embed([]).shape == (0, SIZE)
