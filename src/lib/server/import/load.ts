import type { Session } from '../warehouse/duckdb.ts';
import { applyRows } from './apply-rows.ts';
import {
	castRows,
	findThinnedFields,
	mapColumns,
	noteUnreadable,
	quarantineOrphans,
	quarantineUnusable,
} from './cast-rows.ts';
import { noteExportInstant } from './note-export-instant.ts';
import type { Feed, FileColumns, Preset } from './preset.ts';
import { bookkeeping, relations, type Relation, type RelationName } from './relations.ts';
import type { RelationCount } from './report.ts';

/** One relation's share of the staged file, on its way into the warehouse. */
export interface Load {
	session: Session;
	feed: Feed;
	file: FileColumns;
	source: string;
	/** The temporary table that takes its rows on their way. */
	incoming: string;
	/** The load of an earlier feed without whose records its rows mean nothing. */
	base?: PreparedLoad | undefined;
}

/** Rows that are read, checked and named, and wait for the transaction that takes them in. */
export interface PreparedLoad extends Load {
	shape: Shape;
	setAside: number;
	quarantined: number;
}

/** How the rows of one relation are told apart and what they need. */
export interface Shape {
	/** Every field of the relation with its DuckDB type, in the order of its columns. */
	types: Record<string, string>;
	/** The fields that this file brings or staging works out; all others are unknown. */
	brought: readonly string[];
	/** The fields without which a row cannot be used. */
	required: readonly string[];
	/** The fields that name a record, or the unit that a file replaces. */
	identity: readonly string[];
	/** Whether each record names itself. */
	isKeyed: boolean;
}

/** Where loading leaves what it could not use, until the import is closed. */
export const problemTables = `
	create or replace temp table quarantined_cell (
		relation varchar, record_number integer, column_name varchar, value varchar, reason varchar
	);
	create or replace temp table unreadable_cell (
		relation varchar, record_number integer, column_name varchar, value varchar, reason varchar
	);
	create or replace temp table set_aside_row (record_number integer, reason varchar);
	-- What quarantined rows are about, where the fields that say it could be read.
	create or replace temp table held_unit (
		relation varchar, record_number integer, unit_id ubigint
	);`;

/**
 * Maps, casts and checks one relation of the staged file. This needs no transaction, since it
 * leaves only temporary tables, and must not be in one: rows that are not committed have no lasting
 * row id, and DuckDB reads them on one thread.
 */
export async function prepareFeed(load: Load): Promise<PreparedLoad> {
	const shape = await findShape(load);
	await mapColumns(load, shape.types);
	if (load.feed.rows) await leaveOutSetAside(load);
	await castRows(load, shape);
	const thinned = await findThinnedFields(load, shape);
	const quarantined = await quarantineUnusable(load, shape);
	await quarantineOrphans(load);
	const setAside = shape.isKeyed ? await setAsideRepeated(load) : 0;
	await noteUnreadable(load, shape, thinned);
	return { ...load, shape, setAside, quarantined };
}

/**
 * Takes prepared rows in, inside the import's transaction: each becomes a version or is seen again
 * unchanged.
 */
export async function applyFeed(load: PreparedLoad, importId: number): Promise<RelationCount> {
	const { setAside, quarantined } = load;
	await noteExportInstant(load, importId);
	return { ...(await applyRows(load, importId)), setAside, quarantined };
}

/** The load whose records the rows of a feed are parts of, or have to name: of a line its invoice. */
export function findBase(feed: Feed, loads: readonly PreparedLoad[]): PreparedLoad | undefined {
	const { required }: Relation = relations[feed.relation];
	return loads.find(({ feed: { relation } }) => {
		const { key }: Relation = relations[relation];
		return relation === feed.partOf || (key !== undefined && required.includes(key[0]!));
	});
}

async function findShape({ session, feed }: Load): Promise<Shape> {
	const relation: Relation = relations[feed.relation];
	// A relation that a file may replace as a whole is keyed where the file brings the ids after all.
	const hasWholeKey = relation.key?.every((field) => field in feed.fields) ?? false;
	const isKeyed = !feed.partOf && (!relation.replaces || hasWholeKey);
	const owner: Relation | null = feed.partOf ? relations[feed.partOf] : null;
	const types = await readTypes(session, feed.relation);
	return {
		types,
		brought: Object.keys(types).filter(
			(field) => field in feed.fields || relation.derives?.includes(field),
		),
		required: [
			...relation.required.filter((field) => !feed.lacks?.includes(field)),
			...(isKeyed && relation.replaces ? relation.key! : []),
			...(owner?.key ?? []),
		],
		identity: owner?.key ?? (isKeyed ? relation.key! : relation.replaces!),
		isKeyed,
	};
}

/** The fields of a relation with their DuckDB types. */
export async function readTypes(
	session: Session,
	relation: RelationName,
): Promise<Record<string, string>> {
	const { columns } = await session.describe(
		`select * exclude (${bookkeeping.join(', ')}) from ${relation}_version`,
	);
	return columns;
}

/** Sets rows aside that are records of a kind which the preset does not take. */
export async function setAsideOthers(
	session: Session,
	{ others }: Preset,
	file: FileColumns,
): Promise<void> {
	if (others) await session.run(`insert into set_aside_row ${others(file)}`);
}

/** A row that was set aside before, such as for a later one about the same record, feeds nothing. */
async function leaveOutSetAside({ session }: Load): Promise<void> {
	await session.run(
		'delete from mapped where record_number in (select record_number from set_aside_row)',
	);
}

/** Of rows that name the same record the last one counts; returns how many others there are. */
async function setAsideRepeated({ session, feed, incoming }: Load): Promise<number> {
	const { repeated } = await session.one<{ repeated: number }>(
		`select (count(*) - count(distinct record_id))::integer as repeated from ${incoming}`,
	);
	if (repeated === 0) return 0;
	await session.run(`
		create or replace temp table repeated as
		select rowid as position, record_number
		from (
			select rowid, record_number,
				row_number() over (partition by record_id order by record_number desc) as place
			from ${incoming}
		)
		where place > 1;
		delete from ${incoming} where rowid in (select position from repeated)`);
	// A row that also feeds another relation is not set aside as a whole.
	if (!feed.rows) {
		await session.run(`
			insert into set_aside_row
			select record_number, 'a later row of the file is about the same record'
			from repeated`);
	}
	return repeated;
}
