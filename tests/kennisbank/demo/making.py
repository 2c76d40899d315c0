"""Content files for tests, as data."""


def letter(slug: str, **fields: object) -> dict[str, object]:
    text = {"summary": "Een brief.", "information": "Tekst.", **fields}
    return {
        "kind": "raadsinformatiebrief",
        "title": slug,
        "slug": slug,
        "audience": "openbaar",
        "fields": text,
    }


def vision(slug: str = "visie", **changes: object) -> dict[str, object]:
    fields = {"summary": "Een visie.", "reason": "Daarom.", "themes": ["bekendheid"]}
    page = {"kind": "visie", "title": "Visie", "slug": slug, "audience": "netwerk", "fields": fields}
    return {**page, **changes}


def participant(**changes: object) -> dict[str, object]:
    fields = {"summary": "Een dorp.", "is_fictitious": True, "how_organised": "Samen.\n\n- a\n- b"}
    text = {"title": "Lindehoven", "slug": "lindehoven", "audience": "openbaar", "rounds": ["ronde-3"]}
    return {**text, "fields": fields, **changes}
