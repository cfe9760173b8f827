"""One thing is one node, whatever an article calls it: what issue after issue asked for, read for real from small texts."""

from __future__ import annotations

import pytest

from kg.model import Article, Fact
from kg.reading import merge, read_article

Ends = set[tuple[str, str, str]]


def read(language: str, text: str) -> tuple[Fact, ...]:
    return read_article(Article("a1", text, language=language)).facts


def told(facts: tuple[Fact, ...]) -> Ends:
    return {(fact.subject.label, fact.relation.id, fact.object.label) for fact in facts}


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        # short forms
        (
            "en",
            "The Norvik Maritime Association, or NMA, sued Nokia. NMA also accused Huawei.",
            ("Norvik Maritime Association", "accuses", "Huawei"),
        ),
        ("en", "Norvik Group (NG) sued Nokia. NG also accused Huawei.", ("Norvik Group", "accuses", "Huawei")),
        (
            "en",
            "The Institute for Norvik Safety (INVS) sued Nokia. INVS accused Huawei.",
            ("Institute for Norvik Safety", "accuses", "Huawei"),
        ),
        ("nl", "Piet Jansen werkt voor Nokia. Jansen beschuldigde Huawei.", ("Piet Jansen", "accuses", "Huawei")),
        ("en", "Zhang Xuezheng founded Nokia. Zhang accused Huawei.", ("Zhang Xuezheng", "accuses", "Huawei")),
        ("nl", "Andrej V. werkt voor Nokia. V. beschuldigde Huawei.", ("Andrej V", "accuses", "Huawei")),
        # possessives and compounds
        ("nl", "Nokia klaagde Ericsson aan. Nokia's topman Jan Jansen beschuldigde Huawei.", ("Jan Jansen", "leads", "Nokia")),
        # pronouns
        ("en", "Nokia is based in Espoo. It has sued Huawei.", ("Nokia", "sues", "Huawei")),
        ("nl", "Jan Jansen leidt Nokia. Hij beschuldigde Huawei.", ("Jan Jansen", "accuses", "Huawei")),
        ("nl", "De Verenigde Staten beschuldigen Huawei ervan dat het spioneert voor China.", ("China", "tiedTo", "Huawei")),
        # descriptions
        ("nl", "ASML is gevestigd in Veldhoven. Het concern klaagde Nokia aan.", ("ASML", "sues", "Nokia")),
        (
            "en",
            "The European Commission met. Nokia and Ericsson waited. The commission fined Huawei.",
            ("European Commission", "fines", "Huawei"),
        ),
        # several
        ("en", "Vodafone and Nokia said they would merge. The two companies are based in London.", ("Nokia", "basedIn", "London")),
        (
            "nl",
            "De Universiteit van Amsterdam en de Vrije Universiteit werken samen. Beide universiteiten tekenden een contract met Huawei.",
            ("Huawei", "partnersWith", "Vrije Universiteit Amsterdam"),
        ),
        ("en", "Huawei and Nokia are rivals. The former sued Ericsson. The latter acquired Alcatel.", ("Huawei", "sues", "Ericsson")),
        (
            "nl",
            "Huawei en Nokia zijn concurrenten. Eerstgenoemde klaagde Ericsson aan, laatstgenoemde nam Alcatel over.",
            ("Huawei", "sues", "Ericsson"),
        ),
        # we
        ("en", "“We have sued the United States,” said Guo Ping, chairman of Huawei.", ("Huawei", "sues", "United States")),
        ("nl", "“We hebben Nokia overgenomen”, zei topman Jan Jansen van ASML.", ("ASML", "acquires", "Nokia")),
        ("nl", "“We hebben Nokia overgenomen”, zei Jan Jansen, topman van Norvik.", ("Norvik", "acquires", "Nokia")),
        ("en", "“We are imposing sanctions on Iran,” President Donald Trump said.", ("United States", "sanctions", "Iran")),
        ("en", "French President Emmanuel Macron met Nokia. “We have sued Huawei,” Macron said.", ("France", "sues", "Huawei")),
        ("nl", "“Wij hebben sancties opgelegd aan Rusland”, zei premier Mark Rutte.", ("Netherlands", "sanctions", "Russia")),
        (
            "en",
            "Mark Zuckerberg, chief executive of Facebook, came to Oslo. “We have sued Ericsson,” Zuckerberg said.",
            ("Facebook", "sues", "Ericsson"),
        ),
        # governments
        ("en", "The Trump administration imposed sanctions on Huawei.", ("United States", "sanctions", "Huawei")),
        ("nl", "Het kabinet legt sancties op aan Huawei.", ("Netherlands", "sanctions", "Huawei")),
        ("en", "The White House issued an order. The government banned Huawei.", ("United States", "bans", "Huawei")),
        ("en", "Huawei is based in China. The government supports the company.", ("China", "supports", "Huawei")),
        (
            "en",
            "Ofcom and the House of Commons met Huawei. China and Britain met. The government banned Huawei.",
            ("United Kingdom", "bans", "Huawei"),
        ),
        (
            "nl",
            "De AIVD waarschuwt D66. Nederland en China spraken met KPN. De overheid beschuldigt Huawei.",
            ("Netherlands", "accuses", "Huawei"),
        ),
        ("nl", "De Amerikaanse regering klaagde ZTE aan. De overheid beschuldigt Huawei.", ("United States", "accuses", "Huawei")),
    ],
)
def test_what_is_said_of_it_is_said_of_its_name(language: str, text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(read(language, text))


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("nl", "“We hebben Nokia overgenomen”, zei Jan Jansen, topman van Norvik.", ("Jan Jansen", "leads", "Nokia")),
        ("nl", "De Verenigde Staten beschuldigen Huawei ervan dat het spioneert voor China.", ("China", "tiedTo", "United States")),
        ("en", "Ivanka Trump met Nokia. “We have sued Huawei,” Trump said.", ("United States", "sues", "Huawei")),
        ("en", "Company CEO Tim Cook accused Nokia.", ("Tim Cook", "leads", "Company")),
        ("en", "Here is why Huawei sued Verizon.", ("Here", "sues", "Verizon")),
        ("en", "Lu Xun University sued Nokia. Lu accused Huawei.", ("Lu Xun University", "accuses", "Huawei")),
        ("en", "The Bundestag met Ofcom. Germany and Britain met. The government banned Huawei.", ("Germany", "bans", "Huawei")),
        ("en", "Germany and France met. The government banned Huawei.", ("France", "bans", "Huawei")),
        ("en", "Germany and France met. The government banned Huawei.", ("Germany", "bans", "Huawei")),
    ],
)
def test_what_is_said_of_another_is_not(language: str, text: str, fact: tuple[str, str, str]) -> None:
    assert fact not in told(read(language, text))


