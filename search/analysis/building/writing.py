"""The compiled lexicon as files, the same bytes whoever compiles it."""

import hashlib
import json
from pathlib import Path

import marisa_trie

from search.analysis import lexicon
from search.analysis.building.compiling import Compiler
from search.analysis.building.lists import FOLDER
from search.analysis.building.vocabulary import Vocabulary
from search.analysis.folding import fold

SOURCE = "OpenTaal, https://github.com/OpenTaal/opentaal-hunspell"
_HERE = Path(__file__).resolve().parent
_RULES = (
    *(path for path in sorted(_HERE.glob("*.py"))),
    _HERE.parent / "compounds.py",
    _HERE.parent / "folding.py",
    _HERE.parent / "lexicon.py",
    _HERE.parent / "particles.py",
    _HERE.parent / "stopwords.py",
    *sorted(FOLDER.glob("*.txt")),
)


def rules_fingerprint() -> str:
    """Of everything in this repository that decides what the lexicon says."""
    return _digest(_RULES)


def build(source: Path, names: frozenset[str]) -> int:
    """Compile the dictionary in ``source`` and write it beside this package; the number of forms."""
    entries = Compiler(Vocabulary(source), frozenset(filter(None, map(fold, names)))).entries()
    trie = marisa_trie.BytesTrie(
        ((form, entry.packed(form)) for form, entry in entries.items()), order=marisa_trie.LABEL_ORDER
    )
    lexicon.FOLDER.mkdir(exist_ok=True)
    # Never in place: other processes have the file in their memory.
    fresh = lexicon.WORDS.with_suffix(".new")
    trie.save(str(fresh))
    fresh.replace(lexicon.WORDS)
    about = {
        "source": SOURCE,
        "dictionary": _digest((source / "index.aff", source / "index.dic")),
        "names": hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest(),
        "rules": rules_fingerprint(),
        "words": hashlib.sha256(lexicon.WORDS.read_bytes()).hexdigest(),
        "forms": str(len(entries)),
    }
    lexicon.ABOUT.write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return len(entries)


def _digest(paths: tuple[Path, ...]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
