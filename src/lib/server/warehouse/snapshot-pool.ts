import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { openInstance, Session, type Database } from './duckdb.ts';
import { keptSnapshots, readCurrent, type PinnedSnapshot } from './snapshots.ts';

interface Attached {
	version: number;
	/** Settles when its first query can run. */
	ready: Promise<void>;
	/** Queries that run on it. */
	users: number;
	/** Sessions between two queries. */
	idle: Session[];
}

/**
 * The snapshots that a serving process has open, read-only, beside one another in one DuckDB. A
 * request that began on one version may end on it: as many versions stay attached as are kept.
 */
export class SnapshotPool {
	readonly #folder: DataFolder;
	readonly #database: Database;
	/** The one snapshot to answer from, whatever is published; `null`: the newest. */
	readonly #pinned: PinnedSnapshot | null;
	/** Oldest first. */
	readonly #attached: Attached[] = [];

	private constructor(folder: DataFolder, database: Database, pinned: PinnedSnapshot | null) {
		this.#folder = folder;
		this.#database = database;
		this.#pinned = pinned;
	}

	static async open(
		folder: DataFolder,
		{ sessionZone, pinned = null }: { sessionZone?: string; pinned?: PinnedSnapshot | null } = {},
	): Promise<SnapshotPool> {
		const database = await openInstance({
			path: ':memory:',
			allowedDirectories: [folder.snapshots, folder.temporary],
			temporaryDirectory: folder.temporary,
			sessionZone,
			// A pinned one answers beside a writer, which has taken its memory already.
			memoryLimit: pinned ? '1GB' : undefined,
		});
		return new SnapshotPool(folder, database, pinned);
	}

	/** The newest published version, or the pinned one, attached; `null` before the first import. */
	async newest(): Promise<number | null> {
		const current = this.#pinned ?? readCurrent(this.#folder);
		if (current === null) return null;
		const attached = this.#find(current.version) ?? this.#attach(current.version, current.file);
		await attached.ready;
		return attached.version;
	}

	/** Runs `work` in a session whose tables are those of a version that `newest` gave. */
	async withSession<T>(version: number, work: (session: Session) => Promise<T>): Promise<T> {
		const attached = this.#find(version);
		if (!attached) throw new Error(`version ${version} of the data is no longer served`);
		attached.users++;
		try {
			await attached.ready;
			const session = attached.idle.pop() ?? (await this.#openSession(version));
			try {
				return await work(session);
			} finally {
				attached.idle.push(session);
			}
		} finally {
			attached.users--;
			await this.#detachOld();
		}
	}

	close(): void {
		for (const { idle } of this.#attached) for (const session of idle) session.close();
		this.#database.closeSync();
	}

	#find(version: number): Attached | undefined {
		return this.#attached.find((candidate) => candidate.version === version);
	}

	#attach(version: number, file: string): Attached {
		const path = join(this.#folder.snapshots, file).replaceAll("'", "''");
		const attached: Attached = {
			version,
			users: 0,
			idle: [],
			ready: this.#run(`attach '${path}' as v${version} (read_only)`),
		};
		this.#attached.push(attached);
		// A version that could not be attached is tried again by the next request.
		attached.ready.catch(() => this.#attached.splice(this.#attached.indexOf(attached), 1));
		return attached;
	}

	async #openSession(version: number): Promise<Session> {
		const session = await Session.open(this.#database);
		await session.run(`use v${version}`);
		return session;
	}

	/** Detaches what is older than the versions kept, unless a query still runs on it. */
	async #detachOld(): Promise<void> {
		const old = this.#attached.slice(0, -keptSnapshots).filter(({ users }) => users === 0);
		// All of them before the first wait, or the next caller would find them here again.
		for (const attached of old) this.#attached.splice(this.#attached.indexOf(attached), 1);
		for (const attached of old) {
			for (const session of attached.idle) session.close();
			await this.#run(`detach v${attached.version}`);
		}
	}

	async #run(sql: string): Promise<void> {
		const session = await Session.open(this.#database);
		try {
			await session.run(sql);
		} finally {
			session.close();
		}
	}
}
