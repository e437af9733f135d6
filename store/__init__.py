"""Everything that is kept: tables, queries, migrations, the audit trail, files."""
