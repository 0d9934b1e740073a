import type { Session } from '../../warehouse/duckdb.ts';
import { toHeaderKey } from '../header.ts';
import type { Preset } from '../preset.ts';
import { bookkeeping, relationNames, relations, type RelationName } from '../relations.ts';

/** The columns of each relation, as the warehouse has them. */
export type RelationFields = Record<RelationName, string[]>;

/** Asks the warehouse for the fields of every relation. */
export async function readRelationFields(session: Session): Promise<RelationFields> {
	const fields = {} as RelationFields;
	for (const name of relationNames) {
		const { columns } = await session.describe(`select * from ${name}_version`);
		fields[name] = Object.keys(columns).filter((column) => !bookkeeping.includes(column));
	}
	return fields;
}

/** Waybill's own layout: each header is the canonical name of a field of one relation. */
export function toOwnLayouts(fields: RelationFields): Preset[] {
	return relationNames.map((name) => {
		const known = new Map(fields[name].map((field) => [toHeaderKey(field), field]));
		return {
			system: 'waybill',
			name: `Waybill ${name.replaceAll('_', ' ')}`,
			isVerified: true,
			marks: relations[name].required.map((field) => [field]),
			score: (header) => {
				const isOwn = header.keys.every((key) => known.has(key));
				const isUsable = relations[name].required.every((field) => header.has(field));
				// Above every other preset's score, since each column is ours by name. Where two relations
				// share all the columns of a file, the one that they fill better.
				return isOwn && isUsable ? 1 + header.keys.length / known.size : 0;
			},
			feeds: (header) => [
				{
					relation: name,
					fields: Object.fromEntries(
						fields[name].filter((field) => header.has(field)).map((field) => [field, [field]]),
					),
				},
			],
		};
	});
}
