import { availableParallelism } from 'node:os';
import type { DataFolder } from './data-folder.ts';
import type { Session, SqlParameters, SqlRow } from './duckdb.ts';
import { SnapshotPool } from './snapshot-pool.ts';
import type { PinnedSnapshot } from './snapshots.ts';

/** What a snapshot says of itself. */
export interface DataDescription {
	dataVersion: number;
	/** ISO with Z; `null` when no ticket source has been imported. */
	asOf: string | null;
	/** When the first ticket was created, ISO with Z. */
	firstAt: string | null;
	reportingZone: string;
	importedAt: string | null;
	/** Which of people's words its facts were built with, as `describeWords` puts it. */
	words: string;
	/** Rows that could not be used and that nobody has put right. */
	quarantinedRows: number;
	/** What became of the rows of all files in force. */
	reconciliation: Reconciliation;
}

/** Every row that was read is loaded, set aside or quarantined. */
export interface Reconciliation {
	files: number;
	read: number;
	loaded: number;
	setAside: number;
	quarantined: number;
}

export interface QueryOptions {
	/** Leaves the query; it is cancelled when nobody waits for it any more. */
	signal?: AbortSignal;
	/** Whether the answer is kept for whoever asks next; not so where it is large and asked once. */
	isKept?: boolean;
}

/** A query that is running, and how many wait for it. */
interface Flight {
	rows: Promise<SqlRow[]>;
	waiting: number;
	controller: AbortController;
}

/** More queries at once are not answered sooner; the rest waits its turn. */
const concurrency = 2 * availableParallelism();
const timeout = 30_000;
const keptAnswers = 500;

/**
 * Answers statements over immutable snapshots. Answers are kept by version, statement and
 * parameters; a query that is already running is joined, not repeated.
 */
export class Reader {
	readonly #pool: SnapshotPool;
	readonly #answers = new Map<string, SqlRow[]>();
	readonly #flights = new Map<string, Flight>();
	readonly #queue: (() => void)[] = [];
	#running = 0;

	private constructor(pool: SnapshotPool) {
		this.#pool = pool;
	}

	/** @param sessionZone only tests choose one, to show that no answer depends on it */
	static async open(folder: DataFolder, sessionZone?: string): Promise<Reader> {
		return new Reader(await SnapshotPool.open(folder, { sessionZone }));
	}

	/** A reader that answers from one snapshot, whatever is published meanwhile. */
	static async openAt(folder: DataFolder, snapshot: PinnedSnapshot): Promise<Reader> {
		return new Reader(await SnapshotPool.open(folder, { pinned: snapshot }));
	}

	/** The newest snapshot's description, or `null` before the first import. */
	async describe(): Promise<DataDescription | null> {
		const version = await this.#pool.newest();
		if (version === null) return null;
		const [row] = await this.query(version, 'select * from data_description', {});
		if (!row) throw new Error(`version ${version} of the data does not describe itself`);
		return {
			dataVersion: version,
			asOf: row['as_of'] as string | null,
			firstAt: row['first_at'] as string | null,
			reportingZone: row['reporting_zone'] as string,
			importedAt: row['imported_at'] as string | null,
			words: row['words'] as string,
			quarantinedRows: row['quarantined_rows'] as number,
			reconciliation: {
				files: row['files'] as number,
				read: row['rows_read'] as number,
				loaded: row['rows_loaded'] as number,
				setAside: row['rows_set_aside'] as number,
				quarantined: row['rows_quarantined'] as number,
			},
		};
	}

	/**
	 * Rows of a statement over the snapshot of that version, from the cache or from DuckDB.
	 * @throws {Error} of DuckDB, or the signal's reason when the asker left
	 */
	async query(
		version: number,
		sql: string,
		parameters: SqlParameters,
		{ signal, isKept = true }: QueryOptions = {},
	): Promise<SqlRow[]> {
		signal?.throwIfAborted();
		const key = JSON.stringify([version, sql, parameters]);
		const known = this.#answers.get(key);
		if (known) return known;
		const flight = this.#flights.get(key) ?? this.#start(key, { version, sql, parameters }, isKept);
		return this.#join(key, flight, signal);
	}

	/** The columns and parameters of a statement, as DuckDB prepares it over the newest snapshot. */
	async prepare(sql: string): ReturnType<Session['describe']> {
		const version = await this.#pool.newest();
		if (version === null) throw new Error('nothing has been imported');
		return this.#pool.withSession(version, (session) => session.describe(sql));
	}

	close(): void {
		this.#pool.close();
	}

	#start(
		key: string,
		statement: { version: number; sql: string; parameters: SqlParameters },
		isKept: boolean,
	): Flight {
		const controller = new AbortController();
		const rows = this.#inTurn(() => this.#run(statement, controller.signal));
		const flight = { rows, waiting: 0, controller };
		this.#flights.set(key, flight);
		rows.then(
			(answer) => {
				if (isKept) this.#remember(key, answer);
				this.#land(key, flight);
			},
			() => this.#land(key, flight),
		);
		return flight;
	}

	#land(key: string, flight: Flight): void {
		if (this.#flights.get(key) === flight) this.#flights.delete(key);
	}

	#join(key: string, flight: Flight, signal: AbortSignal | undefined): Promise<SqlRow[]> {
		flight.waiting++;
		if (!signal) return flight.rows;
		return new Promise((resolve, reject) => {
			const leave = () => {
				reject(signal.reason as Error);
				if (--flight.waiting > 0) return;
				// Whoever asks next must not join a query that is being stopped.
				this.#land(key, flight);
				flight.controller.abort(signal.reason);
			};
			signal.addEventListener('abort', leave, { once: true });
			flight.rows.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
		});
	}

	async #inTurn<T>(work: () => Promise<T>): Promise<T> {
		while (this.#running >= concurrency) {
			await new Promise<void>((resolve) => this.#queue.push(resolve));
		}
		this.#running++;
		try {
			return await work();
		} finally {
			this.#running--;
			this.#queue.shift()?.();
		}
	}

	#run(
		{ version, sql, parameters }: { version: number; sql: string; parameters: SqlParameters },
		signal: AbortSignal,
	): Promise<SqlRow[]> {
		return this.#pool.withSession(version, async (session) => {
			signal.throwIfAborted();
			let repetition: NodeJS.Timeout | undefined;
			const stop = () => {
				session.interrupt();
				// DuckDB forgets an interrupt that comes before the statement has begun.
				repetition ??= setInterval(() => session.interrupt(), 50);
			};
			signal.addEventListener('abort', stop, { once: true });
			// DuckDB has no statement timeout of its own.
			const timer = setTimeout(stop, timeout);
			try {
				return await session.all(sql, parameters);
			} finally {
				clearTimeout(timer);
				clearInterval(repetition);
				signal.removeEventListener('abort', stop);
			}
		});
	}

	#remember(key: string, rows: SqlRow[]): void {
		this.#answers.set(key, rows);
		// A map keeps the order of its making, so the first key is the oldest answer.
		const [oldest] = this.#answers.keys();
		if (this.#answers.size > keptAnswers && oldest !== undefined) this.#answers.delete(oldest);
	}
}
