import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { openInstance, Session, type Database, type SqlParameters, type SqlRow } from './duckdb.ts';
import { readCurrent } from './snapshots.ts';

/** What a snapshot says of itself. */
export interface DataDescription {
	dataVersion: number;
	/** ISO with Z; `null` when no ticket source has been imported. */
	asOf: string | null;
	/** When the first ticket was created, ISO with Z. */
	firstAt: string | null;
	reportingZone: string;
	importedAt: string | null;
	quarantinedRows: number;
}

export interface QueryOptions {
	/** Cancels the query when nobody waits for it any more. */
	signal?: AbortSignal;
}

interface Flight {
	result: Promise<SqlRow[]>;
	waiting: number;
	cancel: () => void;
}

/** Two cores answer no more queries by running more of them at once. */
const concurrency = 4;
const timeout = 30_000;
const cachedAnswers = 500;

/**
 * Reads the newest snapshot, read-only. A new snapshot is attached beside the old one, and queries
 * in flight end on the one that they began with. Answers are kept by data version, statement and
 * parameters; a query that is already running is joined, not repeated.
 */
export class Reader {
	readonly #folder: DataFolder;
	readonly #instance: Database;
	readonly #answers = new Map<string, SqlRow[]>();
	readonly #flights = new Map<string, Flight>();
	readonly #idle = new Map<number, Session[]>();
	readonly #queue: (() => void)[] = [];
	readonly #descriptions = new Map<number, Promise<DataDescription>>();
	/** Queries that run on each attached snapshot. */
	readonly #users = new Map<number, number>();
	#running = 0;
	#attached: { version: number; ready: Promise<void> } | null = null;

	private constructor(folder: DataFolder, instance: Database) {
		this.#folder = folder;
		this.#instance = instance;
	}

	static async open(folder: DataFolder, sessionZone?: string): Promise<Reader> {
		const instance = await openInstance({
			path: ':memory:',
			allowedDirectories: [folder.snapshots, folder.temporary],
			temporaryDirectory: folder.temporary,
			sessionZone,
		});
		return new Reader(folder, instance);
	}

	/** The newest snapshot's description, or `null` before the first import. */
	async describe(): Promise<DataDescription | null> {
		const version = await this.#attachNewest();
		if (version === null) return null;
		let description = this.#descriptions.get(version);
		if (!description) {
			description = this.#readDescription(version);
			this.#descriptions.set(version, description);
		}
		return description;
	}

	/**
	 * Rows of a statement over the snapshot of that version, from the cache or from DuckDB.
	 * @throws {Error} of DuckDB, or the signal's reason when the query was cancelled
	 */
	async query(
		version: number,
		sql: string,
		parameters: SqlParameters,
		{ signal }: QueryOptions = {},
	): Promise<SqlRow[]> {
		signal?.throwIfAborted();
		const key = JSON.stringify([version, sql, parameters]);
		const known = this.#answers.get(key);
		if (known) return known;
		const flight = this.#flights.get(key) ?? this.#start(key, version, sql, parameters);
		return this.#join(flight, signal);
	}

	/** The columns and parameters of a statement, as DuckDB prepares it over the newest snapshot. */
	async prepare(sql: string): ReturnType<Session['describe']> {
		const version = await this.#attachNewest();
		if (version === null) throw new Error('nothing has been imported');
		const session = await this.#takeSession(version);
		try {
			return await session.describe(sql);
		} finally {
			this.#giveBack(version, session);
		}
	}

