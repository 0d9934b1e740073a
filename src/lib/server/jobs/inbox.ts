import { mkdirSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { ImportQueue } from './import-queue.ts';

/** How long a file must not have changed to be taken for whole, and how often the inbox is looked at. */
export const lookMilliseconds = 2000;

/** Where the files of an inbox go; the name of no source. */
const outcomes = ['done', 'failed'];

interface Dropped {
	path: string;
	/** The folder that it was dropped in, which names its source. */
	source: string | undefined;
	/** Changes while the file is still being written. */
	fingerprint: string;
}

/** A folder whose files are imported: those in a folder of it as from the source that it names. */
export class Inbox {
	readonly #path: string;
	readonly #queue: ImportQueue;
	#seen = new Map<string, string>();
	/** Files that could not be taken, as they were then. */
	readonly #stuck = new Map<string, string>();

	constructor(path: string, queue: ImportQueue) {
		this.#path = path;
		this.#queue = queue;
	}

	/**
	 * Queues each file that is as it was at the last look.
	 * @returns the ids of the jobs, and what could not be taken and is not tried again
	 */
	look(): { jobs: number[]; problems: string[] } {
		const jobs: number[] = [];
		const problems: string[] = [];
		const seen = new Map<string, string>();
		for (const { path, source, fingerprint } of listDropped(this.#path)) {
			if (this.#stuck.get(path) === fingerprint) continue;
			seen.set(path, fingerprint);
			if (this.#seen.get(path) !== fingerprint) continue;
			try {
				jobs.push(this.#queue.add({ file: path, options: { source }, inbox: this.#path }));
			} catch (error) {
				// Another server was faster.
				if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
				this.#stuck.set(path, fingerprint);
				problems.push(`${path} is not imported, since it cannot be moved: ${String(error)}`);
			}
		}
		this.#seen = seen;
		return { jobs, problems };
	}
}

function listDropped(inbox: string): Dropped[] {
	mkdirSync(inbox, { recursive: true });
	const entries = readVisible(inbox);
	const folders = entries.filter((each) => each.isDirectory() && !outcomes.includes(each.name));
	return [
		...describeFiles(inbox, entries),
		...folders.flatMap(({ name }) => {
			const folder = join(inbox, name);
			return describeFiles(folder, readVisible(folder), name);
		}),
	];
}

/** What is not hidden and does not call itself unfinished. */
function readVisible(folder: string): Dirent[] {
	return readdirSync(folder, { withFileTypes: true }).filter(
		({ name }) => !/^\.|\.(part|tmp)$/i.test(name),
	);
}

function describeFiles(folder: string, entries: readonly Dirent[], source?: string): Dropped[] {
	return entries
		.filter((entry) => entry.isFile())
		.flatMap(({ name }) => {
			const path = join(folder, name);
			const stats = statSync(path, { throwIfNoEntry: false });
			return stats ? [{ path, source, fingerprint: `${stats.size} ${stats.mtimeMs}` }] : [];
		});
}
