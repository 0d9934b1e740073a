import {
	closeSync,
	constants,
	existsSync,
	copyFileSync,
	fsyncSync,
	openSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';

/** What `current.json` says: the snapshot that answers now. */
export interface Snapshot {
	/** Rises by one with each publication; figures are cached and cited by it. */
	version: number;
	/** File name below `snapshots/`. */
	file: string;
	publishedAt: string;
}

/** A snapshot to answer from, whatever is published meanwhile. */
export type PinnedSnapshot = Omit<Snapshot, 'publishedAt'>;

/** Versions that stay on disk and attached, so that a request may end on the one it began with. */
export const keptSnapshots = 3;

/** The snapshot being served, or `null` before the first import. */
export function readCurrent(folder: DataFolder): Snapshot | null {
	try {
		return JSON.parse(readFileSync(folder.current, 'utf8')) as Snapshot;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}

/** A version that is still on disk, or `null`. */
export function findSnapshot(folder: DataFolder, version: number): PinnedSnapshot | null {
	const file = toFileName(version);
	return existsSync(join(folder.snapshots, file)) ? { version, file } : null;
}

function toFileName(version: number): string {
	return `v${version}.duckdb`;
}

/**
 * Publishes the closed master as the next immutable snapshot: copy, fsync, rename, and last the
 * pointer, so that a reader sees the old one or the new one and nothing between.
 */
export function publishSnapshot(folder: DataFolder): Snapshot {
	const version = (readCurrent(folder)?.version ?? 0) + 1;
	const snapshot: Snapshot = {
		version,
		file: toFileName(version),
		publishedAt: new Date().toISOString(),
	};
	const target = join(folder.snapshots, snapshot.file);
	copyFileSync(folder.master, `${target}.part`, constants.COPYFILE_FICLONE);
	syncFile(`${target}.part`);
	renameSync(`${target}.part`, target);
	writeFileSync(`${folder.current}.part`, JSON.stringify(snapshot));
	syncFile(`${folder.current}.part`);
	renameSync(`${folder.current}.part`, folder.current);
	removeOldSnapshots(folder, version);
	return snapshot;
}

function syncFile(path: string): void {
	const file = openSync(path, 'r+');
	fsyncSync(file);
	closeSync(file);
}

/** A reader that still has an old snapshot open keeps its content until it closes the file. */
function removeOldSnapshots(folder: DataFolder, version: number): void {
	for (const name of readdirSync(folder.snapshots)) {
		const number = /^v(\d+)\.duckdb/.exec(name)?.[1];
		if (number !== undefined && Number(number) <= version - keptSnapshots) {
			rmSync(join(folder.snapshots, name), { force: true });
		}
	}
}
