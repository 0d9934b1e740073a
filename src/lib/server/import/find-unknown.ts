import type { Session } from '../warehouse/duckdb.ts';
import { readSql } from '../warehouse/sql-files.ts';
import { mapColumns } from './cast-rows.ts';
import { requiredFields } from './read-positions.ts';
import type { UnknownName, UnknownValue } from './inspection.ts';
import { readTypes } from './load.ts';
import type { Feed } from './preset.ts';
import type { ReadFile } from './read-file.ts';
import { toFileColumns } from './stage.ts';

const personFields = ['assignee', 'person'];

/**
 * The values of a staged file that no mapping covers, and the names that stand for nobody known. The
 * macros that read cells have to be defined, and the published data be attached as `known`.
 */
export async function findUnknown(
	session: Session,
	{ file, feeds, source }: { file: ReadFile; feeds: readonly Feed[]; source: string },
): Promise<{ values: UnknownValue[]; names: UnknownName[] }> {
	const values = new Map<string, UnknownValue>();
	const names = new Map<string, UnknownName>();
	for (const feed of feeds) {
		const types = await readTypes(session, feed.relation);
		await mapColumns({ session, feed, file: toFileColumns(file.header) }, types);
		// Totals and headings of a report are no records, and name nobody.
		const isUsable = requiredFields(feed)
			.map((field) => `"${field}" is not null`)
			.join(' and ');
		const rows = `mapped where ${isUsable || 'true'}`;
		for (const kind of ['status', 'priority', 'billing_code'] as const) {
			// The status of an invoice is another matter.
			if (!(kind in feed.fields) || feed.relation.startsWith('invoice')) continue;
			await session.run(
				`create or replace temp view valued_row as select ${kind} as value from ${rows}`,
			);
			const found = await session.all<Omit<UnknownValue, 'kind'>>(
				readSql('inspection/unknown_values'),
				{ kind, source },
			);
			for (const each of found) values.set(`${kind} ${each.value}`, { kind, ...each });
		}
		for (const field of ['client', ...personFields]) {
			if (!(field in feed.fields) || feed.relation === field) continue;
			const kind = field === 'client' ? 'client' : 'person';
			await session.run(
				`create or replace temp view named_row as select ${field} as name from ${rows}`,
			);
			const found = await session.all<{
				value: string;
				rows: number;
				suggested_id: string | null;
				suggested_name: string | null;
				is_same_name: boolean;
			}>(readSql('inspection/unknown_names'), { kind, source });
			for (const { value, rows, ...suggested } of found) {
				const { suggested_id: id, suggested_name: name, is_same_name: isSameName } = suggested;
				const suggestion = id === null || name === null ? null : { id, name, isSameName };
				names.set(`${kind} ${value}`, { kind, value, rows, suggestion });
			}
		}
	}
	return { values: [...values.values()], names: [...names.values()] };
}
