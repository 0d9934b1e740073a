import type { SqlParameters, SqlRow } from './duckdb.ts';
import type { QueryOptions, Reader } from './reader.ts';

/** Answers a statement: the writer's session, or a reader at one version. */
export type Ask = (sql: string, parameters: SqlParameters) => Promise<SqlRow[]>;

/** Asks the newest version, and goes on asking it; `null` before the first import. */
export async function askNewest(reader: Reader, options?: QueryOptions): Promise<Ask | null> {
	const data = await reader.describe();
	if (data === null) return null;
	return (sql, parameters) => reader.query(data.dataVersion, sql, parameters, options);
}
