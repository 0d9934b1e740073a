import { columnList } from './cast-rows.ts';
import type { PreparedLoad } from './load.ts';
import { relations, type Relation } from './relations.ts';
import type { RelationCount } from './report.ts';

type Applied = Omit<RelationCount, 'setAside' | 'quarantined'>;

/** Compares with what is known, appends versions and sightings, and marks which are current now. */
export async function applyRows(load: PreparedLoad, importId: number): Promise<Applied> {
	const { session, feed, source, incoming, shape } = load;
	const { relation } = feed;
	const { brought } = shape;
	await session.run(`
		create or replace temp table known as
		select rowid as position, record_id, content_hash, import_id as content_import_id,
			first_import_id
		from ${relation}_version
		where is_current and record_id in (select record_id from ${incoming})`);
	const count = await session.one<Record<'new' | 'changed' | 'unchanged', number>>(`
		select
			count(*) filter (where known.record_id is null)::integer as new,
			count(*) filter (where known.content_hash <> incoming.content_hash)::integer as changed,
			count(*) filter (where known.content_hash = incoming.content_hash)::integer as unchanged
		from ${incoming} as incoming left join known using (record_id)`);
	const isReplacing = feed.partOf !== undefined || 'replaces' in relations[relation];
	const replaced = isReplacing ? await retireReplaced(load, importId) : 0;
	if (count.changed > 0) {
		await session.run(`
			update ${relation}_version
			set is_current = false, first_import_id = null, last_import_id = null
			where rowid in (
				select position from known join ${incoming} as incoming using (record_id)
				where known.content_hash <> incoming.content_hash
			)`);
	}
	if (count.unchanged > 0) {
		const same = `from known join ${incoming} as incoming using (record_id)
			where known.content_hash = incoming.content_hash`;
		await session.run(`
			insert into sighting
			select '${relation}', ${importId}, incoming.unit_id, record_id, content_import_id ${same};

			update ${relation}_version set last_import_id = ${importId}
			where rowid in (select position ${same})`);
	}
	const isSeenBefore = count.changed + count.unchanged > 0;
	await session.run(`
		insert into ${relation}_version (source, unit_id, record_id, content_hash, import_id,
			record_number, is_current, first_import_id, last_import_id, ${columnList(brought)})
		select '${source.replaceAll("'", "''")}', unit_id, record_id, incoming.content_hash, ${importId},
			record_number, true, ${isSeenBefore ? `coalesce(first_import_id, ${importId})` : importId},
			${importId}, ${columnList(brought)}
		from ${incoming} as incoming
		${
			isSeenBefore
				? `left join known using (record_id)
		where known.content_hash is distinct from incoming.content_hash`
				: ''
		}`);
	return { relation, ...count, replaced };
}

/**
 * Retires what the file replaces, and remembers units that it leaves empty. A unit that one of its
 * quarantined rows is about is not empty and stays as it was. Records that name themselves replace
 * none of their like. Returns how many rows went.
 */
async function retireReplaced(load: PreparedLoad, importId: number): Promise<number> {
	const { session, feed, source, incoming, base, shape } = load;
	const { relation } = feed;
	const { replaces = [] }: Relation = relations[relation];
	// A part has the unit of the record that it belongs to.
	const covered = feed.partOf
		? [`unit_id in (select unit_id from ${base!.incoming})`]
		: replaces.map((field) => `"${field}" in (select "${field}" from ${incoming})`);
	if (shape.isKeyed) covered.push('unit_id <> record_id');
	await session.run(`
		create or replace temp table emptied as
		select distinct unit_id from ${relation}_version
		where source = '${source.replaceAll("'", "''")}' and ${covered.join(' and ')}
			and unit_id not in (select unit_id from ${incoming})
			and unit_id not in (
				select unit_id from held_unit
				where relation = '${relation}'
					and record_number in (select record_number from quarantined_cell)
			);

		insert into sighting select '${relation}', ${importId}, unit_id, null, null from emptied;

		create or replace temp table replaced as
		select rowid as position from ${relation}_version
		where is_current
			and (unit_id in (select unit_id from ${incoming}) or unit_id in (select unit_id from emptied))
			and record_id not in (select record_id from ${incoming});

		update ${relation}_version
		set is_current = false, first_import_id = null, last_import_id = null
		where rowid in (select position from replaced)`);
	const { replaced } = await session.one<{ replaced: number }>(
		'select count(*)::integer as replaced from replaced',
	);
	return replaced;
}
