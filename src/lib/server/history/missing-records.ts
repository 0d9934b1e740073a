import { relations, type RelationName } from '../import/relations.ts';
import type { Session } from '../warehouse/duckdb.ts';

/** Records of earlier imports that a full export does not have any more. */
export interface MissingRecords {
	relation: RelationName;
	count: number;
	/** The first hundred ids, in their order. */
	ids: string[];
}

const namedIds = 100;

/**
 * The records of a source that its full export of that number lacks, by relation. They stay in the
 * figures until a person confirms that they went. Relations without an id are replaced, not missed.
 */
export async function listMissing(
	session: Session,
	of: { importId: number; source: string; relations: readonly string[] },
): Promise<MissingRecords[]> {
	const found: MissingRecords[] = [];
	for (const relation of of.relations as RelationName[]) {
		const known = relations[relation];
		if (!('key' in known) || 'replaces' in known) continue;
		const id = known.key.map((field) => `"${field}"::varchar`).join(", ' ', ");
		const rows = await session.all<{ id: string; count: number }>(
			`select concat(${id}) as id, count(*) over ()::integer as count
			from ${relation}
			where source = $source and last_import_id <> $import::integer
			order by id limit ${namedIds}`,
			{ source: of.source, import: of.importId },
		);
		if (rows[0]) found.push({ relation, count: rows[0].count, ids: rows.map(({ id }) => id) });
	}
	return found;
}
