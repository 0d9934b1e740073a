import type { RelationName } from '../import/relations.ts';
import type { RelationCount } from '../import/report.ts';
import { beginImport, endImport, failImport, readImport } from '../store/import-log.ts';
import type { ImportLogEntry } from '../store/import-log.ts';
import type { Store } from '../store/store.ts';
import { recompute } from '../warehouse/current-state.ts';
import type { Session } from '../warehouse/duckdb.ts';
import { ParameterError } from '../warehouse/errors.ts';
import { inTransaction } from '../warehouse/migrations.ts';
import type { Writer } from '../warehouse/writer.ts';
import { broughtRelations, keyedRelations, toMissingSql } from './missing-records.ts';

/** What a person's word that records are gone took out of the figures. */
export interface ConfirmedMissing {
	/** Its own number among the imports, by which it is undone. */
	importId: number;
	/** Records that left, by relation. */
	gone: { relation: RelationName; count: number }[];
}

/**
 * Takes the records that a full export lacks out of the figures, as an import of its own that
 * empties them: so it is undone and redone as any other, goes with its export when that is undone,
 * and a later import that brings a record again makes it current again.
 * @throws {ParameterError} when there is no such export in force, or when it lacks nothing
 */
export async function confirmMissing(writer: Writer, importId: number): Promise<ConfirmedMissing> {
	const { session, store } = writer;
	const entry = requireFullExport(store, importId);
	const { source, file_name, sha256, original } = entry;
	const preset = 'Records gone from the source';
	const confirmation = beginImport(store, {
		...{ source, preset, file_name, sha256, original },
		options: {},
		confirms: importId,
	});
	try {
		const gone = await inTransaction(session, () => empty(session, entry, confirmation));
		endImport(store, confirmation, {
			rows: { read: 0, loaded: 0, setAside: 0, quarantined: 0 },
			relations: gone.map(({ relation, count }) => countGone(relation, count)),
			setAside: [],
			quarantined: [],
			unreadable: [],
			unreadableCount: 0,
			warnings: [],
			seconds: {},
		});
		writer.hasChanged = true;
		return { importId: confirmation, gone };
	} catch (error) {
		failImport(store, confirmation, error instanceof Error ? error.message : String(error));
		throw error;
	}
}

/** The full export of that number that is in force. */
export function requireFullExport(store: Store, importId: number): ImportLogEntry {
	const entry = readImport(store, importId);
	if (entry?.state !== 'loaded' || entry.is_undone || entry.confirms !== null) {
		throw new ParameterError(`there is no import ${importId} that is in force`);
	}
	if (!entry.is_full) {
		throw new ParameterError(
			`import ${importId} was not declared to hold all records of its source, so that nothing is missing from it`,
		);
	}
	return entry;
}

async function empty(
	session: Session,
	entry: ImportLogEntry,
	confirmation: number,
): Promise<ConfirmedMissing['gone']> {
	const gone: ConfirmedMissing['gone'] = [];
	const { import_id, source, file_name, place } = entry;
	for (const relation of keyedRelations(broughtRelations(entry))) {
		await session.all(
			`insert into sighting
			select relation, $confirmation::integer, unit_id, null, null
			from (${toMissingSql(relation)})`,
			{ import: import_id, confirmation },
		);
		const { count } = await session.one<{ count: number }>(
			`select count(*)::integer as count from sighting
			where relation = $relation and import_id = $confirmation::integer`,
			{ relation, confirmation },
		);
		if (count > 0) gone.push({ relation, count });
	}
	if (gone.length === 0) {
		throw new ParameterError(`import ${import_id} has every record that earlier imports brought`);
	}
	await session.all(
		`insert into import values (
			$id::integer, $source, $file, now(), false, false, null, $place::integer, null
		)`,
		{ id: confirmation, source, file: file_name, place },
	);
	for (const { relation } of gone) await recompute(session, relation);
	return gone;
}

function countGone(relation: RelationName, count: number): RelationCount {
	const none = { new: 0, changed: 0, unchanged: 0, setAside: 0, quarantined: 0 };
	return { relation, ...none, replaced: count };
}
