"""A file of terms, whatever its form: its ending tells, or else how it begins."""

from literacy.glossary.bulk.decoding import MOST_BYTES, text_of
from literacy.glossary.bulk.entries import read_entries
from literacy.glossary.bulk.given import Batch
from literacy.glossary.bulk.pasted import read_pasted
from literacy.glossary.bulk.sheet import read_csv

_YAML = (".yml", ".yaml")
_CSV = (".csv", ".tsv", ".txt")
_BEGINS = ("-", "#", "[", "%")


def read_file(name: str, raw: bytes, *, most_bytes: int = MOST_BYTES) -> Batch:
    """The terms in a file, a paste where it has no name. Raises Invalid with a sentence."""
    file = text_of(raw, most_bytes=most_bytes)
    if not name:
        return read_pasted(file.text)
    if _is_yaml(name.lower(), file.text):
        return read_entries(file)
    return read_csv(file)


def _is_yaml(name: str, text: str) -> bool:
    if name.endswith((*_YAML, *_CSV)):
        return name.endswith(_YAML)
    return text.lstrip().startswith(_BEGINS)
