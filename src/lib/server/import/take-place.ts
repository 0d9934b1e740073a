import { recompute } from '../warehouse/current-state.ts';
import type { Session } from '../warehouse/duckdb.ts';
import { relations, type Relation, type RelationName } from './relations.ts';

/**
 * Gives a file that was read again with rows put right the place of its earlier readings, inside the
 * import's transaction: they count no more, and what newer files of the source brought stays in force.
 */
export async function takePlace(
	session: Session,
	of: { importId: number; relations: readonly RelationName[] },
): Promise<void> {
	for (const relation of of.relations) {
		await emptyReplaced(session, relation, of.importId);
		await recompute(session, relation);
	}
}

/**
 * A newer file that replaces days as a whole could not know of an entry that was in quarantine then:
 * of the units that came in now it emptied those which it covers and does not have.
 */
async function emptyReplaced(
	session: Session,
	relation: RelationName,
	importId: number,
): Promise<void> {
	const { replaces }: Relation = relations[relation];
	if (!replaces) return;
	const fields = replaces.map((field) => `version."${field}"`).join(', ');
	const covered = replaces.map(
		(field) => `exists (
			select 1 from brought as other
			where other.import_id = later.import_id and other."${field}" = mine."${field}"
				and not (other.is_keyed and mine.is_keyed)
		)`,
	);
	await session.all(
		`insert into sighting
		with later as (
			select later.import_id
			from import as later
			join import as this on this.import_id = $import::integer
			where later.source = this.source and later.place > this.place
		),
		seen as (
			select unit_id, record_id, import_id, import_id as content_import_id
			from ${relation}_version
			union all
			select unit_id, record_id, import_id, content_import_id
			from sighting where relation = '${relation}' and record_id is not null
		),
		-- A record that names itself is replaced by none of its like, and a part of a ticket only with
		-- its ticket.
		brought as (
			select distinct seen.import_id, seen.unit_id, seen.unit_id = seen.record_id as is_keyed,
				${fields}
			from seen
			join ${relation}_version as version
				on version.record_id = seen.record_id and version.import_id = seen.content_import_id
			where seen.unit_id not in (select unit_id from ticket_version)
				and (seen.import_id = $import::integer or seen.import_id in (from later))
		)
		select '${relation}', later.import_id, mine.unit_id, null, null
		from brought as mine
		cross join later
		where mine.import_id = $import::integer
			and ${covered.join(' and ')}
			and not exists (
				select 1 from seen where seen.import_id = later.import_id and seen.unit_id = mine.unit_id
			)
			and not exists (
				select 1 from sighting
				where sighting.relation = '${relation}' and sighting.import_id = later.import_id
					and sighting.unit_id = mine.unit_id
			)`,
		{ import: importId },
	);
}
