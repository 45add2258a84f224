from __future__ import annotations

import pytest

from onrecord.grouping.outlets import host_of, outlet_of, registered_name
from onrecord.model import Article, Metadata, Origin


def article(url: str | None = None, canonical: str | None = None, site: str | None = None) -> Article:
    origin = Origin("a", "a", "a.txt", "file", url=url)
    return Article(origin, "article", Metadata(canonical_url=canonical, site=site), "Words.", ())


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.harbourpost.example", "harbourpost.example"),
        ("news.harbourpost.co.uk", "harbourpost.co.uk"),
        ("m.harbourpost.com.au", "harbourpost.com.au"),
        ("edition.harbourpost.com", "harbourpost.com"),
        ("quayside.blogspot.com", "quayside.blogspot.com"),
        ("www.co.com", "co.com"),
        ("192.0.2.17", "192.0.2.17"),
        ("localhost", "localhost"),
    ],
)
def test_the_registered_name_of_a_host_leaves_out_editions_and_machines(host: str, name: str) -> None:
    assert registered_name(host) == name


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Harbourpost.example:8080/a?b", "www.harbourpost.example"),
        ("http://name:word@harbourpost.example/", "harbourpost.example"),
        ("https://web.archive.org/web/20170104000000/http://www.harbourpost.example/a", "www.harbourpost.example"),
        ("https://web.archive.org/about", "web.archive.org"),
        ("harbourpost", ""),
        ("", ""),
        ("http://[half an address", ""),
        ("a" * 100_000, ""),
    ],
    ids=["port and case", "user", "archived", "the archive's own", "no address", "empty", "broken", "long"],
)
def test_the_host_of_an_address_is_that_of_the_page_shown(url: str, host: str) -> None:
    assert host_of(url) == host


def test_an_outlet_is_its_address_before_its_canonical_address_before_its_name() -> None:
    assert outlet_of(article("https://a.example/1", "https://b.example/1", "C")) == "a.example"
    assert outlet_of(article(None, "https://b.example/1", "C")) == "b.example"
    assert outlet_of(article(None, None, " The  Harbour Post ")) == "the harbour post"
    assert outlet_of(article()) == ""
