"""More fields in the index of words, the texts they are made of, and the words of public pages."""

from django.db import migrations, models

FIELDS = ("title", "kind", "owner", "lead", "body", "title_parts", "parts", "files", "exact")
DROP = "DROP TABLE search_words"
CREATE = {
    "sqlite": [
        DROP,
        f"CREATE VIRTUAL TABLE search_words USING fts5({', '.join(FIELDS)}, tokenize='ascii')",
    ],
    "postgresql": [
        "DROP FUNCTION search_found(tsquery, text[])",
        DROP,
        "CREATE TABLE search_words (row_id bigint PRIMARY KEY, audience varchar(40) NOT NULL,"
        f" names tsvector NOT NULL, words tsvector NOT NULL, {', '.join(f'{name} text NOT NULL' for name in FIELDS)})",
        "CREATE INDEX search_words_names ON search_words USING gin (names)",
        "CREATE INDEX search_words_words ON search_words USING gin (words)",
        # For a common word the planner prefers to read the whole table, and does not reckon with what it costs to
        # fetch long vectors: 400 ms instead of 9 at 20,000 pages.
        "CREATE FUNCTION search_found(asked tsquery, readable text[]) RETURNS SETOF bigint"
        " LANGUAGE sql STABLE SET enable_seqscan = off AS $$"
        " SELECT row_id FROM search_words"
        " WHERE words @@ asked AND (readable IS NULL OR audience = ANY(readable)) $$",
    ],
}
# What was indexed is gone: the clock finds rows of another analysis and indexes them again.
FORGET = "UPDATE search_indexedrow SET analysis = ''"


def create(apps, schema_editor):
    for statement in [*CREATE.get(schema_editor.connection.vendor, []), FORGET]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_file_text")]

    operations = [
        migrations.CreateModel(
            name="PublicWord",
            fields=[
                ("text", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("lemma", models.CharField(db_index=True, max_length=100)),
                ("documents", models.BigIntegerField()),
                ("number", models.BigIntegerField(db_index=True)),
            ],
            options={
                "verbose_name": "woord van openbare pagina's",
                "verbose_name_plural": "woorden van openbare pagina's",
            },
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
