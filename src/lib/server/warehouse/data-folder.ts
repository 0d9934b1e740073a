import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where everything that is not committed lives; named by `WAYBILL_DATA`. */
export interface DataFolder {
	root: string;
	/** The database that only the writer opens. */
	master: string;
	snapshots: string;
	/** Names the snapshot that is being served; replaced atomically. */
	current: string;
	writerLock: string;
	store: string;
	/** Every imported file as it came, so that an import can be repeated. */
	originals: string;
	/** Files in transit: uploads, decoded text, DuckDB's own spill. */
	temporary: string;
	/** Files that wait for their import, each in a folder of its job's number. */
	uploads: string;
	/** Files that wait for a person to say how they are to be imported, each in a folder of its own. */
	drafts: string;
	/** Where files are dropped to be imported; `WAYBILL_INBOX` names another place. */
	inbox: string;
	/** A lock file of each living queue of imports. */
	queues: string;
}

/** Lays out a data folder and creates what is missing of it. */
export function openDataFolder(path = process.env['WAYBILL_DATA'] ?? 'data/local'): DataFolder {
	const root = resolve(path);
	const folder: DataFolder = {
		root,
		master: join(root, 'master.duckdb'),
		snapshots: join(root, 'snapshots'),
		current: join(root, 'current.json'),
		writerLock: join(root, 'writer.lock'),
		store: join(root, 'waybill.sqlite'),
		originals: join(root, 'originals'),
		temporary: join(root, 'temporary'),
		uploads: join(root, 'uploads'),
		drafts: join(root, 'drafts'),
		inbox: resolve(process.env['WAYBILL_INBOX'] ?? join(root, 'inbox')),
		queues: join(root, 'queues'),
	};
	const { snapshots, originals, temporary, uploads, drafts, queues } = folder;
	for (const needed of [snapshots, originals, temporary, uploads, drafts, queues]) {
		mkdirSync(needed, { recursive: true });
	}
	return folder;
}
