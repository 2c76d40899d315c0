"""On PostgreSQL words and exact words apart from each other, and from the texts that they were made of.

To see whether words stand next to each other PostgreSQL fetches the whole vector of a page, and it reads the whole
row of a table for what an index names: a small table with small vectors takes a third of the time.
"""

from django.db import migrations

CREATE = {
    "postgresql": [
        "DROP FUNCTION search_found(tsquery, text[])",
        "DROP INDEX search_words_names",
        "DROP INDEX search_words_words",
        "ALTER TABLE search_words DROP COLUMN names, DROP COLUMN words, DROP COLUMN audience",
        "CREATE TABLE search_vectors (row_id bigint PRIMARY KEY,"
        " names tsvector NOT NULL, words tsvector NOT NULL, exact tsvector NOT NULL)",
        *(
            f"CREATE INDEX search_vectors_{column} ON search_vectors USING gin ({column})"
            for column in ("names", "words", "exact")
        ),
        # For a common word the planner prefers to read the whole table, and does not reckon with what it costs to
        # fetch long vectors: 400 ms instead of 9 at 20,000 pages.
        *(
            f"CREATE FUNCTION search_in_{column}(asked tsquery) RETURNS SETOF bigint"  # noqa: S608 - constants only
            " LANGUAGE sql STABLE SET enable_seqscan = off"
            f" AS $$ SELECT row_id FROM search_vectors WHERE {column} @@ asked $$"
            for column in ("words", "exact")
        ),
        "CREATE FUNCTION search_named(weights float4[], asked tsquery, complete tsquery, bonus float8)"
        " RETURNS TABLE (row_id bigint, rank float8)"
        " LANGUAGE sql STABLE SET enable_seqscan = off AS $$"
        " SELECT row_id, ts_rank(weights, names, asked) + bonus * (names @@ complete)::int"
        " FROM search_vectors WHERE names @@ asked $$",
        # What was indexed is gone: the clock finds rows of another analysis and indexes them again.
        "UPDATE search_indexedrow SET analysis = ''",
    ],
}


def create(apps, schema_editor):
    for statement in CREATE.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0008_names")]

    operations = [migrations.RunPython(create)]  # No way back: the tables before it held what is gone.
