import { relations, type Relation, type RelationName } from '../import/relations.ts';
import type { ImportLogEntry } from '../store/import-log.ts';
import type { Ask } from '../warehouse/ask.ts';
import type { Session } from '../warehouse/duckdb.ts';

/** Records of earlier imports that a full export does not have any more. */
export interface MissingRecords {
	relation: RelationName;
	count: number;
	/** The first hundred ids, in their order. */
	ids: string[];
}

/** One of them as it stands in the figures. */
export interface MissingRecord {
	relation: RelationName;
	/** The fields that name it, in the order of the relation's key. */
	id: string;
	/** Its title or name, where it has one. */
	title: string | null;
	/** The last import that brought it, or changed it where it has gone since. */
	last_import_id: number;
	/** How many records of its relation there are; all rows of one relation say the same. */
	count: number;
}

/** How many records of a relation are shown and named. */
export const shownMissing = 100;

/** The relations whose records name themselves, so that one can be missing. */
export function keyedRelations(names: readonly string[]): RelationName[] {
	return (names as RelationName[]).filter((name) => {
		const relation: Relation = relations[name];
		return relation.key !== undefined && relation.replaces === undefined;
	});
}

/** The relations that an import brought. */
export function broughtRelations({ layout, report }: ImportLogEntry): string[] {
	return layout
		? Object.keys(layout.fields)
		: (report?.relations ?? []).map(({ relation }) => relation);
}

/** What names a record: its relation and unit, its id as people know it, and its title. */
function toNameSql(relation: RelationName): string {
	const { key = [] }: Relation = relations[relation];
	const id = key.map((field) => `record."${field}"::varchar`).join(", ' ', ");
	const title = { ticket: 'title', client: 'name', agreement: 'name', billing_code: 'name' };
	return `'${relation}' as relation, record.unit_id, concat(${id}) as id,
		${title[relation as keyof typeof title] ?? 'null::varchar'} as title`;
}

/**
 * The current records of a relation that earlier imports of the source brought and the full export
 * `$import` lacks. A record that stands in one of its quarantined rows is not missing: it is there,
 * if not in a state to be loaded.
 */
export function toMissingSql(relation: RelationName): string {
	const { key = [] }: Relation = relations[relation];
	return `
		with place as (select place from import where import_id = $import::integer and not is_undone),
		held as (
			select content, coalesce(column_name, '') = '' as is_whole
			from quarantined_row
			where import_id in (select import_id from import where place = (from place))
		),
		held_cell as (
			select distinct trim(unnest(json_extract_string(content, '$.*'))) as cell
			from held where not is_whole
		)
		select ${toNameSql(relation)}, record.last_import_id
		from ${relation} as record
		join import as last on last.import_id = record.last_import_id
		where record.source = (select source from import where import_id = $import::integer)
			and last.place < (from place)
			and record."${key[0]}"::varchar not in (from held_cell where cell is not null)
			and not exists (
				select 1 from held where is_whole and contains(content, record."${key[0]}"::varchar)
			)`;
}

/**
 * The records of a source that its full export of that number lacks, by relation and id. They stay
 * in the figures until a person confirms that they went. Relations without an id are replaced, not
 * missed.
 * @param limit how many of each relation; all of them where it is `null`
 */
export async function readMissing(
	ask: Ask,
	of: { importId: number; relations: readonly string[] },
	limit: number | null = shownMissing,
): Promise<MissingRecord[]> {
	return readRecords(ask, of, { toSql: toMissingSql, limit });
}

/** The records that a confirmation of that number took out of the figures, in the same form. */
export async function readGone(
	ask: Ask,
	of: { importId: number; relations: readonly string[] },
	limit: number | null = shownMissing,
): Promise<MissingRecord[]> {
	const toSql = (relation: RelationName) => `
		select ${toNameSql(relation)}, record.import_id as last_import_id
		from sighting
		join ${relation}_version as record on record.unit_id = sighting.unit_id
		where sighting.relation = '${relation}' and sighting.import_id = $import::integer
		qualify row_number() over (partition by record.unit_id order by record.import_id desc) = 1`;
	return readRecords(ask, of, { toSql, limit });
}

async function readRecords(
	ask: Ask,
	of: { importId: number; relations: readonly string[] },
	{ toSql, limit }: { toSql: (relation: RelationName) => string; limit: number | null },
): Promise<MissingRecord[]> {
	const found: MissingRecord[] = [];
	for (const relation of keyedRelations(of.relations)) {
		const rows = await ask(
			`select relation, id, title, last_import_id, count(*) over ()::integer as count
			from (${toSql(relation)})
			order by id ${limit === null ? '' : `limit ${limit}`}`,
			{ import: of.importId },
		);
		found.push(...(rows as unknown as MissingRecord[]));
	}
	return found;
}

/** The same by relation, with their ids only. */
export async function listMissing(
	session: Session,
	of: { importId: number; relations: readonly string[] },
): Promise<MissingRecords[]> {
	const records = await readMissing((...statement) => session.all(...statement), of);
	return [...Map.groupBy(records, ({ relation }) => relation)].map(([relation, rows]) => ({
		relation,
		count: rows[0]!.count,
		ids: rows.map(({ id }) => id),
	}));
}
