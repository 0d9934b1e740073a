import type { ImportOptions } from '../import/import-options.ts';
import type { ImportReport } from '../import/report.ts';
import { localActor, type Store } from './store.ts';

export type ImportState = 'running' | 'loaded' | 'failed';

/** How the columns of a file were read, so that a person can be shown its rows as they stand in it. */
export interface FileLayout {
	/** The names of its columns, in their order. */
	header: readonly string[];
	/** Relation → field → the positions of the columns that it was read from. */
	fields: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

/** One import as the log keeps it. */
export interface ImportLogEntry {
	import_id: number;
	source: string;
	preset: string;
	file_name: string;
	sha256: string;
	/** The kept original, a file name below `originals/`. */
	original: string;
	/** What was said of the file, as it was then. */
	options: ImportOptions;
	is_full: boolean;
	/** Whether it is out of force, by itself or with the import that it stands on. */
	is_undone: boolean;
	/** The import that it stands on and is undone with; `null` unless that one is undone. */
	undone_with: number | null;
	/** The first import of the file of which this one puts quarantined rows right. */
	corrects: number | null;
	/** The full export of which this one says that the records it lacks are gone. */
	confirms: number | null;
	/** Where it stands among the imports: its own number, or that of the file it is about. */
	place: number;
	/** `null` for imports of older releases, and for those that read no file. */
	layout: FileLayout | null;
	state: ImportState;
	report: ImportReport | null;
	/** Why it failed, as told to the person who started it. */
	problem: string | null;
	actor: string;
	started_at: string;
	ended_at: string | null;
}

type NewImport = Pick<
	ImportLogEntry,
	'source' | 'preset' | 'file_name' | 'sha256' | 'original' | 'options'
> & { layout?: FileLayout; confirms?: number };

/** Opens an entry, in state `running`, and returns its id. */
export function beginImport(store: Store, entry: NewImport, actor = localActor): number {
	const { lastInsertRowid } = store
		.prepare(
			`insert into import_log
				(source, preset, file_name, sha256, original, options, is_full, corrects, confirms, layout,
				state, actor, started_at)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', ?, ?)`,
		)
		.run(
			entry.source,
			entry.preset,
			entry.file_name,
			entry.sha256,
			entry.original,
			JSON.stringify(entry.options),
			Number(entry.options.isFull ?? false),
			entry.options.corrects?.importId ?? null,
			entry.confirms ?? null,
			entry.layout === undefined ? null : JSON.stringify(entry.layout),
			actor,
			new Date().toISOString(),
		);
	return Number(lastInsertRowid);
}

/** Closes an entry with its report; `null` when it was cut off after its rows were committed. */
export function endImport(store: Store, importId: number, report: ImportReport | null): void {
	store
		.prepare(`update import_log set state = 'loaded', report = ?, ended_at = ? where import_id = ?`)
		.run(report && JSON.stringify(report), new Date().toISOString(), importId);
}

/** Closes an entry as failed; nothing of its file is in the warehouse. */
export function failImport(store: Store, importId: number, problem: string): void {
	store
		.prepare(
			`update import_log set state = 'failed', problem = ?, ended_at = ? where import_id = ?`,
		)
		.run(problem, new Date().toISOString(), importId);
}

/** Whether any import that is not failed came from this kept original. */
export function isOriginalInUse(store: Store, original: string): boolean {
	const uses = store
		.prepare(`select 1 from import_log where original = ? and state <> 'failed' limit 1`)
		.all(original);
	return uses.length > 0;
}

/**
 * Takes a loaded import out of force or puts it back; its rows stay on record.
 * @returns whether there was such an import, not yet so
 */
export function setUndone(store: Store, importId: number, isUndone: boolean): boolean {
	const { changes } = store
		.prepare(
			`update import_log set is_undone = ?
			where import_id = ? and state = 'loaded' and is_undone <> ?`,
		)
		.run(Number(isUndone), importId, Number(isUndone));
	return changes > 0;
}

/** All imports, newest first. */
export function readImports(store: Store): ImportLogEntry[] {
	const known = new Map<number, ImportLogEntry>();
	for (const row of store.prepare('select * from import_log order by import_id').all()) {
		const entry = toEntry(row, known.get(baseOf(row)) ?? null);
		known.set(entry.import_id, entry);
	}
	return [...known.values()].reverse();
}

/** One import, or `null` when there is none of that number. */
export function readImport(store: Store, importId: number): ImportLogEntry | null {
	const [row] = store.prepare('select * from import_log where import_id = ?').all(importId);
	return row ? toEntry(row, readImport(store, baseOf(row))) : null;
}

/** The number of the import that one is about and is undone with, else 0. */
function baseOf(row: Record<string, unknown>): number {
	return Number(row['corrects'] ?? row['confirms'] ?? 0);
}

function toEntry(row: Record<string, unknown>, base: ImportLogEntry | null): ImportLogEntry {
	const parse = <T>(column: string) =>
		row[column] === null ? null : (JSON.parse(String(row[column])) as T);
	return {
		...(row as unknown as ImportLogEntry),
		options: parse<ImportOptions>('options') ?? {},
		is_full: row['is_full'] === 1,
		is_undone: row['is_undone'] === 1 || base?.is_undone === true,
		undone_with: base?.is_undone ? base.import_id : null,
		place: base?.place ?? Number(row['import_id']),
		layout: parse<FileLayout>('layout'),
		report: parse<ImportReport>('report'),
	};
}
