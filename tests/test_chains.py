"""The scorers of coreference and factuality agree with cases that were worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks.chains import Chain, Count, b_cubed, ceaf, conll, muc
from benchmarks.factuality import macro_f1
from benchmarks.gold import assemble


def chains(*words: str) -> list[Chain]:
    """ "ab" is the chain of the mentions a and b."""
    return [frozenset(word) for word in words]


def test_what_is_all_right_scores_one() -> None:
    gold = chains("abc", "de")
    assert {round(figure, 9) for figure in conll([(gold, gold)]).values()} == {1.0}


def test_nothing_found_scores_nought() -> None:
    assert set(conll([(chains("abc"), [])]).values()) == {0.0}


# The example of Vilain et al. 1995: the gold chain a-b-c-d, found as a-b and c-d.
SPLIT = chains("abcd"), chains("ab", "cd")


def test_a_chain_cut_in_two_misses_one_of_three_links() -> None:
    assert (muc(*SPLIT).recall, muc(*SPLIT).precision) == (pytest.approx(2 / 3), 1.0)


def test_every_mention_of_a_chain_cut_in_two_sees_half_of_it() -> None:
    assert (b_cubed(*SPLIT).recall, b_cubed(*SPLIT).precision) == (0.5, 1.0)


def test_a_chain_cut_in_two_is_paired_once() -> None:
    """The better pair has 2·2 of 4 + 2 mentions in common: 2/3, over one gold chain and two found."""
    assert (ceaf(*SPLIT).recall, ceaf(*SPLIT).precision) == (pytest.approx(2 / 3), pytest.approx(1 / 3))


# The example of Bagga and Baldwin 1998: 5 + 2 + 5 mentions; the error joins the last two chains, or the first and the last.
THREE = chains("12345", "67", "89ABC")


@pytest.mark.parametrize(("found", "precision"), [(chains("12345", "6789ABC"), 0.762), (chains("1234589ABC", "67"), 0.583)])
def test_joining_large_chains_costs_more_than_joining_a_small_one(found: list[Chain], precision: float) -> None:
    assert b_cubed(THREE, found).precision == pytest.approx(precision, abs=0.001)
    assert b_cubed(THREE, found).recall == 1.0
    assert muc(THREE, found).precision == pytest.approx(0.9)


def test_pairs_are_the_best_that_there_are() -> None:
    """Greedy pairing would give abc the chain ab and leave c without; each takes the other's best together."""
    gold, found = chains("ab", "cd"), chains("abc", "d")
    assert ceaf(gold, found).recall == pytest.approx((4 / 5 + 2 / 3) / 2)


def test_mentions_that_the_other_side_lacks_count_as_alone() -> None:
    assert (b_cubed(chains("ab"), chains("ax")).recall, muc(chains("ab"), chains("ax")).recall) == (0.25, 0.0)


def test_documents_add_up_before_they_are_divided() -> None:
    assert (Count(1, 1, 1, 1) + Count(0, 3, 0, 1)).precision == 0.25


def test_chains_of_one_mention_are_left_out() -> None:
    assert conll([(chains("ab", "c"), chains("ab", "d"))])["CoNLL"] == pytest.approx(1.0)


def test_a_text_is_put_together_from_tokens_with_its_mentions() -> None:
    found = assemble("t", "en", [[("Title", "-")], [("The", "(1"), ("firm", "1)"), ("'s", "-"), ("chips", "(2|(1)"), (".", "2)")]], apart=1)
    assert found.text == "Title\nThe firm's chips."
    assert {(found.text[start:stop], chain) for start, stop, chain in found.mentions} == {
        ("The firm", "1"),
        ("chips.", "2"),
        ("chips", "1"),
    }


def test_the_most_frequent_answer_alone_has_a_low_macro_f1() -> None:
    """Nine of ten certain: always saying so has F1 18/19 on these and nothing on the tenth."""
    pairs = [("certain", "certain")] * 9 + [("open", "certain")]
    assert macro_f1(pairs) == pytest.approx(18 / 19 / 2)
