import type { Session } from '../warehouse/duckdb.ts';
import { readSql } from '../warehouse/sql-files.ts';
import type { Feed, FileColumns } from './preset.ts';
import { relations, type Relation, type RelationName } from './relations.ts';
import type { RelationCount } from './report.ts';

/** One relation's share of the staged file, on its way into the warehouse. */
export interface Load {
	session: Session;
	feed: Feed;
	file: FileColumns;
	source: string;
	importId: number;
}

/** How each type of the warehouse is read from text (`queries/staging/values.sql`). */
const casts: Record<string, string> = {
	'TIMESTAMP WITH TIME ZONE': 'to_instant',
	DATE: 'to_day',
	'DECIMAL(18,4)': 'to_number',
	INTEGER: 'to_count',
	BOOLEAN: 'to_flag',
};

/** Where loading leaves what it could not use, until the import is closed. */
export const problemTables = `
	create or replace temp table quarantined_cell (
		relation varchar, record_number integer, column_name varchar, value varchar, reason varchar
	);
	create or replace temp table unreadable_cell (
		relation varchar, record_number integer, column_name varchar, value varchar, reason varchar
	);
	create or replace temp table repeated_row (record_number integer);`;

/**
 * Maps, casts and loads one relation of the staged file, inside the import's transaction. Every
 * row becomes a version, is seen again unchanged, is set aside as repeated, or is quarantined.
 */
export async function loadFeed(load: Load): Promise<RelationCount> {
	const types = await readTypes(load.session, load.feed.relation);
	const fields = Object.keys(types);
	const relation: Relation = relations[load.feed.relation];
	const isKeyed = !relation.replaces || hasWholeKey(relation, load.feed);
	const identity = isKeyed ? relation.key! : relation.replaces!;
	const required = [
		...relation.required.filter((field) => !load.feed.lacks?.includes(field)),
		...(isKeyed && relation.replaces ? relation.key! : []),
	];

	await mapColumns(load, fields);
	const quarantined = await quarantine(load, required, types);
	await identify(load, { fields, types, identity, isKeyed, required });
	const setAside = isKeyed ? await setAsideRepeated(load) : 0;
	await noteUnreadable(load, types, required);
	const count = await apply(load, { fields, replaces: isKeyed ? null : relation.replaces! });
	return { ...count, setAside, quarantined };
}

/** The fields of a relation with their DuckDB types. */
export async function readTypes(
	session: Session,
	relation: RelationName,
): Promise<Record<string, string>> {
	const { columns } = await session.describe(
		`select * exclude (source, unit_id, record_id, content_hash, import_id, record_number)
		from ${relation}_version`,
	);
	return columns;
}

/** Whether the file brings the id that its records could be told apart by. */
function hasWholeKey(relation: Relation, feed: Feed): boolean {
	return relation.key?.every((field) => field in feed.fields) ?? false;
}

/** Names the file's columns as the relation does, still as text; what is absent is null. */
export async function mapColumns(
	{ session, feed, file }: Pick<Load, 'session' | 'feed' | 'file'>,
	fields: readonly string[],
): Promise<void> {
	const columns = fields.map((field) => {
		const source = feed.fields[field];
		if (source === undefined) return `null::varchar as "${field}"`;
		const expression = typeof source === 'function' ? source(file) : file.column(...source);
		return `clean(${expression}) as "${field}"`;
	});
	// Derived rows are expensive to work out, plain ones cheap to read again.
	const kind = feed.rows ? 'table' : 'view';
	const rows = feed.rows ? `(${feed.rows(file)})` : 'file';
	await session.run('drop view if exists temp.main.mapped').catch(() => undefined);
	await session.run('drop table if exists temp.main.mapped').catch(() => undefined);
	await session.run(
		`create temp ${kind} mapped as select record_number, ${columns.join(', ')} from ${rows}`,
	);
}

const read = (field: string, type: string) => {
	const cast = casts[type];
	return cast ? `${cast}("${field}")` : `"${field}"`;
};

