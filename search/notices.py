"""What the visitor should know about how the words were read, in sentences."""

from collections.abc import Iterator

from search.searching import Found


def notices(found: Found) -> Iterator[str]:
    query, total = found.query, found.answer.total
    if found.fallback:
        yield "De uitgebreide zoekmachine antwoordt nu niet. U ziet resultaten uit onze eigen database."
    if found.corrected:
        yield f"Niets gevonden voor ‘{found.typed_text}’. U ziet resultaten voor ‘{found.corrected}’."
    if total and found.needed < len(query.words):
        yield (
            f"Geen pagina heeft al uw woorden. U ziet pagina's met ten minste {found.needed} "
            f"van de {len(query.words)} woorden."
        )
    if total and found.near:
        yield "Geen pagina heeft precies deze woorden. U ziet pagina's met woorden die erop lijken."
    if query.shortened:
        yield "Uw zoekvraag is lang. Er is gezocht met het eerste deel ervan."
    for field in found.unknown_fields:
        yield f"‘{field}’ bestaat hier niet en is weggelaten."
    if found.answer.ignored:
        yield "Een filter dat hier niet bestaat, is weggelaten."
