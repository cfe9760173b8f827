# ruff: noqa: E501 - a sentence stands on its line
"""A small newsroom: invented articles and the facts that a reader would take from them, for tests of pictures and exports.

Sentences are marked `<s>subject</s> <r>relation</r> <o>object</o>`; the marks become offsets.
"""

from __future__ import annotations

import re
from collections import defaultdict

from kg.model import Article, Entity, Evidence, Fact, Literal, Modality, Polarity, Relation, Sentence, Span

BASE = "https://kg.example/entity/"


def entity(slug: str, label: str, type_: str, dutch: str | None = None, *aliases: str, wikidata: str | None = None) -> Entity:
    labels = (("nl", dutch),) if dutch else ()
    same = (f"http://www.wikidata.org/entity/{wikidata}",) if wikidata else ()
    return Entity(BASE + slug, label, type_, labels, tuple(("", alias) for alias in aliases), same, known=bool(wikidata))


THINGS = {
    thing.id.removeprefix(BASE): thing
    for thing in (
        entity("united-states", "United States", "Country", "Verenigde Staten", "U.S.", "VS", "America", wikidata="Q30"),
        entity("china", "China", "Country", "China", "PRC", wikidata="Q148"),
        entity("netherlands", "Netherlands", "Country", "Nederland", "Holland", wikidata="Q55"),
        entity("sweden", "Sweden", "Country", "Zweden", wikidata="Q34"),
        entity("united-kingdom", "United Kingdom", "Country", "Verenigd Koninkrijk", "Britain", "UK", wikidata="Q145"),
        entity("shenzhen", "Shenzhen", "City"),
        entity("veldhoven", "Veldhoven", "City"),
        entity("huawei", "Huawei", "Company", None, "Huawei Technologies", wikidata="Q160120"),
        entity("hisilicon", "HiSilicon", "Company"),
        entity("asml", "ASML", "Company", None, "ASML Holding", wikidata="Q297879"),
        entity("tsmc", "TSMC", "Company", None, "Taiwan Semiconductor Manufacturing Company"),
        entity("smic", "SMIC", "Company"),
        entity("kpn", "KPN", "Company"),
        entity("ericsson", "Ericsson", "Company"),
        entity("nokia", "Nokia", "Company"),
        entity("google", "Google", "Company"),
        entity("ing", "ING", "Company"),
        entity("zanlo", "Zańlø Netwerken", "Company"),
        entity("us-department-of-commerce", "U.S. Department of Commerce", "GovernmentBody", "Amerikaans ministerie van Handel"),
        entity("tweede-kamer", "Tweede Kamer", "GovernmentBody", None, "Dutch House of Representatives"),
        entity("aivd", "AIVD", "GovernmentBody"),
        entity("vvd", "VVD", "PoliticalParty"),
        entity("radboud", "Radboud University", "University", "Radboud Universiteit"),
        entity("nasdaq", "Nasdaq", "StockExchange"),
        entity("guo-ping", "Guo Ping", "Person"),
        entity("ren-zhengfei", "Ren Zhengfei", "Person"),
        entity("meng-wanzhou", "Meng Wanzhou", "Person"),
        entity("elin-strand", "Elin Strand", "Person"),
        entity("marieke-postma", "Marieke Postma", "Person"),
        entity("jonas-de-wit", "Jonas de Wit", "Person"),
        entity("5g", "5G", "Technology"),
        entity("kirin", "Kirin", "Product"),
        entity("android", "Android", "Product"),
        entity("trade-talks", "Geneva trade talks", "Event"),
        entity("wassenaar-arrangement", "Wassenaar Arrangement", "Agreement"),
        entity("harbour-lights", "Harbour Lights", "Company"),
        entity("port-of-delfzijl", "Port of Delfzijl", "Organization"),
    )
}

PARENTS = {"sanctions": ("restricts",), "bans": ("restricts",), "leads": ("worksFor",), "liftsRestrictionsOn": ("permits",)}
LABELS = {
    "sanctions": "sanctions", "bans": "bans", "restricts": "restricts", "permits": "permits", "liftsRestrictionsOn": "lifts restrictions on",
    "customerOf": "is customer of", "supplies": "supplies", "owns": "owns", "basedIn": "is based in", "leads": "leads", "founded": "founded",
    "worksFor": "works for", "accuses": "accuses", "disputes": "disputes", "criticizes": "criticizes", "warns": "warns", "urges": "urges",
    "produces": "produces", "uses": "uses", "competesWith": "competes with", "partnersWith": "partners with", "memberOf": "is a member of",
    "meetsWith": "meets with", "takesPartIn": "takes part in", "investigates": "investigates", "threatens": "threatens", "sues": "sues",
    "raises": "raises", "funds": "funds", "listedOn": "is listed on", "regulates": "regulates", "investsIn": "invests in", "arrests": "arrests",
}  # fmt: skip

