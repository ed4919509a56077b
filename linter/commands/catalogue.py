"""`dsalint explain`, `rules`, `test` and `docs`: the catalogue of rules."""

import os

import click

from dsalint.linter.commands.options import words
from dsalint.linter.commands.status import FINDINGS
from dsalint.linter.commands.terminal import settings_for, show
from dsalint.linter.errors import UserError


@click.command()
@click.argument("rule")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colour.")
def explain(rule: str, color: str) -> int:
    """Explain a rule: what, why, by which authority, and how to comply."""
    from dsalint.linter.reports.explain import render_explain
    from dsalint.linter.rules.lookup import catalogue_at, found_rule, is_built_in, rule_path
    from dsalint.linter.rules.related import related_rules
    from dsalint.linter.rules.rulefile import read_rule_value
    from dsalint.linter.rules.sample import said_of_example
    from dsalint.linter.vocabulary.reference import reference_list

    settings = settings_for(color)
    catalogue, root = catalogue_at(os.getcwd())
    found = found_rule(catalogue, rule)
    value = read_rule_value(rule_path(found, root), found.file)
    show(
        render_explain(
            value,
            reference_list("sources"),
            reference_list("founding-strategy").entries(),
            said=said_of_example(found, value, catalogue, tested=is_built_in(found)),
            related=[(name, catalogue.rules[name].title) for name in related_rules(catalogue)[found.id]],
            width=settings.width,
            colour=settings.colour,
            unicode=settings.unicode,
        )
    )
    return 0


@click.command()
@click.option(
    "--format", "format_", type=click.Choice(("text", "json")), default="text", help="Form of the list."
)
@click.option("--group", multiple=True, help="Only these groups.")
@click.option("--profiles", is_flag=True, help="List the profiles instead.")
@click.option("--unverified", is_flag=True, help="Only rules that rest on a citation nobody has verified.")
@click.option(
    "--strategy",
    is_flag=True,
    help="List the lines of the founding strategy with what implements them instead.",
)
def rules(format_: str, group: tuple[str, ...], profiles: bool, unverified: bool, strategy: bool) -> int:
    """List the rules, the profiles that choose among them, or the strategy that they implement."""
    from dsalint.linter.reports.catalogue import render_profiles, render_rules

    settings = settings_for("auto")
    if strategy:
        from dsalint.linter.reports.look import Look
        from dsalint.linter.reports.strategy import render_strategy
        from dsalint.linter.vocabulary.reference import reference_list

        look = Look(settings.width, settings.colour, settings.unicode)
        show(render_strategy(reference_list("founding-strategy").entries(), look, json=format_ == "json"))
        return 0
    from dsalint.linter.rules.lookup import listed_profiles, listed_rules

    if profiles:
        show(
            render_profiles(
                listed_profiles(),
                width=settings.width,
                colour=settings.colour,
                unicode=settings.unicode,
                json=format_ == "json",
            )
        )
        return 0
    found = listed_rules(os.getcwd(), words(group), unverified=unverified)
    show(
        render_rules(
            found,
            width=settings.width,
            colour=settings.colour,
            unicode=settings.unicode,
            json=format_ == "json",
        )
    )
    return 0


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--no-mutations", is_flag=True, help="Do not prove that every part of every condition is needed."
)
def test(paths: tuple[str, ...], no_mutations: bool) -> int:
    """Run the examples of rules: all built-in ones, or those of the named rule files and folders."""
    from dsalint.linter.rules.run_examples import run_examples

    result = run_examples(paths, mutate=not no_mutations)
    for complaint in result.complaints:
        click.echo(f"{complaint.rule}: {complaint.where}: {complaint.message}")
    click.echo(
        f"{result.rules} rules, {result.examples} examples, {result.mutants} parts of conditions removed: "
        f"{len(result.complaints)} complaints"
    )
    return FINDINGS if result.complaints else 0


@click.command()
@click.argument("folder")
def docs(folder: str) -> int:
    """Write pages about all rules, as HTML that needs no network, to FOLDER."""
    from dsalint.linter.pages.write import write_pages
    from dsalint.linter.reports.escape import prose
    from dsalint.linter.rules.lookup import catalogue_at

    catalogue, root = catalogue_at(os.getcwd())
    count = write_pages(folder, catalogue, root)
    click.echo(f"{count} pages below {prose(folder)}; begin with index.html")
    return 0


@click.command("words")
@click.argument("list_", metavar="[LIST]", default="")
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@click.option(
    "--format", "format_", type=click.Choice(("text", "json")), default="text", help="Form of the list."
)
def words_(list_: str, texts: tuple[str, ...], format_: str) -> int:
    """Show the words that documents may use: gateways, categories of purposes, types of organisation and more.

    LIST is one of the lists; without it they are named. TEXT narrows it to the entries that have it in any field.
    """
    from dsalint.linter.reports.look import Look
    from dsalint.linter.reports.vocabulary import (
        AUTHORS,
        list_json,
        lists_json,
        matching,
        render_list,
        render_lists,
    )
    from dsalint.linter.vocabulary.reference import reference_list
    from dsalint.linter.vocabulary.suggest import did_you_mean

    settings = settings_for("auto")
    look = Look(settings.width, settings.colour, settings.unicode)
    if not list_:
        lists = map(reference_list, AUTHORS)
        show(lists_json(lists) if format_ == "json" else render_lists(lists, look))
        return 0
    if list_ not in AUTHORS:
        near = did_you_mean(list_, list(AUTHORS))
        raise UserError(
            f"there is no list `{list_}`",
            f"did you mean `{near}`?" if near else f"lists: {', '.join(AUTHORS)}",
        )
    found = reference_list(list_)
    sources = {entry["id"]: str(entry["title"]) for entry in reference_list("sources").entries()}
    entries = matching(found.entries(), texts, sources)
    show(list_json(found, entries) if format_ == "json" else render_list(found, entries, sources, look))
    return 0