@pytest.mark.parametrize(
    ("text", "title", "accused"),
    [
        ("Nokia opened a lab in Oslo. Politicians praise Ericsson for one. The company accused Huawei.", "Nokia opens a lab", "Nokia"),
        ("Nokia opened a lab in Oslo. Politicians praise Ericsson for one. The company accused Huawei.", "A lab in Oslo", "Ericsson"),
        ("Nokia opened a lab in Oslo. Politicians praise Ericsson for one. The chipmaker accused Huawei.", "Nokia opens a lab", "Ericsson"),
        ("Nokia opened a lab in Oslo. Ericsson has a lab there. The company accused Huawei.", "Nokia opens a lab", "Ericsson"),
    ],
)
def test_a_noun_that_says_no_more_than_company_means_the_one_of_the_title(text: str, title: str, accused: str) -> None:
    """Unless another was the only subject of the sentence before; "the chipmaker" is one that was just spoken of."""
    facts = told(read_article(Article("a1", text, title=title, language="en")).facts)
    assert {subject for subject, relation, _ in facts if relation == "accuses"} == {accused}


def test_a_body_that_has_the_noun_in_its_name_is_meant_however_far_back_it_was_named() -> None:
    text = "The Justice Department sued Nokia. " + "The weather was fine. " * 14 + "The department accused Huawei."
    assert ("U.S. Department of Justice", "accuses", "Huawei") in told(read("en", text))


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="a person's employer is known only from what stands beside the name")
def test_an_employer_is_who_a_person_works_for() -> None:
    assert ("Apple", "acquires", "Brightwater") in told(read("en", "Jane Doe works for Apple. Her employer acquired Brightwater."))


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="a known short form is that of the known name, wherever it is said to be")
def test_a_short_form_of_two_is_told_apart_by_its_place() -> None:
    """ "VU" is Amsterdam's, or that of Vilnius."""
    facts = read("en", "Researchers at VU in Vilnius work with Huawei.")
    assert "Vrije Universiteit Amsterdam" not in {fact.subject.label for fact in facts}


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("The UK has sued Huawei.", "Het Verenigd Koninkrijk heeft Huawei aangeklaagd."),
        ("Financieel Dagblad has sued Huawei.", "Het Financieele Dagblad heeft Huawei aangeklaagd."),
        ("The Ministry of Economic Affairs has sued Huawei.", "Het ministerie van Economische Zaken heeft Huawei aangeklaagd."),
        ("The Chinese government has sued Huawei.", "De Chinese overheid heeft Huawei aangeklaagd."),
        ("The European Commission has sued Huawei.", "De Europese Commissie heeft Huawei aangeklaagd."),
    ],
)
def test_languages_meet_in_one_node(english: str, dutch: str) -> None:
    both = [{fact.subject.id for fact in read(language, text)} for language, text in (("en", english), ("nl", dutch))]
    assert both[0] == both[1] != set()


def test_what_stands_beside_a_name_tells_its_class() -> None:
    """ "analist bij X" makes X an organisation."""
    (works,) = (fact for fact in read("nl", "Piet Jansen, analist bij Norvik, waarschuwt Huawei.") if fact.relation.id == "worksFor")
    assert (works.subject.type, getattr(works.object, "type", "")) == ("Person", "Organization")


def test_an_entity_has_one_class_in_all_facts_of_an_article() -> None:
    text = "Norvik sued Nokia in Oslo. Chipmaker Norvik makes chips. Norvik is based in Bergen. Jane Doe works for Norvik."
    kinds: dict[str, set[str]] = {}
    for fact in merge(read("en", text)):
        for end in (fact.subject, fact.object):
            kinds.setdefault(end.label, set()).add(getattr(end, "type", "value"))
    assert kinds["Norvik"] == {"Company"}
    assert all(len(found) == 1 for found in kinds.values())
