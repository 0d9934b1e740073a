import type { Session } from './duckdb.ts';

/**
 * Makes a small table of rows that are at hand, or makes it anew. Missing and null values are NULL.
 * @param columns each column with its DuckDB type
 */
export async function writeTable(
	session: Session,
	name: string,
	columns: Record<string, string>,
	rows: readonly object[],
): Promise<void> {
	await session.all(
		`create or replace table ${name} as
		select unnest(from_json($rows::json, '${JSON.stringify([columns])}'), recursive := true)`,
		{ rows: JSON.stringify(rows) },
	);
}