ARTICLES_OF = {
    "courant-2020-09-14": ("Washington tightens its grip on Huawei", "Noorderlicht Courant", "2020-09-14", "en"),
    "courant-2020-10-02": ("Nederland kijkt opnieuw naar 5G", "Noorderlicht Courant", "2020-10-02", "nl"),
    "ledger-2020-09-16": ("Chip makers look for a way out", "The Harbour Ledger", "2020-09-16", "en"),
    "ledger-2020-11-20": ("A pause in Geneva", "The Harbour Ledger", "2020-11-20", "en"),
    "avondblad-2020-10-21": ("KPN kiest zijn leverancier", "Het Avondblad", "2020-10-21", "nl"),
}

REPORTED, POSSIBLE, PLANNED = Modality.REPORTED, Modality.POSSIBLE, Modality.PLANNED
DENIED = Polarity.NEGATED

# article, marked sentence, subject, relation, object, and what else the sentence says
_SAID: list[tuple[str, str, str, str, str, dict[str, object]]] = [
    ("courant-2020-09-14", "<s>The United States</s> has <r>imposed sanctions on</r> <o>Huawei</o>, which has been unable to buy foreign chips since Monday.", "united-states", "sanctions", "huawei", {"confidence": 0.94, "time": "2020-09-14"}),
    ("courant-2020-10-02", "<s>De VS</s> <r>legde sancties op aan</r> <o>Huawei</o>, en dat merken ook Nederlandse toeleveranciers.", "united-states", "sanctions", "huawei", {"confidence": 0.9, "time": "2020-09"}),
    ("ledger-2020-11-20", "<o>Huawei</o> said that it was never <r>sanctioned by</r> <s>the United States</s> in the sense of the law.", "united-states", "sanctions", "huawei", {"confidence": 0.61, "polarity": DENIED, "by": "huawei"}),
    ("courant-2020-09-14", "<s>The Department of Commerce</s> <r>barred</r> <o>SMIC</o> from buying the newest tools.", "us-department-of-commerce", "bans", "smic", {"confidence": 0.88}),
    ("courant-2020-09-14", "<s>The Department of Commerce</s> may <r>ban</r> <o>HiSilicon</o> as well, two officials hinted.", "us-department-of-commerce", "bans", "hisilicon", {"confidence": 0.64, "modality": POSSIBLE}),
    ("courant-2020-09-14", "<s>Guo Ping</s>, who <r>chairs</r> <o>Huawei</o> this term, called the step arbitrary.", "guo-ping", "leads", "huawei", {"confidence": 0.86, "role": "chairman"}),
    ("courant-2020-09-14", "“<s>The United States</s> <r>is attacking</r> <o>Huawei</o> because we are ahead,” said Guo Ping.", "united-states", "threatens", "huawei", {"confidence": 0.72, "by": "guo-ping"}),
    ("courant-2020-09-14", "<s>Washington</s> <r>accuses</r> <o>Huawei</o> of spying for Beijing.", "united-states", "accuses", "huawei", {"confidence": 0.9}),
    ("courant-2020-09-14", "<s>Huawei</s> <r>denies</r> the accusations of <o>the United States</o>.", "huawei", "disputes", "united-states", {"confidence": 0.87}),
    ("courant-2020-09-14", "<s>Huawei</s> does not <r>spy for</r> <o>China</o>, the company repeated on Tuesday.", "huawei", "spy-for", "china", {"confidence": 0.7, "polarity": DENIED, "by": "huawei"}),
    ("courant-2020-09-14", "<s>Ren Zhengfei</s> <r>founded</r> <o>Huawei</o> in 1987 with a few thousand dollars.", "ren-zhengfei", "founded", "huawei", {"confidence": 0.95, "time": "1987"}),
    ("courant-2020-09-14", "The company is <r>headquartered in</r> <o>Shenzhen</o>, where <s>Huawei</s> employs tens of thousands.", "huawei", "basedIn", "shenzhen", {"confidence": 0.92}),
    ("courant-2020-09-14", "<s>Huawei</s>'s chip arm <o>HiSilicon</o> is <r>wholly owned</r>.", "huawei", "owns", "hisilicon", {"confidence": 0.9}),
    ("ledger-2020-09-16", "<s>HiSilicon</s> <r>designs</r> the <o>Kirin</o> processors inside its telephones.", "hisilicon", "produces", "kirin", {"confidence": 0.91}),
    ("ledger-2020-09-16", "<s>TSMC</s> <r>stopped supplying</r> <o>HiSilicon</o> at midnight.", "tsmc", "supplies", "hisilicon", {"confidence": 0.83, "polarity": DENIED}),
    ("ledger-2020-09-16", "Until last spring <s>TSMC</s> <r>supplied</r> <o>HiSilicon</o> with most of its wafers.", "tsmc", "supplies", "hisilicon", {"confidence": 0.82, "time": "../2020-05"}),
    ("ledger-2020-09-16", "<s>ASML</s>, <r>based in</r> <o>Veldhoven</o>, makes the only machines that can print such lines.", "asml", "basedIn", "veldhoven", {"confidence": 0.96}),
    ("ledger-2020-09-16", "<s>TSMC</s> <r>buys</r> most of its lithography machines <r>from</r> <o>ASML</o>.", "tsmc", "customerOf", "asml", {"confidence": 0.93}),
    ("ledger-2020-09-16", "<s>SMIC</s> <r>hopes to order from</r> <o>ASML</o> before the winter.", "smic", "customerOf", "asml", {"confidence": 0.58, "modality": PLANNED}),
    ("ledger-2020-09-16", "<s>The Netherlands</s> will probably <r>not license</r> <o>ASML</o> to ship to China.", "netherlands", "permits", "asml", {"confidence": 0.6, "polarity": DENIED, "modality": POSSIBLE}),
    ("ledger-2020-09-16", "<s>Washington</s> has been <r>pressing</r> <o>the Netherlands</o> for two years.", "united-states", "urges", "netherlands", {"confidence": 0.84}),
    ("ledger-2020-09-16", "<s>ASML</s> is <r>listed on</r> <o>Nasdaq</o> and in Amsterdam.", "asml", "listedOn", "nasdaq", {"confidence": 0.97}),
    ("ledger-2020-09-16", "<s>Jonas de Wit</s>, an analyst <r>at</r> <o>ING</o>, expects no quick relief.", "jonas-de-wit", "worksFor", "ing", {"confidence": 0.95, "role": "analyst"}),
    ("ledger-2020-09-16", "“<s>SMIC</s> <r>cannot replace</r> <o>TSMC</o> this decade,” said Jonas de Wit of ING.", "smic", "replace", "tsmc", {"confidence": 0.55, "polarity": DENIED, "by": "jonas-de-wit"}),
    ("ledger-2020-09-16", "<s>SMIC</s> <r>competes with</r> <o>TSMC</o> for every order on the mainland.", "smic", "competesWith", "tsmc", {"confidence": 0.89}),
    ("ledger-2020-09-16", "<s>SMIC</s> <r>raised</r> <o>7.6 billion dollars</o> in Shanghai this summer.", "smic", "raises", "=7.6 billion dollars", {"confidence": 0.85, "amount": "7.6 billion dollars", "time": "2020-07"}),
    ("ledger-2020-09-16", "<s>Google</s> may no longer <r>deliver</r> <o>Android</o> to the Chinese firm.", "google", "produces", "android", {"confidence": 0.51, "modality": POSSIBLE}),
    ("ledger-2020-09-16", "<s>Google</s> <r>develops</r> <o>Android</o>.", "google", "produces", "android", {"confidence": 0.98}),
    ("ledger-2020-09-16", "<s>Huawei</s> still <r>relies on</r> <o>Android</o> in its older models.", "huawei", "uses", "android", {"confidence": 0.79}),
    ("ledger-2020-09-16", "<s>Google</s> has <r>stopped working with</r> <o>Huawei</o>, people close to the matter say.", "google", "partnersWith", "huawei", {"confidence": 0.57, "polarity": DENIED, "modality": REPORTED}),
    ("courant-2020-10-02", "<s>De Tweede Kamer</s> <r>vroeg</r> <o>de AIVD</o> om een nieuw oordeel over het netwerk.", "tweede-kamer", "urges", "aivd", {"confidence": 0.83}),
    ("courant-2020-10-02", "<s>De AIVD</s> <r>waarschuwt voor</r> <o>China</o>.", "aivd", "warns", "china", {"confidence": 0.88}),
    ("courant-2020-10-02", "<s>Marieke Postma</s> van <o>de VVD</o> <r>zit</r> sinds 2017 in de Kamer.", "marieke-postma", "memberOf", "vvd", {"confidence": 0.9, "time": "2017/.."}),
    ("courant-2020-10-02", "<s>Marieke Postma</s> <r>hekelt</r> de traagheid van <o>de Tweede Kamer</o>.", "marieke-postma", "criticizes", "tweede-kamer", {"confidence": 0.66}),
    ("courant-2020-10-02", "Volgens Marieke Postma moet <s>Nederland</s> <o>Huawei</o> <r>weren</r>.", "netherlands", "bans", "huawei", {"confidence": 0.62, "modality": POSSIBLE, "by": "marieke-postma"}),
    ("courant-2020-10-02", "<s>Nederland</s> <r>sluit</r> <o>Huawei</o> voorlopig niet <r>uit</r>.", "netherlands", "bans", "huawei", {"confidence": 0.8, "polarity": DENIED}),
    ("courant-2020-10-02", "<s>Zweden</s> <r>weert</r> <o>Huawei</o> uit zijn netwerk.", "sweden", "bans", "huawei", {"confidence": 0.9, "time": "2020-10-20"}),
    ("courant-2020-10-02", "<s>Het Verenigd Koninkrijk</s> <r>verbiedt</r> <o>Huawei</o> per 2027.", "united-kingdom", "bans", "huawei", {"confidence": 0.85, "time": "2027", "modality": PLANNED}),
    ("courant-2020-10-02", "<s>Elin Strand</s> <r>doet onderzoek aan</r> <o>de Radboud Universiteit</o>.", "elin-strand", "worksFor", "radboud", {"confidence": 0.93, "role": "onderzoeker"}),
    ("courant-2020-10-02", "“<s>China</s> <r>bedreigt</r> <o>Nederland</o> niet met een schakelaar,” zegt Elin Strand.", "china", "threatens", "netherlands", {"confidence": 0.52, "polarity": DENIED, "by": "elin-strand"}),
    ("courant-2020-10-02", "<s>Nederland</s> <r>is partij bij</r> <o>het Wassenaar Arrangement</o>.", "netherlands", "memberOf", "wassenaar-arrangement", {"confidence": 0.94}),
    ("avondblad-2020-10-21", "<s>KPN</s> <r>koopt</r> de kern van zijn netwerk bij <o>Ericsson</o>.", "kpn", "customerOf", "ericsson", {"confidence": 0.91, "amount": "200 miljoen euro"}),
    ("avondblad-2020-10-21", "<s>KPN</s> <r>gebruikt</r> voor zijn masten apparatuur van <o>Huawei</o>.", "kpn", "customerOf", "huawei", {"confidence": 0.84}),
    ("avondblad-2020-10-21", "<s>Ericsson</s> en <o>Nokia</o> <r>zijn elkaars rivalen</r>.", "ericsson", "competesWith", "nokia", {"confidence": 0.9}),
    ("avondblad-2020-10-21", "<s>Ericsson</s> <r>komt uit</r> <o>Zweden</o>.", "ericsson", "basedIn", "sweden", {"confidence": 0.97}),
    ("avondblad-2020-10-21", "<s>Ericsson</s> <r>maakt</r> <o>5G</o>-antennes.", "ericsson", "produces", "5g", {"confidence": 0.86}),
    ("avondblad-2020-10-21", "<s>Huawei</s> <r>bouwt</r> <o>5G</o>-zenders die goedkoper zijn.", "huawei", "produces", "5g", {"confidence": 0.87}),
    ("avondblad-2020-10-21", "<s>Huawei</s> zou <o>KPN</o> een <r>korting hebben geboden</r>, melden ingewijden.", "huawei", "offer-discount-to", "kpn", {"confidence": 0.49, "modality": REPORTED}),
    ("avondblad-2020-10-21", "<s>KPN</s> <r>praat met</r> <o>Zańlø Netwerken</o> over het onderhoud.", "kpn", "meetsWith", "zanlo", {"confidence": 0.78}),
    ("avondblad-2020-10-21", "<s>De AIVD</s> <r>onderzoekt</r> <o>Huawei</o>, bevestigen twee Kamerleden.", "aivd", "investigates", "huawei", {"confidence": 0.7, "words": "bevestigen twee Kamerleden"}),
    ("ledger-2020-11-20", "<s>The United States</s> and <o>China</o> <r>sat down</r> in Geneva on Thursday.", "united-states", "meetsWith", "china", {"confidence": 0.92, "time": "2020-11-19"}),
    ("ledger-2020-11-20", "<s>China</s> <r>joined</r> the <o>Geneva trade talks</o> late.", "china", "takesPartIn", "trade-talks", {"confidence": 0.87}),
    ("ledger-2020-11-20", "<s>The United States</s> <r>came to</r> the <o>Geneva trade talks</o> with a list.", "united-states", "takesPartIn", "trade-talks", {"confidence": 0.87}),
    ("ledger-2020-11-20", "<s>Washington</s> is considering <r>easing the measures against</r> <o>SMIC</o>.", "united-states", "liftsRestrictionsOn", "smic", {"confidence": 0.63, "modality": POSSIBLE}),
    ("ledger-2020-11-20", "<s>Beijing</s> <r>subsidises</r> <o>SMIC</o>, according to the American delegation.", "china", "funds", "smic", {"confidence": 0.68, "by": "united-states"}),
    ("ledger-2020-11-20", "“<s>China</s> never <r>financed</r> <o>SMIC</o>,” its delegation replied.", "china", "funds", "smic", {"confidence": 0.66, "polarity": DENIED, "by": "china"}),
    ("ledger-2020-11-20", "<s>Meng Wanzhou</s>, finance chief <r>of</r> <o>Huawei</o>, waits for a ruling.", "meng-wanzhou", "worksFor", "huawei", {"confidence": 0.94, "role": "finance chief"}),
    ("ledger-2020-11-20", "<s>Huawei</s> has <r>sued</r> <o>the Department of Commerce</o>.", "huawei", "sues", "us-department-of-commerce", {"confidence": 0.81}),
    ("ledger-2020-11-20", "<s>The Department of Commerce</s> <r>restricts</r> what <o>TSMC</o> may sell.", "us-department-of-commerce", "restricts", "tsmc", {"confidence": 0.83}),
    ("ledger-2020-11-20", "<s>Harbour Lights</s> has <r>leased a quay in</r> the <o>Port of Delfzijl</o>.", "harbour-lights", "lease-quay-in", "port-of-delfzijl", {"confidence": 0.71}),
    ("ledger-2020-11-20", "<s>Harbour Lights</s> <r>invested</r> <o>40 million euros</o> there.", "harbour-lights", "invest", "=40 million euros", {"confidence": 0.74, "amount": "40 million euros"}),
]  # fmt: skip