	close(): void {
		for (const sessions of this.#idle.values()) for (const session of sessions) session.close();
		this.#instance.closeSync();
	}

	async #attachNewest(): Promise<number | null> {
		const current = readCurrent(this.#folder);
		if (current === null) return null;
		if (this.#attached?.version !== current.version) {
			const previous = this.#attached?.version;
			const ready = this.#attach(current.version, join(this.#folder.snapshots, current.file));
			this.#attached = { version: current.version, ready };
			await ready;
			if (previous !== undefined) await this.#retire(previous);
		}
		await this.#attached.ready;
		return this.#attached.version;
	}

	async #attach(version: number, path: string): Promise<void> {
		const session = await Session.open(this.#instance);
		try {
			await session.run(
				`attach if not exists '${path.replaceAll("'", "''")}' as v${version} (read_only)`,
			);
		} finally {
			session.close();
		}
	}

	/** Detaches a snapshot that a newer one has replaced, once no query runs on it. */
	async #retire(version: number): Promise<void> {
		if (version === this.#attached?.version || (this.#users.get(version) ?? 0) > 0) return;
		for (const session of this.#idle.get(version) ?? []) session.close();
		this.#idle.delete(version);
		this.#descriptions.delete(version);
		for (const key of this.#answers.keys()) {
			if (key.startsWith(`[${version},`)) this.#answers.delete(key);
		}
		const session = await Session.open(this.#instance);
		try {
			await session.run(`detach database if exists v${version}`);
		} finally {
			session.close();
		}
	}

	async #readDescription(version: number): Promise<DataDescription> {
		const [row] = await this.query(
			version,
			'select as_of, first_at, reporting_zone, imported_at, quarantined_rows from data_description',
			{},
		);
		return {
			dataVersion: version,
			asOf: (row?.['as_of'] ?? null) as string | null,
			firstAt: (row?.['first_at'] ?? null) as string | null,
			reportingZone: row?.['reporting_zone'] as string,
			importedAt: (row?.['imported_at'] ?? null) as string | null,
			quarantinedRows: row?.['quarantined_rows'] as number,
		};
	}

	#start(key: string, version: number, sql: string, parameters: SqlParameters): Flight {
		const controller = new AbortController();
		const flight: Flight = {
			waiting: 0,
			cancel: () => controller.abort(new Error('cancelled: nobody waits for the answer')),
			result: this.#run(version, sql, parameters, controller.signal)
				.then((rows) => {
					this.#remember(key, rows);
					return rows;
				})
				.finally(() => this.#flights.delete(key)),
		};
		this.#flights.set(key, flight);
		return flight;
	}

	#join(flight: Flight, signal: AbortSignal | undefined): Promise<SqlRow[]> {
		flight.waiting++;
		if (!signal) return flight.result;
		return new Promise((resolve, reject) => {
			const leave = () => {
				reject(signal.reason as Error);
				if (--flight.waiting === 0) flight.cancel();
			};
			signal.addEventListener('abort', leave, { once: true });
			flight.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
		});
	}

	async #run(
		version: number,
		sql: string,
		parameters: SqlParameters,
		signal: AbortSignal,
	): Promise<SqlRow[]> {
		await this.#waitForTurn();
		try {
			signal.throwIfAborted();
			const session = await this.#takeSession(version);
			const stop = () => session.interrupt();
			signal.addEventListener('abort', stop, { once: true });
			// DuckDB has no statement timeout of its own.
			const timer = setTimeout(stop, timeout);
			try {
				return await session.all(sql, parameters);
			} finally {
				clearTimeout(timer);
				signal.removeEventListener('abort', stop);
				this.#giveBack(version, session);
			}
		} finally {
			this.#running--;
			this.#queue.shift()?.();
		}
	}

	async #waitForTurn(): Promise<void> {
		while (this.#running >= concurrency) {
			await new Promise<void>((resolve) => this.#queue.push(resolve));
		}
		this.#running++;
	}

	async #takeSession(version: number): Promise<Session> {
		this.#users.set(version, (this.#users.get(version) ?? 0) + 1);
		const idle = this.#idle.get(version)?.pop();
		if (idle) return idle;
		const session = await Session.open(this.#instance);
		await session.run(`use v${version}`);
		return session;
	}

	#giveBack(version: number, session: Session): void {
		this.#users.set(version, (this.#users.get(version) ?? 1) - 1);
		this.#idle.set(version, [...(this.#idle.get(version) ?? []), session]);
		if (version !== this.#attached?.version) void this.#retire(version);
	}

	#remember(key: string, rows: SqlRow[]): void {
		this.#answers.set(key, rows);
		if (this.#answers.size > cachedAnswers) {
			const [oldest] = this.#answers.keys();
			if (oldest !== undefined) this.#answers.delete(oldest);
		}
	}
}
