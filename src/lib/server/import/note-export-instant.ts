import type { Session } from '../warehouse/duckdb.ts';
import type { PreparedLoad } from './load.ts';
import type { RelationName } from './relations.ts';

/** The instants at which something happened to a record, as against those that are planned. */
const happenings: Partial<Record<RelationName, readonly string[]>> = {
	ticket: ['created_at', 'first_response_at', 'resolved_at', 'closed_at', 'updated_at'],
	ticket_event: ['at'],
};

/** Keeps the newest instant that the rows of a file speak of, which dates the export itself. */
export async function noteExportInstant(load: PreparedLoad, importId: number): Promise<void> {
	const { session, feed, incoming, shape } = load;
	const fields = happenings[feed.relation]?.filter((field) => shape.brought.includes(field)) ?? [];
	if (fields.length === 0) return;
	const newest = fields.map((field) => `max("${field}") filter (where "${field}" <= now())`);
	await session.run(`
		insert into export_instant
		select ${importId}, newest_at
		from (select greatest(${newest.join(', ')}) as newest_at from ${incoming})
		where newest_at is not null`);
}

/**
 * Says so if rows were changed by an export that is older than one that was imported before it; the
 * file that came in last stands.
 */
export async function describeOlderExport(session: Session, importId: number): Promise<string[]> {
	const older = await session.all<{ newer: number; newest_at: string; own_at: string }>(
		`with own as (select max(newest_at) as own_at from export_instant where import_id = $id::integer)
		select other.import_id as newer,
			strftime(timezone('UTC', other.newest_at), '%d %b %Y %H:%M') as newest_at,
			strftime(timezone('UTC', own_at), '%d %b %Y %H:%M') as own_at
		from export_instant as other
		join import on import.import_id = other.import_id
		cross join own
		where not import.is_undone and other.newest_at > own_at and other.import_id <> $id::integer
			and import.source = (select source from import where import_id = $id::integer)
		order by other.newest_at desc
		limit 1`,
		{ id: importId },
	);
	return older.map(
		({ newer, newest_at, own_at }) =>
			`this export seems to be older than import ${newer}: nothing in it is later than ${own_at} UTC, ` +
			`in that one ${newest_at} UTC; its rows now stand in place of newer ones, until it is undone`,
	);
}
