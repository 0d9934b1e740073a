import { join } from 'node:path';
import type { ImportOptions } from '#lib/server/import/import-options.ts';
import { relationNames, type RelationName } from '#lib/server/import/relations.ts';
import type { SqlRow } from '#lib/server/warehouse/duckdb.ts';
import type { SharedWriter } from '../share-writer.ts';

/** What came of a fixture: its preset, what could not be used, and each relation that it fed. */
export type Golden = Partial<Record<RelationName, SqlRow[]>> & {
	preset: string;
	problems: string[];
};

const bookkeeping =
	'source, unit_id, record_id, content_hash, content_import_id, first_import_id, last_import_id';

/**
 * Imports a file of `test/fixtures` and reads back the canonical rows, without the fields that it
 * left empty. The fixtures are real headers over invented rows, which show what exports of that
 * system are known for.
 */
export async function loadGolden(
	shared: SharedWriter,
	path: string,
	options?: ImportOptions,
): Promise<Golden> {
	const { preset, report } = await shared.importFile(join('test/fixtures', path), options);
	const golden: Golden = {
		preset,
		problems: [...report.quarantined, ...report.unreadable].map(
			({ line, column, value, reason }) => `${line}: ${column} “${value}” ${reason}`,
		),
	};
	for (const relation of relationNames) {
		const rows = await shared.all(
			`select * exclude (${bookkeeping}) from ${relation} where source = $source order by all`,
		);
		if (rows.length > 0) golden[relation] = rows.map(withoutNulls);
	}
	return golden;
}

function withoutNulls(row: SqlRow): SqlRow {
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
