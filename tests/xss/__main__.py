"""`python -m tests.xss`: says for each collection and each door how many renders were unsafe."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from markdown_it import MarkdownIt

from tests.xss.doors import DOORS, walk
from tests.xss.driven import Driven, drive
from tests.xss.fetching import fetched
from tests.xss.markup import fragment, unsafe
from tests.xss.pages import Payloads
from tests.xss.rendering import HTTPS, MARKDOWN, Tally, in_contexts, tally
from tests.xss.sources import Source, listed, sources

MOST_SHOWN = 20
STEPS = ("markdown", "doors", "chromium")
HELD = Path("var") / "xss"


def main() -> None:
    options = _options()
    found = (*sources(fetched(options.folder)), *map(listed, options.also))
    every = tuple(dict.fromkeys(payload for source in found for payload in source.payloads))
    print(f"{len(every):,} different payloads from {len(found)} collections\n", flush=True)
    wrong = _control(every)
    with ProcessPoolExecutor(options.processes) as pool:
        if "markdown" in options.only:
            wrong += _rendered(pool, found, options.processes)
        if "doors" in options.only:
            wrong += _walked(pool, every, options.processes)
    if "chromium" in options.only:
        wrong += _driven(found)
    for each, times in Counter(wrong).most_common(MOST_SHOWN):
        print(f"unsafe: {each}" + (f" ({times} times)" if times > 1 else ""))
    print("\nNothing is unsafe." if not wrong else f"\n{len(wrong):,} are unsafe.")
    sys.exit(1 if wrong else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make xss ARGS=…",
        description="Put public collections of hostile text through everything that shows text. "
        "The collections are fetched once; tests/xss/corpora.txt names and pins them.",
    )
    parser.add_argument("--folder", type=Path, default=HELD, help=f"where they are kept ({HELD})")
    parser.add_argument(
        "--also", type=Path, action="append", default=[], metavar="FILE",
        help="a list of your own: a payload a line, or a JSON list",
    )  # fmt: skip
    parser.add_argument(
        "--only", nargs="+", choices=STEPS, default=STEPS, help="some of the steps alone"
    )
    parser.add_argument("--processes", type=int, default=2, help="how many work at once (2)")
    return parser.parse_args()


def _control(every: Payloads) -> list[str]:
    """What the list finds where nobody cleans: without that, finding nothing would say nothing."""
    bare = MarkdownIt()
    texts = [text for payload in every[::4] for _name, text in in_contexts(payload)]
    count = sum(any(unsafe(fragment(bare.render(text)), MARKDOWN, schemes=HTTPS)) for text in texts)
    print(f"For comparison, bare markdown-it: {count:,} of {len(texts):,} renders are unsafe.\n")
    return [] if count else ["The check itself sees nothing."]


def _rendered(pool: ProcessPoolExecutor, found: Sequence[Source], parts: int) -> list[str]:
    print(f"{'Markdown':<32}{'payloads':>10}{'renders':>10}{'unsafe':>8}{'slowest ms':>12}")
    wrong: list[str] = []
    for source in found:
        shares = [source.payloads[part::parts] for part in range(parts)]
        told = _together(pool.map(tally, shares))
        assert told.unsafe is not None
        print(
            f"{source.name[:31]:<32}{len(source.payloads):>10,}{told.renders:>10,}"
            f"{len(told.unsafe):>8,}{told.slowest * 1000:>12.0f}  {told.slow[:60]}",
            flush=True,
        )
        wrong += told.unsafe
    return wrong


def _together(tallies: Iterable[Tally]) -> Tally:
    whole = Tally(unsafe=[])
    for each in tallies:
        assert whole.unsafe is not None and each.unsafe is not None
        whole.renders += each.renders
        whole.unsafe += each.unsafe
        if each.slowest > whole.slowest:
            whole.slowest, whole.slow = each.slowest, each.slow
    return whole


def _walked(pool: ProcessPoolExecutor, every: Payloads, parts: int) -> list[str]:
    print(f"\n{'Doors':<32}{'pages':>10}{'unsafe':>18}{'seconds':>12}")
    shares = list(pool.map(walk, [every[part::parts] for part in range(parts)]))
    for name in DOORS:
        pages = sum(share[name].pages for share in shares)
        wrong = sum(len(share[name].unsafe) for share in shares)
        seconds = max(share[name].seconds for share in shares)
        print(f"{name:<32}{pages:>10,}{wrong:>18,}{seconds:>12.0f}", flush=True)
    return [each for share in shares for walked in share.values() for each in walked.unsafe]


def _driven(found: Sequence[Source]) -> list[str]:
    hottest = tuple(
        dict.fromkeys(payload for each in found if each.hottest for payload in each.payloads)
    )
    began = time.perf_counter()
    driven: Driven = drive(hottest)
    print(
        f"\nChromium: {len(hottest)} payloads, {driven.pages:,} pages, {len(driven.dialogs)} dialogs,"
        f" {len(driven.violations)} violations of the policy, {len(driven.foreign)} foreign requests"
        f" ({time.perf_counter() - began:.0f} s)\n"
    )
    return driven.unsafe


if __name__ == "__main__":
    main()
