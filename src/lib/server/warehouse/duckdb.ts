import {
	DuckDBInstance,
	DuckDBTimestampTZValue,
	LIST,
	VARCHAR,
	listValue,
	type DuckDBConnection,
	type DuckDBPreparedStatement,
	type DuckDBType,
	type DuckDBValue,
} from '@duckdb/node-api';

/** What SQL is given: lists are lists of text, `null` stands for "all" or "unknown". */
export type SqlParameter = string | number | boolean | null | readonly string[];
export type SqlParameters = Record<string, SqlParameter>;
/** What SQL gives back: days and instants as ISO text, DECIMAL as text too. */
export type SqlRow = Record<string, string | number | boolean | null>;

/** An open database; only this module looks inside. */
export type Database = DuckDBInstance;

export interface OpenOptions {
	/** A database file, or `:memory:`. */
	path: string;
	/** The only folders that this instance may read and write. */
	allowedDirectories: readonly string[];
	temporaryDirectory: string;
	/** The session zone; only tests choose another than UTC, to show that no answer depends on it. */
	sessionZone?: string;
	memoryLimit?: string;
	threads?: number;
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Opens a DuckDB instance and locks it down: no network, no extensions, no file outside the
 * allowed folders, no way to change any of it afterwards.
 */
export async function openInstance(options: OpenOptions): Promise<Database> {
	// Opening one path twice in a process loses committed rows; the cache hands out the same instance.
	const instance = await DuckDBInstance.fromCache(options.path, {
		memory_limit: options.memoryLimit ?? '4GB',
		threads: String(options.threads ?? 2),
		temp_directory: options.temporaryDirectory,
		max_temp_directory_size: '50GB',
		autoinstall_known_extensions: 'false',
		autoload_known_extensions: 'false',
		allow_community_extensions: 'false',
	});
	const connection = await instance.connect();
	try {
		const directories = options.allowedDirectories.map(quoted).join(', ');
		await connection.run(`set global TimeZone = ${quoted(options.sessionZone ?? 'UTC')}`);
		await connection.run(`set global allowed_directories = [${directories}]`);
		await connection.run('set global enable_external_access = false');
		await connection.run('set global lock_configuration = true');
	} finally {
		connection.closeSync();
	}
	return instance;
}

/** The whole database boundary: one connection that runs SQL and can be interrupted. */
export class Session {
	readonly #connection: DuckDBConnection;
	#signal: AbortSignal | null = null;

	private constructor(connection: DuckDBConnection) {
		this.#connection = connection;
	}

	static async open(instance: Database): Promise<Session> {
		return new Session(await instance.connect());
	}

	/**
	 * Does `work`, and ends it when the signal is given: the statement that runs is interrupted and
	 * no other begins.
	 * @throws the signal's reason
	 */
	async until<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
		const interrupt = () => this.#connection.interrupt();
		signal.throwIfAborted();
		this.#signal = signal;
		signal.addEventListener('abort', interrupt);
		try {
			const result = await work();
			signal.throwIfAborted();
			return result;
		} catch (error) {
			// DuckDB's own word on it is only that it was interrupted.
			signal.throwIfAborted();
			throw error;
		} finally {
			signal.removeEventListener('abort', interrupt);
			this.#signal = null;
		}
	}

	/** Runs statements of ours, separated by semicolons. Never give it text shaped by a person. */
	async run(sql: string): Promise<void> {
		this.#signal?.throwIfAborted();
		await this.#connection.run(sql);
	}

	/** Runs one statement with named parameters and returns its rows. */
	async all<R = SqlRow>(sql: string, parameters: SqlParameters = {}): Promise<R[]> {
		this.#signal?.throwIfAborted();
		const statement = await this.#connection.prepare(sql);
		try {
			bind(statement, parameters);
			const reader = await statement.runAndReadAll();
			const names = reader.columnNames();
			return reader.getRows().map((row) => toObject(names, row)) as R[];
		} finally {
			statement.destroySync();
		}
	}

	/** Like `all`, for a statement that answers with exactly one row. */
	async one<R = SqlRow>(sql: string, parameters: SqlParameters = {}): Promise<R> {
		const [row, ...rest] = await this.all<R>(sql, parameters);
		if (row === undefined || rest.length > 0) throw new Error(`expected one row from: ${sql}`);
		return row;
	}

	/** The parameters and columns that a statement has, as DuckDB itself prepares it. */
	async describe(sql: string): Promise<{ parameters: string[]; columns: Record<string, string> }> {
		const statement = await this.#connection.prepare(sql);
		try {
			const columns: Record<string, string> = {};
			for (let index = 0; index < statement.columnCount; index++) {
				columns[statement.columnName(index)] = String(statement.columnType(index));
			}
			return { parameters: parameterNames(statement), columns };
		} finally {
			statement.destroySync();
		}
	}

	/** Stops the statement that is running, which then fails. */
	interrupt(): void {
		this.#connection.interrupt();
	}

	close(): void {
		this.#connection.closeSync();
	}
}

function bind(statement: DuckDBPreparedStatement, parameters: SqlParameters): void {
	const values: Record<string, DuckDBValue> = {};
	const kinds: Record<string, DuckDBType> = {};
	// Not every statement looks at every part of the scope, and DuckDB refuses what it does not know.
	for (const name of parameterNames(statement)) {
		const value = parameters[name];
		if (value === undefined) throw new Error(`the parameter ${name} was not given`);
		if (typeof value === 'object' && value !== null) {
			values[name] = listValue(value);
			kinds[name] = LIST(VARCHAR);
		} else {
			values[name] = value;
		}
	}
	statement.bind(values, kinds);
}

function parameterNames(statement: DuckDBPreparedStatement): string[] {
	return Array.from({ length: statement.parameterCount }, (_, index) =>
		statement.parameterName(index + 1),
	);
}

function toObject(names: readonly string[], row: readonly DuckDBValue[]): SqlRow {
	return Object.fromEntries(names.map((name, index) => [name, toPlain(row[index] ?? null)]));
}

/** Instants leave as ISO text with Z whatever the session's zone; decimals keep all their digits. */
function toPlain(value: DuckDBValue): SqlRow[string] {
	if (value instanceof DuckDBTimestampTZValue) {
		return new Date(Number(value.micros / 1000n)).toISOString();
	}
	if (typeof value === 'bigint') return Number(value);
	return typeof value === 'object' && value !== null
		? String(value)
		: ((value as SqlRow[string] | undefined) ?? null);
}
