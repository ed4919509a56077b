"""The pages about rules: one for each, every link leads somewhere, nothing of a rule file is markup, and no folder is lost."""

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from dsalint.cli import cli
from dsalint.linter.errors import UserError
from dsalint.linter.pages.content import by_authority, natural
from dsalint.linter.pages.write import pages_of, write_pages
from dsalint.linter.rules.catalogue import load_catalogue

CATALOGUE = load_catalogue()
HOSTILE = '<script>alert("x")</script>'


class Links(HTMLParser):
    """The links and the anchors of a page, and whether its elements are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if given.get("id"):
            self.anchors.add(str(given["id"]))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(text: str) -> Links:
    links = Links()
    links.feed(text)
    assert links.open == []
    return links


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(CATALOGUE, ".")


def test_each_rule_has_its_page_and_stands_in_each_index(pages: dict[str, str]) -> None:
    for rule in CATALOGUE.rules:
        assert f"rules/{rule}.html" in pages
        for index in ("index.html", "subjects.html", "severity.html", "authority.html"):
            assert f'href="rules/{rule}.html"' in pages[index], (rule, index)


def test_every_link_leads_somewhere(pages: dict[str, str]) -> None:
    anchors = {name: read(text).anchors for name, text in pages.items()}
    for name, text in pages.items():
        for link in read(text).links:
            if link.startswith("https://"):
                continue
            file, _, anchor = link.partition("#")
            target = file.removeprefix("../") if file else name
            if name.startswith("rules/") and file and not file.startswith("../"):
                target = f"rules/{file}"
            assert target in pages, (name, link)
            assert not anchor or anchor in anchors[target], (name, link)


def test_a_page_needs_nothing_from_elsewhere(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        assert not re.search(r"<(script|img|link|iframe)\b|@import|url\(", text), name
        assert "{{" not in text, name
        assert "[[" not in re.sub(r"<pre.*?</pre>", "", text, flags=re.DOTALL), name


def test_the_same_rules_give_the_same_bytes(pages: dict[str, str]) -> None:
    assert pages_of(load_catalogue(), ".") == pages


def test_the_texts_of_a_local_rule_are_no_markup(tmp_path: Path) -> None:
    rule = {
        "id": "OWN-001",
        "name": "own",
        "title": f"A {HOSTILE} title",
        "group": "own",
        "subject": "asset",
        "severity": "warning",
        "confidence": "high",
        "since": "0.1.0",
        "authority": [{"source": "gscp", "locator": HOSTILE}],
        "message": "m",
        "rationale": f"Because `{HOSTILE}` and {HOSTILE}.",
        "fix": f"write {HOSTILE}",
        "must": {"required": ["title"]},
        "limits": HOSTILE,
        "examples": {
            "good": [{"documents": "{kind: asset, id: a, title: t}"}],
            "bad": [{"documents": f"{{kind: asset, id: a}} # {HOSTILE}", "at": ["a#/title"]}],
        },
    }
    (tmp_path / "OWN-001_own.yaml").write_text(yaml.safe_dump(rule))
    catalogue = load_catalogue(str(tmp_path), ["OWN-001_own.yaml"])
    for name, text in pages_of(catalogue, str(tmp_path)).items():
        assert "<script" not in text, name
        read(text)


def test_a_folder_of_pages_is_replaced_and_any_other_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write_pages(str(folder), CATALOGUE, ".")
    (folder / "rules" / "OLD001.html").write_text("old")
    with (folder / ".dsalint-pages").open("a") as mark:
        mark.write("rules/OLD001.html\n")  # as an earlier run with more rules would have
    write_pages(str(folder), CATALOGUE, ".")
    assert not (folder / "rules" / "OLD001.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]
    own = tmp_path / "own"
    own.mkdir()
    (own / "letter.txt").write_text("keep me")
    with pytest.raises(UserError):
        write_pages(str(own), CATALOGUE, ".")
    assert (own / "letter.txt").read_text() == "keep me"


def test_what_was_put_among_the_pages_is_not_lost_with_them(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write_pages(str(folder), CATALOGUE, ".")
    (folder / "rules" / "notes.txt").write_text("keep me")
    with pytest.raises(UserError, match=r"did not write: rules/notes\.txt"):
        write_pages(str(folder), CATALOGUE, ".")
    assert (folder / "rules" / "notes.txt").read_text() == "keep me"


def test_pages_are_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("pages")
    for _ in range(2):
        write_pages(str(tmp_path / "link"), CATALOGUE, ".")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "pages" / "index.html").is_file()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "pages"]


def test_an_interrupt_leaves_the_old_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "pages"
    write_pages(str(folder), CATALOGUE, ".")
    (folder / "index.html").write_text("old")
    rename = os.rename

    def interrupted(source: str, target: str) -> None:
        if target == str(folder) and not source.endswith(".old"):
            raise KeyboardInterrupt
        rename(source, target)

    monkeypatch.setattr(os, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_pages(str(folder), CATALOGUE, ".")
    assert (folder / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]


def test_the_command_says_where_to_begin(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["docs", str(tmp_path / "pages")], standalone_mode=False)
    assert done.exception is None
    assert "index.html" in done.output
    assert (tmp_path / "pages" / "index.html").is_file()


def test_law_is_in_the_order_of_statutes() -> None:
    assert sorted(["s.10", "s.9", "Art 6(1)", "s.9(2)"], key=natural) == ["Art 6(1)", "s.9", "s.9(2)", "s.10"]
    (act,) = [source for source in by_authority(CATALOGUE) if source.source == "dpa-2018"]
    assert "PUR001" in {rule.id for place, rules in act.places for rule in rules if place == "s.36"}
