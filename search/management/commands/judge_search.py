"""``manage.py judge_search``: how well search finds, on the sets of this repository or on a foreign one."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.judging.asking import READERS, answer_pairs, answer_queries, index_pages
from search.judging.own_sets import HALVES, judge_pairs, judge_queries, misses
from search.judging.reading import UnreadableSet, read_anchors, read_pages, read_pairs, read_queries
from search.scratch import ENGINES, ScratchUnavailable, scratch_index


class Command(BaseCommand):
    """Measures in a throw-away index, so that the site's own pages have no part in it."""

    help = (
        "Print nDCG@10, MRR and recall per group and the right answers per kind of pair for the sets of this "
        "repository; or, for a foreign set, JSON lines with what search found."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pairs", type=Path, help="Tab-separated: kind, query, document, 1 or 0, note")
        parser.add_argument("--anchors", type=Path, help="Further documents beside the pairs, one a line")
        parser.add_argument("--corpus", type=Path, help="JSON lines with pages; needs --queries")
        parser.add_argument("--queries", type=Path, help="JSON lines with id and query; needs --corpus")
        parser.add_argument("--audience", choices=sorted(READERS), default="openbaar", help="Who asks")
        parser.add_argument(
            "--engine", choices=ENGINES, default="", help="That of the site's database by default"
        )
        parser.add_argument("--half", choices=HALVES, help="Only this half of the repository's own sets")
        parser.add_argument(
            "--misses", action="store_true", help="Print what goes wrong in the half that may be looked at"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["corpus"]) != bool(options["queries"]):
            raise CommandError("Give --corpus and --queries together.")
        if options["anchors"] and not options["pairs"]:
            raise CommandError("--anchors only goes with --pairs.")
        try:
            if options["pairs"]:
                self._foreign_pairs(options)
            elif options["corpus"]:
                self._foreign_queries(options)
            elif options["misses"]:
                for miss in misses(options["engine"]):
                    self.stdout.write(miss)
            else:
                self._own_sets(options)
        except (UnreadableSet, ScratchUnavailable) as error:
            raise CommandError(str(error)) from None

    def _foreign_pairs(self, options: dict[str, Any]) -> None:
        pairs = read_pairs(options["pairs"])
        anchors = read_anchors(options["anchors"]) if options["anchors"] else []
        with scratch_index(options["engine"]) as engine:
            for pair, hit in answer_pairs(engine, pairs, anchors):
                self.stdout.write(json.dumps({"line": pair.line, "hit": hit}))

    def _foreign_queries(self, options: dict[str, Any]) -> None:
        pages, queries = read_pages(options["corpus"]), read_queries(options["queries"])
        with scratch_index(options["engine"]) as engine:
            ids = index_pages(engine, pages)
            asked = [query.query for query in queries]
            for query, hits in zip(
                queries, answer_queries(engine, ids, asked, READERS[options["audience"]]), strict=True
            ):
                self.stdout.write(json.dumps({"id": query.id, "hits": hits}))

    def _own_sets(self, options: dict[str, Any]) -> None:
        halves = [options["half"]] if options["half"] else HALVES
        self.stdout.write(f"{'queries':8} {'group':16} {'number':>6} {'nDCG@10':>8} {'MRR':>6} {'recall':>7}")
        for line in judge_queries(options["engine"], halves):
            self.stdout.write(
                f"{line.half:8} {line.group:16} {line.number:6} {line.ndcg:8.3f} {line.mrr:6.2f} {line.recall:7.2f}"
            )
        self.stdout.write(f"\n{'pairs':8} {'kind':16} {'must':>6} {'right':>6} {'must not':>9} {'right':>6}")
        for pair in judge_pairs(options["engine"], halves):
            self.stdout.write(
                f"{pair.half:8} {pair.kind:16} {pair.must:6} {_percent(pair.must_right):>6}"
                f" {pair.must_not:9} {_percent(pair.must_not_right):>6}"
            )


def _percent(share: float) -> str:
    return "-" if share < 0 else f"{share:.0%}"
