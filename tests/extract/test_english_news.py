"""How English reporters say it: attacks, orders, campaigns and posts in the words of the news, each with what must stay silent."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.reading import read_article

Said = tuple[str, str, str, str]


def said(text: str) -> set[Said]:
    """The typed facts of the sentence, each with its status: "" for what is plain, else "negated", "planned" and so on."""
    found = set()
    for fact in read_article(Article("a", text, language="en")).facts:
        for piece in fact.evidence if fact.relation.typed else ():
            words = (word for word in (piece.polarity.value, piece.modality.value) if word not in {"affirmed", "asserted"})
            found.add((fact.subject.label, fact.relation.id, fact.object.label, " ".join(words)))
    return found


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The U.S. launched a sweeping cyberattack against Iran.", ("United States", "attacks", "Iran", "")),
        ("Russia launched a string of attacks on Ukraine.", ("Russia", "attacks", "Ukraine", "")),
        ("Facebook designated Huawei a hate group.", ("Facebook", "accuses", "Huawei", "")),
        ("Microsoft spent $15 million on Facebook ads this year.", ("Facebook", "supplies", "Microsoft", "")),
        ("Microsoft is pulling its advertising from Facebook.", ("Facebook", "supplies", "Microsoft", "negated")),
        ("Lufthansa finalized a deal to purchase 30 of Boeing's jets.", ("Boeing", "supplies", "Lufthansa", "planned")),
        ("Lufthansa bought Boeing's planes.", ("Boeing", "supplies", "Lufthansa", "")),
        ("Ericsson won an order from Vodafone.", ("Ericsson", "supplies", "Vodafone", "")),
        ("The U.S. imposed a crushing set of sanctions on Iran.", ("United States", "sanctions", "Iran", "")),
        ("Jane Roe was killed in an Israeli raid.", ("Israel", "attacks", "Jane Roe", "")),
        ("Norway's Telenor sued Huawei.", ("Telenor", "basedIn", "Norway", "")),
        ("Intel will outsource some of its production to TSMC.", ("TSMC", "supplies", "Intel", "planned")),
        ("Intel has resumed shipments to Huawei.", ("Intel", "supplies", "Huawei", "")),
        ("Uber sold its self-driving unit to Lyft.", ("Lyft", "acquires", "Uber's self-driving unit", "")),
        ("The US has ordered Intel to supply Nokia.", ("Intel", "supplies", "Nokia", "planned")),
        ("Intel's investors include Delivery Hero and China's Tencent.", ("Delivery Hero", "investsIn", "Intel", "")),
        ("Intel's investors include Delivery Hero and China's Tencent.", ("Tencent", "basedIn", "China", "")),
        ("The EU sanctioned Huawei and Russia's Sberbank.", ("European Union", "sanctions", "Huawei", "")),
        ("Startup Lightyear sued Tesla.", ("Lightyear", "sues", "Tesla", "")),
        ("Studio Ghibli sued Tesla.", ("Studio Ghibli", "sues", "Tesla", "")),
        ("Intel moved its headquarters to Denver.", ("Intel", "basedIn", "Denver", "")),
        ("Vodafone ripped out Huawei gear.", ("Vodafone", "bans", "Huawei", "")),
        ("Vodafone uses Huawei gear.", ("Huawei", "supplies", "Vodafone", "")),
        ("Siemens makes parts for ASML's machines.", ("Siemens", "supplies", "ASML", "")),
        ("KPN will build a 5G core network.", ("KPN", "produces", "5G core network", "planned")),
        ("Facebook suspended Huawei's access to WhatsApp.", ("Huawei", "uses", "WhatsApp", "negated")),
        ("Ericsson has not and never will work with Huawei.", ("Ericsson", "partnersWith", "Huawei", "negated planned")),
        ("North Korean dictator Kim Jong Un smiled.", ("Kim Jong-un", "leads", "North Korea", "")),
    ],
)
def test_a_deed_in_the_words_of_the_news(text: str, fact: Said) -> None:
    assert fact in said(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Microsoft bought Nokia's headquarters.", "supplies"),
        ("Microsoft sells ads on Facebook.", "supplies"),
        ("The ruler of the seas met Google.", "leads"),
        ("Iran's Fars News Agency quoted the general.", "partOf"),
        ("Intel has resumed shipments to Huawei.", "restricts"),
        ("A group of members wants to ban Huawei. Jane Roe leads the group.", "leads"),
        ("Canada excluded Huawei's rivals.", "bans"),
        ("SoftBank is considering a sale of Intel.", "acquires"),
        ("Huawei fell. Its boss Jane Roe smiled, Reuters reported.", "worksFor"),
        ("The EU sanctioned Huawei and Russia's Sberbank.", "owns"),
        ("Canada accuses her of misleading HSBC.", "accuses"),
    ],
)
def test_what_only_looks_like_it(text: str, relation: str) -> None:
    assert relation not in {found for _, found, _, _ in said(text)}


def test_a_parent_is_held_by_none_of_its_own() -> None:
    found = {fact[:3] for fact in said("Umbra sued Google's parent Alphabet.")}
    assert ("Alphabet", "owns", "Google") in found
    assert ("Google", "owns", "Alphabet") not in found


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Intel named Jane Roe chief executive.", ("Intel", "appoints", "Jane Roe", "")),
        ("Intel's board appointed Jane Roe chief executive.", ("Intel", "appoints", "Jane Roe", "")),
        ("Intel said Jane Roe would become chief executive in May.", ("Jane Roe", "leads", "Intel", "planned")),
        ("Intel said on Monday that Jane Roe will take over as CEO.", ("Jane Roe", "leads", "Intel", "planned")),
        ("Intel said Jane Roe will step down as chief executive.", ("Jane Roe", "leads", "Intel", "")),
        ("Jane Roe will be promoted to chief executive at Intel.", ("Jane Roe", "leads", "Intel", "planned")),
        ("Intel vice president of policy Jane Roe agreed.", ("Jane Roe", "leads", "Intel", "")),
        ("Rep. Jane Roe, D-Calif., agreed.", ("Jane Roe", "memberOf", "Democratic Party", "")),
        ("Sen. Jane Roe (R-Texas) agreed.", ("Jane Roe", "memberOf", "Republican Party", "")),
        ("Rep. Jane Roe (D-N.Y.) agreed.", ("Jane Roe", "memberOf", "Democratic Party", "")),
    ],
)
def test_who_holds_which_post(text: str, fact: Said) -> None:
    assert fact in said(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Microsoft mended a flaw in its Windows operating system.", ("Microsoft", "produces", "Windows", "")),
        ("The Samsung Galaxy S9 is popular.", ("Samsung", "produces", "Samsung Galaxy S9", "")),
        ("Apple iPhones are sold everywhere.", ("Apple", "produces", "iPhone", "")),
        ("Boeing's 737 MAX jets stay on the ground.", ("Boeing", "produces", "Boeing 737 MAX", "")),
    ],
)
def test_whose_a_named_thing_is(text: str, fact: Said) -> None:
    assert fact in said(text)


@pytest.mark.parametrize("text", ["Jane Roe, R-rated as ever, agreed.", "Intel met Trump campaign manager Jane Roe."])
def test_no_post_and_no_party(text: str) -> None:
    assert {relation for _, relation, _, _ in said(text)}.isdisjoint({"memberOf", "appoints"})


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Oslo companies, including Nokia, as well as Apple, fell.", ("Nokia", "basedIn", "Oslo", "")),
        ("Jane Roe, vice president for policy of Intel, agreed.", ("Jane Roe", "leads", "Intel", "")),
        ("FCC Commissioner Jane Roe agreed.", ("Jane Roe", "leads", "Federal Communications Commission", "")),
        ("Jane Roe, editor of the conservative news site Axios, agreed.", ("Jane Roe", "worksFor", "Axios", "")),
        ("Alex Jones will also be excluded from Facebook.", ("Facebook", "bans", "Alex Jones", "planned")),
        ("Facebook took down the pages of Alex Jones.", ("Facebook", "bans", "Alex Jones", "")),
    ],
)
def test_what_stands_in_a_row_or_behind_a_noun(text: str, fact: Said) -> None:
    assert fact in said(text)


def test_what_is_added_to_examples_is_none() -> None:
    assert ("Apple", "basedIn", "Oslo", "") not in said("Oslo companies, including Nokia, as well as Apple, fell.")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Google unveiled a phone, the Pixel 4.", ("Google", "produces", "Pixel 4", "")),
        ("Apple unveiled a new phone, the iPhone 12.", ("Apple", "produces", "iPhone 12", "")),
        ("Slack, which Salesforce acquired in 2021, grew.", ("Salesforce", "acquires", "Slack Technologies", "")),
        ("Russian troops attacked Ukraine.", ("Russia", "attacks", "Ukraine", "")),
        ("Iran is under U.S. sanctions.", ("United States", "sanctions", "Iran", "")),
        ("American sanctions have hurt Iran.", ("United States", "sanctions", "Iran", "")),
        ("Zoom counts Uber among its clients.", ("Zoom", "supplies", "Uber", "")),
        ("Ford tapped Google to supply software.", ("Google", "supplies", "Ford", "")),
        ("Facebook banned ads from Huawei.", ("Facebook", "bans", "Huawei", "")),
    ],
)
def test_who_did_it_by_what_stands_around(text: str, fact: Said) -> None:
    assert fact in said(text)


@pytest.mark.parametrize("text", ["Russian tourists attacked Ukraine.", "Google hired a manager, the Belgian."])
def test_a_plural_or_an_apposition_that_is_no_agent(text: str) -> None:
    assert {relation for _, relation, _, _ in said(text)}.isdisjoint({"attacks", "produces"})


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("China urged the United States to lift its ban.", ("China", "urges", "United States", "")),
        ("Biden tapped Lina Khan to chair the FTC.", ("Lina Khan", "leads", "Federal Trade Commission", "planned")),
        ("Google hired Jane Roe to lead DeepMind.", ("Jane Roe", "leads", "DeepMind", "planned")),
        ("Intel named Jane Roe as its next chief executive, replacing Bob Swan.", ("Jane Roe", "succeeds", "Bob Swan", "planned")),
        ("Intel hired Jane Roe, expanding its team in Oslo.", ("Intel", "operatesIn", "Oslo", "")),
        ("Beijing summoned the U.S. ambassador.", ("China", "disputes", "United States", "")),
        ("A consortium led by SoftBank bought Ericsson.", ("SoftBank", "acquires", "Ericsson", "")),
        ("The Commerce Department rescinded Huawei's export licence.", ("U.S. Department of Commerce", "bans", "Huawei", "")),
        ("Google funds research at Stanford University.", ("Google", "funds", "Stanford University", "")),
        ("The open-source software developer Mozilla fell.", ("Mozilla", "produces", "open source", "")),
    ],
)
def test_who_is_bidden_to_do_what(text: str, fact: Said) -> None:
    assert fact in said(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Biden tapped Lina Khan to chair the FTC.", ("Joe Biden", "leads", "Federal Trade Commission", "planned")),
        ("Nokia signed a contract with Vodafone to supply phones.", ("Vodafone", "supplies", "Nokia", "")),
        ("Google's servers were down.", ("Google", "produces", "servers", "")),
    ],
)
def test_who_does_not_do_it(text: str, fact: Said) -> None:
    assert fact not in said(text)