def newsroom() -> tuple[tuple[Fact, ...], dict[str, Article]]:
    """The facts, merged over articles, and the articles by id."""
    texts: dict[str, str] = defaultdict(str)
    evidence: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    for article, marked, subject, relation, object_, more in _SAID:
        start = len(texts[article])
        sentence, spans = read_marks(marked, start)
        texts[article] += sentence.text + " "
        evidence[subject, relation, object_].append(_evidence(article, sentence, spans, dict(more)))
    facts = tuple(Fact(THINGS[s], relation_of(r), _object(o), tuple(found)) for (s, r, o), found in evidence.items())
    articles = {
        name: Article(name, texts[name].strip(), title, f"https://news.example/{name}", published, source, language)
        for name, (title, source, published, language) in ARTICLES_OF.items()
    }
    return facts, articles


def read_marks(marked: str, start: int = 0) -> tuple[Sentence, dict[str, Span]]:
    """The sentence without its marks, and the span from the first to the last word of each mark."""
    text, spans = "", {}
    for before, tag, words in re.findall(r"([^<]*)(?:<([sro])>([^<]*)</[sro]>)?", marked):
        text += before
        if tag:
            first = spans[tag].start if tag in spans else start + len(text)
            spans[tag] = Span(first, start + len(text) + len(words))
            text += words
    return Sentence(start, start + len(text), text), spans


def relation_of(name: str) -> Relation:
    return Relation(name, LABELS.get(name, name.replace("-", " ")), name in LABELS, PARENTS.get(name, ()))


def _object(name: str) -> Entity | Literal:
    return Literal(name[1:]) if name.startswith("=") else THINGS[name]


def _evidence(article: str, sentence: Sentence, spans: dict[str, Span], more: dict[str, object]) -> Evidence:
    speaker = more.pop("by", None)
    words = more.pop("words", None) or (f"{THINGS[str(speaker)].label} said" if speaker else None)
    return Evidence(
        article, sentence, spans["s"], spans["r"], spans["o"], "sample",
        attribution=THINGS[str(speaker)] if speaker else None, attribution_text=str(words) if words else None, **more,  # type: ignore[arg-type]
    )  # fmt: skip
