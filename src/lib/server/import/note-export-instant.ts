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