const whyUnread = (type: string) =>
	({
		'TIMESTAMP WITH TIME ZONE': 'is not a date and time that can be read',
		DATE: 'is not a date that can be read',
		'DECIMAL(18,4)': 'is not a number that can be read for certain',
		INTEGER: 'is not a whole number',
		BOOLEAN: 'is neither yes nor no',
	})[type] ?? 'cannot be read';

/** Sets rows apart whose required fields are missing or unreadable, naming the first; counts them. */
async function quarantine(
	{ session, feed }: Load,
	required: readonly string[],
	types: Record<string, string>,
): Promise<number> {
	const faults = required.map((field) => {
		const type = types[field]!;
		return `when ${read(field, type)} is null then {
			'column_name': '${field}', 'value': "${field}",
			'reason': case when "${field}" is null then 'is missing' else '${whyUnread(type)}' end
		}`;
	});
	await session.run(`
		insert into quarantined_cell
		select '${feed.relation}', record_number, fault.column_name, fault.value, fault.reason
		from (select record_number, case ${faults.join(' ')} end as fault from mapped)
		where fault is not null`);
	const { quarantined } = await session.one<{ quarantined: number }>(
		`select count(*)::integer as quarantined from quarantined_cell where relation = '${feed.relation}'`,
	);
	return quarantined;
}

interface Shape {
	fields: readonly string[];
	types: Record<string, string>;
	/** The fields that name a record, or the unit that a file replaces. */
	identity: readonly string[];
	isKeyed: boolean;
	required: readonly string[];
}

/**
 * Casts the usable rows into `incoming` and gives each its ids. A record without an id of its own
 * is known by its unit and content, so that the same entry seen twice in a day stays two.
 */
async function identify({ session, feed, source }: Load, shape: Shape) {
	const { fields, types, identity, isKeyed, required } = shape;
	const content = fields.map((field) => `"${field}"`).join(', ');
	const name = identity.map((field) => {
		const isInstant = types[field] === 'TIMESTAMP WITH TIME ZONE';
		// The text of an instant depends on the session's zone, its number does not.
		return `coalesce(${isInstant ? `epoch_us("${field}")` : `"${field}"`}::varchar, '')`;
	});
	const unit = `md5_number_lower(concat_ws(chr(31), ${sqlText(source)}, ${name.join(', ')}))`;
	const record = isKeyed
		? 'unit_id'
		: `md5_number_lower(concat_ws(chr(31), unit_id, content_hash,
			row_number() over (partition by unit_id, content_hash order by record_number)))`;
	const usable = required.map((field) => `"${field}" is not null`).join(' and ');
	await session.run(`
		create or replace temp table incoming as
		with staged as (${readSql(`staging/${feed.relation}`)}),
		hashed as (
			select *, ${unit}::ubigint as unit_id, hash(${content}) as content_hash
			from staged
			where ${usable}
		)
		select ${sqlText(source)} as source, unit_id, (${record})::ubigint as record_id, content_hash,
			record_number, ${content}
		from hashed`);
}

/** Of rows that name the same record the last one counts; returns how many others there are. */
async function setAsideRepeated({ session, feed }: Load): Promise<number> {
	const { repeated } = await session.one<{ repeated: number }>(
		'select (count(*) - count(distinct record_id))::integer as repeated from incoming',
	);
	if (repeated === 0) return 0;
	await session.run(`
		create or replace temp table repeated as
		select rowid as position, record_number
		from (
			select rowid, record_number,
				row_number() over (partition by record_id order by record_number desc) as place
			from incoming
		)
		where place > 1;
		delete from incoming where rowid in (select position from repeated)`);
	// A row that also feeds another relation is not set aside as a whole.
	if (!feed.rows) await session.run('insert into repeated_row select record_number from repeated');
	return repeated;
}

