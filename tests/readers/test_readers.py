"""What every reader promises: the same article from any format, plain text, one sentence for what cannot be read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from unicodedata import category, is_normalized

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.readers import READERS, Problem, draft, html, markup, read, sniff
from kg.readers.clean import is_boilerplate, prose
from kg.readers.dates import iso_date
from kg.readers.decode import decode
from kg.readers.language import SUPPORTED

DATA = Path(__file__).parent / "data"

LUMEN = "Brightwave has bought the chip designer Lumen Labs for $40 million."
KABEL = "Noordkabel legt een kabel naar Schotland."
EASTPORT = "The harbour of Eastport will not sell its terminal."

# file: one row an article, with its id, title, date, source, language and the words it begins with
GOOD = {
    "nl-plain.txt": [
        ("nl-plain", "Stadsraad stemt tegen nieuw datacentrum", "2020-09-12", "NOS Tech", "nl", "De gemeenteraad van Zandvoorde")
    ],
    "several.txt": [
        ("several-1", "Brightwave buys Lumen Labs", None, "TechCrunch", "en", LUMEN),
        ("several-2", "Noordkabel bouwt kabel naar Schotland", "2020-09-14", "NOS Tech", "nl", KABEL),
        ("several-3", None, None, "Eastport Ledger", "en", EASTPORT),
    ],
    "en-front.md": [("brightwave-lumen", "Brightwave buys Lumen Labs", "2020-09-14", "Circuit Weekly", "en", LUMEN)],
    "nl-heading.md": [("nl-heading", "Noordkabel bouwt kabel naar Schotland", None, None, "nl", KABEL)],
    "en-page.html": [("en-page", "Brightwave buys Lumen Labs", "2020-09-14", "Circuit Weekly", "en", LUMEN)],
    "nl-western.html": [("nl-western", "Financiën wil geen coöperatie", "2020-09-14", "De Dagkoers", "nl", "Het ministerie van Financiën")],
    "en-news.json": [("cw-2020-0914", "Brightwave buys Lumen Labs", "2020-09-14", "Circuit Weekly", "en", LUMEN)],
    "graph.json": [
        ("graph-1", "Noordkabel bouwt kabel naar Schotland", "2020-09-14", "De Dagkoers", "nl", KABEL),
        ("graph-2", "Eastport keeps its terminal", "2020-09-15", "Eastport Ledger", "en", EASTPORT),
    ],
    "two.jsonl": [
        ("kabel", "Noordkabel bouwt kabel naar Schotland", "2020-09-14", "De Dagkoers", "nl", KABEL),
        ("two-2", "Eastport keeps its terminal", "2020-09-15", "Eastport Ledger", "en", EASTPORT),
    ],
    "two.rss": [
        ("dagkoers.example-kabel", "Noordkabel bouwt kabel naar Schotland", "2020-09-14", "De Dagkoers", "nl", KABEL),
        ("two-2", "Raad & college oneens", "2020-09-15", "De Dagkoers", "nl", "De raad van Zandvoorde"),
    ],
    "one.atom": [
        ("eastport.example-2020-terminal", "Eastport keeps its terminal", "2020-09-15", "Eastport Ledger", "en", EASTPORT),
    ],
}

GOOD_TEXT = "De regering legt vandaag sancties op aan het bedrijf, zegt de minister."

# name: bytes that cannot be read, and words of the one sentence that says why
BAD = {
    "empty.txt": (b"", "nothing in it"),
    "blank.txt": (b" \n\t \n", "nothing in it"),
    "nul.txt": (b"PK\x03\x04\x00\x00\x00\x08", "NUL bytes"),
    "controls.txt": (b"\x01\x02\x03 some words between controls \x04\x05", "control characters"),
    "noise.txt": (bytes(range(128, 256)) * 8, "neither UTF-8"),
    "half-utf16.txt": (b"\xff\xfeA\x00B\x00C\x00\x01", "byte order mark says utf-16-le"),
    "short.txt": (b"Te kort.", "has 6 letters"),
    "long-line.txt": (b"word " * 2_000_000, "1,000,000 are read at most"),
    "wide.txt": (b"word " * 4_100, "a paragraph has 20,499 characters"),
    "german.txt": ("Die Regierung verhängt Sanktionen gegen das Unternehmen, sagte der Minister.".encode(), "German (de)"),
    "french.md": (b"---\nlanguage: fr\n---\nLe gouvernement impose des sanctions aux entreprises.", "French (fr)"),
    "nothing.txt": (b"123 456 789 ... 123 456 789 ...", "has 0 letters"),
    "yaml.md": (b"---\nid: [a\ntitle: b: c\n---\nSome words that are long enough.", "front matter is not YAML"),
    "deep.md": (b"---\na: " + b"[" * 5_000 + b"\n---\nSome words that are long enough.", "front matter is not YAML"),
    "list.md": (b"---\n- a\n- b\n---\nSome words that are long enough.", "key: value"),
    "menu.html": (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article is found"),
    "deep.html": (b"<div>" * 100_000, "no article is found"),
    "cut.json": (b'{"headline": "Kop", "articleBody": "De', "not JSON (line 1"),
    "deep.json": (b"[" * 100_000, "nested too deeply"),
    "digits.json": (b"9" * 10_000, "more digits"),
    "no-text.json": (b'{"@type": "Organization", "name": "De Dagkoers"}', "no object in it has a text"),
    "cut.rss": (b'<rss version="2.0"><channel><item><title>Kop</title><description>De minis', "not closed"),
    "other.xml": (b"<invoice><amount>3</amount></invoice>", "no RSS or Atom feed"),
    "empty.atom": (b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>', "no entries"),
}


PAGE_LINES = """\
Powered by WordPress
Lees ook: iets over chips
Wij gebruiken cookies om de site te verbeteren.
Meld je aan voor de nieuwsbrief!
Sign up for our daily newsletter
Share on Facebook
Facebook Twitter WhatsApp
Deel dit artikel
© 2020 De Dagkoers
Advertentie
Created by Jane Doe
Image credits: Foto BV
Reporting by Jane Doe in Oslo; Editing by John Roe
(Additional reporting by Jane Doe and John Roe; editing by Jim Poe)
Jane Doe and John Roe contributed to this report.
Jane Doe Credit: Foto BV
Met medewerking van Jane Doe en Jan Roe
Read more
3 min read
* * *
Alle rechten voorbehouden
Volg ons op Instagram
""".splitlines()

ARTICLE_LINES = """\
Created by President Clinton in 1996, the agency monitors exports.
Powered by its own chips, the phone sells well.
Shares fell 3 percent.
Reporting by Jane Doe shows that Umbra lied.
Exports contributed to this growth.
The bank has good credit: it can borrow.
Huawei uses cookies to track users.
Follow the money, he said on Twitter.
Deel van de fabriek sluit.
Meer sancties volgen
Home sales fell
Foto's van de fabriek lekten uit.
Read the report, he said.
Lees de brief, zei hij.
Latest sanctions hurt Huawei
Kijk: het werkt.
Video surveillance is banned.
The copyright case of 2012 was settled.
Sign of trouble
More than 100 people died.
Save the bank, they say
""".splitlines()


def read_all(*sources: str | Path) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    return list(read(sources, on_problem=problems.append)), problems


def read_bytes(folder: Path, name: str, data: bytes) -> tuple[list[Article], list[Problem]]:
    path = folder / name
    path.write_bytes(data)
    return read_all(path)


def is_one_sentence(problem: Problem) -> bool:
    return bool(problem.reason) and not re.search(r"[\r\n]|[.!?](?: |$)", problem.reason)


@pytest.mark.parametrize("name", GOOD)
def test_id_title_date_source_and_language_are_right_in_every_format(name: str) -> None:
    articles, problems = read_all(DATA / name)
    assert problems == []
    found = [(a.id, a.title, a.published, a.source, a.language, a.text[: len(row[5])]) for a, row in zip(articles, GOOD[name], strict=True)]
    assert found == GOOD[name]


def test_every_suffix_is_read_by_a_good_article_here() -> None:
    """A format cannot be added to the table without a file that shows it."""
    readers = {READERS[Path(name).suffix] for name in GOOD}
    assert readers == set(READERS.values())


@pytest.mark.parametrize("name", GOOD)
def test_text_is_plain_and_settled(name: str) -> None:
    """No mark-up, no page furniture, no invisible characters: what offsets count is what a reader sees."""
    for article in read_all(DATA / name)[0]:
        assert not re.search(r"[#<>`]|\]\(|\*\*|&\w+;|\||~~", article.text)
        assert not re.search(r"never prose|Read more|Lees ook|cookies|rights reserved|Foto:|Home", article.text)
        assert not re.search(r"\n{3}|  | \n|\n ", article.text)
        assert article.text == article.text.strip() == prose(article.text)
        assert is_normalized("NFC", article.text)
        assert not [c for c in article.text if category(c) in {"Cc", "Cf", "Cs"} and c != "\n"]
        assert article.title is None or article.title not in article.text


def test_markdown_keeps_every_word_of_its_prose() -> None:
    text = read_all(DATA / "en-front.md")[0][0].text
    assert "The two firms announced the deal on Monday." in text
    assert "\n\nNo lay-offs\n\nNobody will be laid off, says chief Dana Cole.\n\nThe name Lumen stays.\n\nWe are glad." in text


def test_a_page_keeps_its_subheadings_as_paragraphs() -> None:
    text = read_all(DATA / "en-page.html")[0][0].text
    assert "on Monday.\n\nNo lay-offs\n\nNobody will be laid off, says Dana Cole & her board." in text


def test_a_subheading_in_a_text_is_no_source_and_no_title() -> None:
    text = read_all(DATA / "nl-plain.txt")[0][0].text
    assert text.split("\n\n")[1] == "Geen stroom over"


def test_a_name_in_the_middle_does_not_cut_a_text_whose_last_line_is_prose(tmp_path: Path) -> None:
    data = f"{GOOD_TEXT}\n\nReuters\n\nHet bedrijf wil niet reageren op de sancties van de regering.".encode()
    articles, problems = read_bytes(tmp_path, "a.txt", data)
    assert [a.id for a in articles] == ["a"]
    assert not problems


def test_a_last_paragraph_of_prose_is_no_source(tmp_path: Path) -> None:
    """A short last paragraph in sentence case, or one that ends a sentence, belongs to the article."""
    for last in ("Chips worden duurder", "Huawei zwijgt.", "Wordt vervolgd"):
        articles, _ = read_bytes(tmp_path, "a.txt", f"{GOOD_TEXT}\n\n{last}".encode())
        assert (articles[0].source, articles[0].text.endswith(last)) == (None, True)


def test_front_matter_describes_a_plain_text_too(tmp_path: Path) -> None:
    data = f"---\nid: kabel-1\ntitle: No\ndate: 2020-09-14\nlanguage: nl\n---\n{GOOD_TEXT}".encode()
    articles, _ = read_bytes(tmp_path, "a.txt", data)
    assert articles == [Article("kabel-1", GOOD_TEXT, title="No", published="2020-09-14", language="nl")]


def test_an_address_line_of_a_text_is_its_url(tmp_path: Path) -> None:
    articles, _ = read_bytes(tmp_path, "a.txt", f"https://dagkoers.example/1\n\n{GOOD_TEXT}".encode())
    assert (articles[0].url, articles[0].text) == ("https://dagkoers.example/1", GOOD_TEXT)


@pytest.mark.parametrize("name", BAD)
def test_a_damaged_file_is_one_sentence_and_the_others_are_read(name: str, tmp_path: Path) -> None:
    data, words = BAD[name]
    (tmp_path / name).write_bytes(data)
    for other in ("0-before.txt", "z-after.txt"):
        (tmp_path / other).write_text(f"{GOOD_TEXT} {other}", encoding="utf-8")
    articles, problems = read_all(tmp_path)
    assert [article.id for article in articles] == ["0-before", "z-after"]
    assert [problem.source for problem in problems] == [str(tmp_path / name)]
    assert words in problems[0].reason
    assert is_one_sentence(problems[0]), problems[0].reason


def test_the_good_lines_of_damaged_json_lines_are_read(tmp_path: Path) -> None:
    good = json.dumps({"text": GOOD_TEXT})
    articles, problems = read_bytes(tmp_path, "a.jsonl", f"{good}\n{{broken\n\n{{}}\n".encode())
    assert [article.text for article in articles] == [GOOD_TEXT]
    assert [problem.reason for problem in problems] == ["2 of 3 lines hold no article as JSON, the first is line 2; mend or drop them"]


def test_one_article_of_several_in_another_language_is_named_by_its_place(tmp_path: Path) -> None:
    rows = [{"text": GOOD_TEXT}, {"text": "Il governo impone sanzioni alla società.", "lang": "it"}]
    articles, problems = read_bytes(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert [article.id for article in articles] == ["a-1"]
    assert [str(problem) for problem in problems] == [
        f"{tmp_path / 'a.jsonl'}, article 2: the text is in Italian (it); kg reads English (en) and Dutch (nl)."
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_of_english_and_dutch_files_are_told_apart(encoding: str, tmp_path: Path) -> None:
    text = "Het ministerie van Financiën steunt de coöperatie in België niet, zei een woordvoerder na één week."
    articles, problems = read_bytes(tmp_path, "a.txt", text.encode(encoding))
    assert ([article.text for article in articles], problems) == ([text], [])


def test_decode_prefers_valid_utf_8_to_a_wrong_declaration() -> None:
    assert decode("België".encode(), declared="windows-1252") == "België"
    assert decode("België".encode("cp1252"), declared="windows-1252") == "België"


def test_characters_that_nobody_sees_are_gone(tmp_path: Path) -> None:
    data = "De re\u00adge\u200bring\u00a0legt\tsancties\u2028op aan het be\u202edrijf.\r\n\r\n\r\nDe minister zegt cafe\u0301.".encode()
    articles, _ = read_bytes(tmp_path, "a.txt", data)
    assert articles[0].text == "De regering legt sancties\nop aan het bedrijf.\n\nDe minister zegt café."


def test_surrogates_in_json_do_not_reach_the_article(tmp_path: Path) -> None:
    data = json.dumps({"id": "\ud800x", "title": "K\udc00op", "text": f"\ud83d {GOOD_TEXT} \uffff"}).encode()
    articles, problems = read_bytes(tmp_path, "a.json", data)
    assert not problems
    assert (articles[0].id, articles[0].title, articles[0].text) == ("x", "Kop", GOOD_TEXT)


def test_a_declared_language_holds_unless_the_text_is_clearly_another_of_ours(tmp_path: Path) -> None:
    long = f"{GOOD_TEXT} Het bedrijf wil niet reageren op de sancties. De minister geeft morgen uitleg aan de Tweede Kamer. " * 2
    short = "Huawei, TSMC, Samsung and Apple."
    for declared, text, expected in (("en", long, "nl"), ("nl-BE", long, "nl"), ("de", long, "nl"), ("nl", short, "nl")):
        data = json.dumps({"text": text, "lang": declared}).encode()
        assert [a.language for a in read_bytes(tmp_path, "a.json", data)[0]] == [expected]


def test_ids_are_safe_and_the_stem_where_that_is_safe() -> None:
    for name in ("a1", "NOS_2020.09-12"):
        assert draft.slug(name) == name
    for name in ("../../etc/passwd", "a b/c", "Ünïcode <b>", "x" * 500, ".hidden", "https://n.example/?q=1&r=2#top"):
        assert re.fullmatch(r"[a-z0-9](?:[a-z0-9._-]{0,118}[a-z0-9])?", draft.slug(name)), name
    assert draft.slug("x" * 500) != draft.slug("x" * 501)


def test_a_name_without_any_safe_letter_still_gives_an_id(tmp_path: Path) -> None:
    articles, _ = read_bytes(tmp_path, "新闻.txt", GOOD_TEXT.encode())
    assert re.fullmatch(r"article-[0-9a-f]{8}", articles[0].id)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "/relative", "https://", "http://a|b", "http://[", "x"]
)
def test_only_web_addresses_become_urls(url: str) -> None:
    assert draft.address(url) is None


@pytest.mark.parametrize("value", ["2020-13-01", "12-09-2020", "yesterday", "", "31 februari 2020", "12 foo 2020", "2020"])
def test_what_is_no_day_gives_no_date(value: str) -> None:
    assert iso_date(value) is None


@pytest.mark.parametrize("line", PAGE_LINES)
def test_lines_of_the_page_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", ARTICLE_LINES)
def test_sentences_and_headings_that_look_like_page_furniture_are_kept(line: str) -> None:
    assert not is_boilerplate(line)


def test_a_feed_opens_nothing_and_expands_nothing(tmp_path: Path) -> None:
    """External entities are not resolved, and nested ones (the "billion laughs") stay small."""
    (tmp_path / "secret").write_text("TOPSECRET", encoding="utf-8")
    nested = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(12))
    doctype = f'<!DOCTYPE rss [<!ENTITY file SYSTEM "file://{tmp_path}/secret">{nested}]>'
    body = f"<rss version='2.0'><channel><item><title>K</title><description>{GOOD_TEXT} &file; &l11;</description></item></channel></rss>"
    articles, _ = read_bytes(tmp_path, "a.rss", f"<?xml version='1.0'?>{doctype}{body}".encode())
    assert len(articles) == 1
    assert "TOPSECRET" not in articles[0].text
    assert len(articles[0].text) < 200


def test_bytes_that_name_a_file_are_not_opened(tmp_path: Path) -> None:
    """feedparser opens a string that is a path; the reader hands it a stream."""
    target = tmp_path / "feed.rss"
    target.write_bytes((DATA / "two.rss").read_bytes())
    articles, problems = read_bytes(tmp_path, "pointer.rss", str(target).encode())
    assert articles == []
    assert len(problems) == 1


def test_a_page_never_reaches_for_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr("socket.socket.connect", refuse)
    page = b'<html><head><base href="http://a.example/"><link rel="stylesheet" href="http://a.example/x.css"></head><body><article><img src="http://a.example/i">'
    found = list(html.read(page + f"<p>{GOOD_TEXT} {GOOD_TEXT}</p></article></body></html>".encode()))
    assert GOOD_TEXT in found[0].text


def test_the_same_page_gives_the_same_article_whatever_the_year() -> None:
    """A date in our future is still the page's date: the clock has no say."""
    page = (DATA / "en-page.html").read_bytes().replace(b"2020-09-14", b"2039-09-14")
    assert next(html.read(page)).published == "2039-09-14"


def test_script_and_tables_are_no_prose() -> None:
    left_out = "<script>alert(1)</script><style>p{}</style><table><tr><td>1</td></tr></table><!-- nee -->"
    assert markup.plain(f"<p>Ja.</p>{left_out}<p>En nog.</p>") == "Ja.\n\nEn nog."


_JUNK = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from(sorted(GOOD)).flatmap(
        lambda name: st.tuples(st.just((DATA / name).read_bytes()), st.integers(0, 1500), st.binary(max_size=20)).map(
            lambda cut: cut[0][: cut[1]] + cut[2] + cut[0][cut[1] + len(cut[2]) :]
        )
    ),
)


@pytest.mark.parametrize("suffix", sorted({".txt", ".md", ".html", ".json", ".jsonl", ".rss"}))
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=_JUNK)
def test_no_bytes_crash_a_reader(suffix: str, data: bytes, tmp_path: Path) -> None:
    """Whatever the bytes: articles that keep the promises, or sentences."""
    articles, problems = read_bytes(tmp_path, f"any{suffix}", data)
    assert all(map(is_one_sentence, problems)), problems
    for article in articles:
        assert article.language in SUPPORTED
        assert article.text == prose(article.text)
        article.text.encode("utf-8")
    assert callable(sniff(data))
