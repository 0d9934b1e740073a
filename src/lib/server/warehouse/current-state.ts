import { relationNames, type RelationName } from '../import/relations.ts';
import { readImports } from '../store/import-log.ts';
import type { Store } from '../store/store.ts';
import type { Session } from './duckdb.ts';
import { inTransaction } from './migrations.ts';

/**
 * Brings the current relations in step with which imports the store says are in force. Nothing is
 * deleted: what an import touched is worked out anew from the versions of all imports in force, so
 * that the result equals never having imported it, whatever came after.
 * @returns the relations that were worked out anew
 */
export async function followImportsInForce(
	session: Session,
	store: Store,
): Promise<RelationName[]> {
	const known = await session.all<{ import_id: number; is_undone: boolean }>(
		'select import_id, is_undone from import',
	);
	const wanted = new Map(readImports(store).map((entry) => [entry.import_id, entry.is_undone]));
	const differing = known.filter(
		({ import_id, is_undone }) => (wanted.get(import_id) ?? is_undone) !== is_undone,
	);
	if (differing.length === 0) return [];
	return inTransaction(session, async () => {
		const touched = new Set<RelationName>();
		for (const { import_id, is_undone } of differing) {
			await session.all('update import set is_undone = $flag::boolean where import_id = $id', {
				flag: !is_undone,
				id: import_id,
			});
			for (const relation of await findTouched(session, import_id)) touched.add(relation);
		}
		for (const relation of touched) await recompute(session, relation);
		return [...touched];
	});
}

/** What an import touched, and what other readings of its file did that give way to it or come back. */
async function findTouched(session: Session, importId: number): Promise<RelationName[]> {
	const touched: RelationName[] = [];
	for (const relation of relationNames) {
		const { rows } = await session.one<{ rows: number }>(
			`with reading as (
				select import_id from import
				where place = (select place from import where import_id = $id)
			)
			select (
				(select count(*) from ${relation}_version where import_id in (from reading))
				+ (
					select count(*) from sighting
					where relation = '${relation}' and import_id in (from reading)
				)
			)::integer as rows`,
			{ id: importId },
		);
		if (rows > 0) touched.push(relation);
	}
	return touched;
}

/**
 * Marks anew which versions of a relation are current: of each unit the rows of the import in force
 * that stands last. Of a file that was read again with rows put right, only its last reading in force
 * counts.
 */
export async function recompute(session: Session, relation: RelationName): Promise<void> {
	await session.run(`
		create or replace temp table standing as
		with seen as (
			select unit_id, record_id, import_id, import_id as content_import_id
			from ${relation}_version
			union all
			select unit_id, record_id, import_id, content_import_id
			from sighting
			where relation = '${relation}'
		),
		in_force as (
			select seen.*, {'place': import.place, 'import_id': import_id} as standing
			from seen join import using (import_id)
			where not import.is_undone
		),
		superseded as (
			select import.import_id
			from import join import as later on later.source = import.source
			where later.corrects is not null and not later.is_undone
				and later.import_id > import.import_id
				-- A person's word on what a file lacks is no reading of it.
				and coalesce(import.corrects, import.import_id) = import.place
				and (
					later.corrects = import.place
					-- The file may have been loaded once more, at a place of its own, in between.
					or import.corrects is not null and later.sha256 = import.sha256
						and later.import_id in (select import_id from seen)
				)
		),
		counted as (
			select * from in_force where import_id not in (from superseded)
		),
		newest as (
			select unit_id, max(standing) as standing from counted group by unit_id
		),
		span as (
			select record_id, min(standing).import_id as first_import_id,
				max(standing) filter (where import_id not in (from superseded)).import_id
					as last_import_id
			from in_force
			where record_id is not null
			group by record_id
		)
		select counted.record_id, counted.content_import_id, span.first_import_id,
			span.last_import_id
		from counted
		join newest
			on newest.unit_id = counted.unit_id
			and newest.standing.import_id = counted.import_id
		join span on span.record_id = counted.record_id;

		update ${relation}_version
		set is_current = false, first_import_id = null, last_import_id = null
		where is_current;

		update ${relation}_version as version
		set is_current = true, first_import_id = standing.first_import_id,
			last_import_id = standing.last_import_id
		from standing
		where standing.record_id = version.record_id
			and standing.content_import_id = version.import_id;

		drop table standing`);
}
