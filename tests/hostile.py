# ruff: noqa: E501 - a case stands on its line
"""Facts from an article that means harm: markup, formulas, control characters, broken surrogates, other people's quotes."""

from __future__ import annotations

from kg.model import Article, Entity, Evidence, Fact, Literal, Modality, Relation, Sentence, Span

STRINGS = (
    "</script><img src=x onerror=\"document.title='owned'\">",
    "<!--<script>alert(1)</script>",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "+1 -2 @SUM(A1) \t tab",
    "'); MATCH (n) DETACH DELETE n; //",
    "`]->() DELETE n //",
    "null\x00bell\x07escape\x1b[31m vertical\x0btab",
    "quote \" apostrophe ' comma , semicolon ; backslash \\",
    "line\nbreak\r\nand \u2028 separators \u2029",
    "half \ud83d surrogate, whole \U0001f600",
    "{{ 7*7 }} {% raw %} ${x} #{y}",
    "ends in a backslash\\",
    "right-to-left \u202eevil\u202c and ideographs 华为",
    "&amp; &lt; ]]> <?xml?>",
    "",
)  # fmt: skip
ADDRESSES = (
    "javascript:document.title='owned'",
    "data:text/html,<script>1</script>",
    'http://evil.example/"><script>',
    "not an address",
    None,
)


def hostile() -> tuple[tuple[Fact, ...], dict[str, Article]]:
    """One fact for each string, in which everything that is text is that string; ids are safe, as the linker makes them."""
    facts, articles = [], {}
    for number, text in enumerate(STRINGS):
        name = f"a{number}"
        articles[name] = Article(name, f"😀 {text}", text, ADDRESSES[number % len(ADDRESSES)], "2020-13-45", text, "en")
        hashed = text.encode("utf-8", "replace").decode()  # what a fact's id is made of is valid Unicode: readers see to it
        subject = Entity(
            f"https://kg.example/entity/s{number}", text, text, (("nl", text + "!"),), (("", text + "?"),), (f"javascript:{number}",)
        )
        object_ = Literal(hashed) if number % 3 == 0 else Entity(f"https://kg.example/entity/o{number}", text, "Company")
        sentence = Sentence(7, 7 + len(text) + 2, f"😀 {text}")
        evidence = Evidence(
            name, sentence, Span(9, 9 + len(text) // 2), Span(0, 5), Span(9 + len(text) // 2, 9000), text, modality=Modality.POSSIBLE if number % 2 else Modality.ASSERTED,
            attribution=subject if number % 5 == 1 else None, attribution_text=text or None, time=text, amount=text, role=text,
        )  # fmt: skip
        plain = Evidence(name, sentence, Span(9, 10), Span(9, 10), Span(9, 10), "rule", confidence=0.25)
        facts.append(Fact(subject, Relation(f"r{number}-{hashed}", text, typed=False), object_, (evidence, plain)))
    return tuple(facts), articles