/** Lists cells of loaded rows that hold something which could not be read; they became null. */
async function noteUnreadable(
	{ session, feed }: Load,
	types: Record<string, string>,
	required: readonly string[],
) {
	const optional = Object.entries(types).filter(
		([field, type]) =>
			casts[type] !== undefined && !required.includes(field) && field in feed.fields,
	);
	if (optional.length === 0) return;
	const faults = optional.map(([field, type]) => {
		const isDate = type === 'DATE' || type === 'TIMESTAMP WITH TIME ZONE';
		const sentinel = isDate ? `and not coalesce(is_sentinel(parse_local("${field}")), false)` : '';
		return {
			isFault: `("${field}" is not null and ${read(field, type)} is null ${sentinel})`,
			cell: `{'column_name': '${field}', 'value': "${field}", 'reason': '${whyUnread(type)}'}`,
		};
	});
	// In one statement, since each one works the mapped columns out anew.
	await session.run(`
		insert into unreadable_cell
		select '${feed.relation}', record_number, fault.column_name, fault.value, fault.reason
		from (
			select record_number,
				unnest([${faults.map(({ isFault, cell }) => `case when ${isFault} then ${cell} end`).join(', ')}]) as fault
			from mapped
			where ${faults.map(({ isFault }) => isFault).join(' or ')}
		)
		where fault is not null`);
	await session.run(`
		delete from unreadable_cell
		where relation = '${feed.relation}'
			and record_number not in (select record_number from incoming)`);
}

/** Compares with what is known, appends versions and sightings, and brings the relation up to date. */
async function apply(
	{ session, feed, importId, source }: Load,
	{ fields, replaces }: { fields: readonly string[]; replaces: readonly string[] | null },
): Promise<Omit<RelationCount, 'setAside' | 'quarantined'>> {
	const { relation } = feed;
	await session.run(`
		create or replace temp table known as
		select record_id, content_hash, content_import_id, first_import_id
		from ${relation} semi join incoming using (record_id)`);
	const count = await session.one<Record<'new' | 'changed' | 'unchanged', number>>(`
		select
			count(*) filter (where known.record_id is null)::integer as new,
			count(*) filter (where known.content_hash <> incoming.content_hash)::integer as changed,
			count(*) filter (where known.content_hash = incoming.content_hash)::integer as unchanged
		from incoming left join known using (record_id)`);
	const replaced = replaces
		? await replaceUnits(session, { relation, importId, source, replaces })
		: 0;

	const content = fields.map((field) => `"${field}"`).join(', ');
	const isSame = 'known.content_hash is not distinct from incoming.content_hash';
	await session.run(`
		insert into ${relation}_version
			(source, unit_id, record_id, content_hash, import_id, record_number, ${content})
		select source, unit_id, record_id, incoming.content_hash, ${importId}, record_number, ${content}
		from incoming left join known using (record_id)
		where not (${isSame});

		insert into sighting
		select '${relation}', ${importId}, unit_id, record_id, content_import_id
		from incoming join known using (record_id)
		where ${isSame}`);
	if (count.changed + count.unchanged > 0) {
		await session.run(`delete from ${relation} where record_id in (select record_id from known)`);
	}
	await session.run(`
		insert into ${relation} by name
		select source, unit_id, record_id, incoming.content_hash, ${content},
			case when ${isSame} then content_import_id else ${importId} end as content_import_id,
			coalesce(first_import_id, ${importId}) as first_import_id,
			${importId} as last_import_id
		from incoming left join known using (record_id)`);
	return { relation, ...count, replaced };
}

/**
 * Removes from the current state what the file replaces, and remembers units that it leaves empty.
 * Returns how many rows went.
 */
async function replaceUnits(
	session: Session,
	options: { relation: string; importId: number; source: string; replaces: readonly string[] },
): Promise<number> {
	const { relation, importId, source, replaces } = options;
	const covered = replaces.map((field) => `"${field}" in (select "${field}" from incoming)`);
	await session.run(`
		create or replace temp table emptied as
		select distinct unit_id from ${relation}_version
		where source = ${sqlText(source)} and ${covered.join(' and ')}
			and unit_id not in (select unit_id from incoming);

		insert into sighting select '${relation}', ${importId}, unit_id, null, null from emptied;

		create or replace temp table replaced as
		select record_id from ${relation}
		where (unit_id in (select unit_id from incoming) or unit_id in (select unit_id from emptied))
			and record_id not in (select record_id from incoming);

		delete from ${relation} where record_id in (select record_id from replaced)`);
	const { replaced } = await session.one<{ replaced: number }>(
		'select count(*)::integer as replaced from replaced',
	);
	return replaced;
}

function sqlText(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}
