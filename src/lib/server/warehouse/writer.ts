import { existsSync, rmSync } from 'node:fs';
import type { OnProgress } from '../import/import-options.ts';
import { recordFigures } from '../history/close-months.ts';
import { endImport, failImport, readImports } from '../store/import-log.ts';
import { openStore, type Store } from '../store/store.ts';
import { takeWriterLock } from '../store/writer-lock.ts';
import { followImportsInForce } from './current-state.ts';
import { areFactsInStep, buildFacts } from './build.ts';
import type { DataFolder } from './data-folder.ts';
import { openInstance, Session } from './duckdb.ts';
import { migrate } from './migrations.ts';
import { publishSnapshot, readCurrent, type Snapshot } from './snapshots.ts';
import { makeTemporaryFolder, sweepTemporaryFolders } from './temporary-folder.ts';

/**
 * An import stands beside a server and has to leave it room. What does not fit is spilled to disk,
 * which cost nothing that could be measured on a file of 230 MB.
 */
const writerMemory = '1GB';

/** The one process that may write at a time, with all that it writes to. */
export interface Writer {
	folder: DataFolder;
	session: Session;
	store: Store;
	/** Says that there is something to publish. */
	hasChanged: boolean;
	/** Says that no fact of the last build is to be kept. */
	isRebuild: boolean;
	/** Hears how far the work has come. */
	onProgress: OnProgress;
	/** Given when the work is to be left undone. */
	signal: AbortSignal;
	/** Says that it only shows what would be, so that closed months are neither made nor moved. */
	isRehearsal: boolean;
}

interface WriteOptions {
	onProgress?: OnProgress;
	signal?: AbortSignal;
}

export interface Written<T> {
	result: T;
	/** What was published; `null` when nothing changed. */
	snapshot: Snapshot | null;
	/** Seconds that building the facts, publishing, and comparing closed months took. */
	seconds: { facts: number; publish: number; compare: number };
}

/**
 * Does `work` as the only writer, then builds the facts, closes the master and publishes it. When
 * `work` throws, nothing is published.
 * @throws {Error} when another writer does not end in time, or the signal's reason when it is given
 *   meanwhile
 */
export async function write<T>(
	folder: DataFolder,
	work: (writer: Writer) => Promise<T>,
	{ onProgress = () => undefined, signal = new AbortController().signal }: WriteOptions = {},
): Promise<Written<T>> {
	const tell = (step: 'wait' | 'facts' | 'publish') => onProgress({ step, done: null });
	const lock = await takeWriterLock(folder.writerLock, { onWait: () => tell('wait'), signal });
	const store = openStore(folder.store);
	try {
		sweepTemporaryFolders(folder);
		const { result, writer, factSeconds } = await withMaster(folder, async (session) => {
			await settleInterruptedImports(session, store);
			const isBehind = hasUnpublishedImport(folder, store);
			// Also what an interrupted undo left half done.
			const caughtUp = await followImportsInForce(session, store);
			const writer: Writer = {
				folder,
				session,
				store,
				hasChanged: caughtUp.length > 0,
				isRebuild: false,
				onProgress,
				signal,
				isRehearsal: false,
			};
			const result = await work(writer);
			writer.hasChanged ||= isBehind;
			const started = performance.now();
			if (writer.hasChanged) {
				tell('facts');
				await buildFacts(session, store, writer);
				await session.run('checkpoint');
			}
			return { result, writer, factSeconds: secondsSince(started) };
		});
		const seconds = { facts: 0, publish: 0, compare: 0 };
		if (!writer.hasChanged) return { result, snapshot: null, seconds };
		seconds.facts = factSeconds;
		tell('publish');
		const started = performance.now();
		const snapshot = publishSnapshot(folder);
		seconds.publish = secondsSince(started);
		const published = performance.now();
		if (!writer.isRehearsal) await recordFigures(folder, store, snapshot);
		seconds.compare = secondsSince(published);
		return { result, snapshot, seconds };
	} finally {
		store.close();
		lock.release();
	}
}

/**
 * Puts a data folder in order: settles what a killed writer left, and rebuilds and publishes the
 * facts where another release built them, or people have said more since. Without data there is
 * nothing to do.
 * @param isRebuild whether to build all of them anew in any case
 * @returns whether it published
 */
export async function refreshFacts(folder: DataFolder, isRebuild = false): Promise<boolean> {
	if (!existsSync(folder.master)) return false;
	const { snapshot } = await write(folder, async (writer) => {
		const isSame = await areFactsInStep(writer.session, writer.store);
		writer.isRebuild = isRebuild;
		writer.hasChanged = readCurrent(folder) !== null && (isRebuild || !isSame);
	});
	return snapshot !== null;
}

/** Opens the master for `work` and closes it again: a file may be copied only once it is closed. */
async function withMaster<T>(
	folder: DataFolder,
	work: (session: Session) => Promise<T>,
): Promise<T> {
	const spill = makeTemporaryFolder(folder, 'spill');
	try {
		const instance = await openInstance({
			path: folder.master,
			allowedDirectories: [folder.root],
			temporaryDirectory: spill,
			memoryLimit: writerMemory,
		});
		const session = await Session.open(instance);
		try {
			await migrate(session);
			return await work(session);
		} finally {
			session.close();
			instance.closeSync();
		}
	} finally {
		rmSync(spill, { recursive: true, force: true });
	}
}

function secondsSince(started: number): number {
	return (performance.now() - started) / 1000;
}

/** Whether a writer was cut off between committing an import and publishing it. */
function hasUnpublishedImport(folder: DataFolder, store: Store): boolean {
	const publishedAt = readCurrent(folder)?.publishedAt ?? '';
	return readImports(store).some(
		({ state, ended_at }) => state === 'loaded' && ended_at !== null && ended_at > publishedAt,
	);
}

/** With the lock in hand, an import that still calls itself running was cut off: it left its rows or none. */
async function settleInterruptedImports(session: Session, store: Store): Promise<void> {
	const loaded = await session.all<{ import_id: number }>('select import_id from import');
	const ids = new Set(loaded.map(({ import_id }) => import_id));
	for (const entry of readImports(store).filter(({ state }) => state === 'running')) {
		if (ids.has(entry.import_id)) endImport(store, entry.import_id, null);
		else failImport(store, entry.import_id, 'it was cut off; nothing of the file was loaded');
	}
}
