import type { HistoryLevel, QueryModule, Row } from '#queries/query-module.server.ts';
import type { SqlParameters, SqlRow } from './duckdb.ts';
import type { Precision } from '#lib/face.ts';
import { NotAvailable, ParameterError, QueryError } from './errors.ts';
import type { DataDescription, Reader } from './reader.ts';
import { checkScope, toScopeParameters, type Scope } from './scope.ts';
import { readStatement, toDrillThrough } from './statement.ts';

/** A question to a query module. */
export interface Question<M extends QueryModule> {
	module: M;
	scope: Scope;
	/** The column to break the answer down by. */
	by?: M['by'][number];
	/** The module's own parameters; what is left out takes its default. */
	parameters?: Partial<Record<keyof M['parameters'] & string, string | null>>;
	signal?: AbortSignal;
}

export interface Answer<M extends QueryModule> {
	module: M;
	rows: Row<M>[];
	data: DataDescription;
	/** Rows that were left out of the figures, by reason. */
	excluded: { reason: string; count: number }[];
	/** How exactly changes of status are known that were only seen between exports. */
	precision: Precision | null;
	sql: string;
}

/** One of the rows behind a figure, with what a person needs to recognise it. */
export type CountedRow = SqlRow & { source: string; ticket_id: string };

export interface CountedRows {
	total: number;
	rows: CountedRow[];
}

/**
 * Asks a query module over the newest snapshot.
 * @throws {NotAvailable} when the data lacks what the module needs
 * @throws {ParameterError} when the question does not fit the module
 * @throws {QueryError} when DuckDB fails
 */
export async function ask<M extends QueryModule>(
	reader: Reader,
	question: Question<M>,
): Promise<Answer<M>> {
	const { module, signal } = question;
	const parameters = toParameters(question);
	const data = await requireInputs(reader, module, parameters);
	const sql = readStatement(module.name);
	const excludedSql = toDrillThrough(
		sql,
		`select exclusion_reason as reason, count(*)::integer as count
		from counted where is_excluded group by exclusion_reason order by count desc, reason`,
	);
	const [rows, excluded, precision] = await Promise.all([
		query(reader, module, data, sql, parameters, signal),
		query(reader, module, data, excludedSql, parameters, signal),
		readPrecision(reader, data),
	]);
	return {
		module,
		rows: rows as Row<M>[],
		data,
		excluded: excluded as { reason: string; count: number }[],
		precision,
		sql,
	};
}

/**
 * The figures of an answer alone, for where many answers are compared.
 * @throws as `ask`
 */
export async function askFigures<M extends QueryModule>(
	reader: Reader,
	question: Question<M>,
): Promise<Row<M>[]> {
	const { module, signal } = question;
	const parameters = toParameters(question);
	const data = await requireInputs(reader, module, parameters);
	const rows = await query(reader, module, data, readStatement(module.name), parameters, signal);
	return rows as Row<M>[];
}

/** Values of a module's `drill` columns, or of `group_value`, that rows must have. */
export type RowsWhere = Readonly<Record<string, readonly string[]>>;

export interface RowsQuestion<M extends QueryModule> extends Question<M> {
	where?: RowsWhere;
	/** Also the rows that the figures leave out. */
	withExcluded?: boolean;
	orderBy?: { column: string; direction: 'asc' | 'desc' };
	limit: number;
	offset?: number;
}

/**
 * The rows behind a module's figures, from the same statement, and how many there are.
 * @throws as `ask`
 */
export async function listCounted<M extends QueryModule>(
	reader: Reader,
	question: RowsQuestion<M>,
): Promise<CountedRows> {
	const { module, where = {}, limit, offset = 0, signal } = question;
	const narrowed = narrow(module, where);
	const conditions = question.withExcluded
		? narrowed.conditions
		: [notExcluded, ...narrowed.conditions];
	const parameters = { ...toParameters(question), ...narrowed.parameters };
	const data = await requireInputs(reader, module, parameters);
	const order = question.orderBy
		? `counted.${identifier(question.orderBy.column)} ${question.orderBy.direction},`
		: '';
	const sql = toDrillThrough(
		readStatement(module.name),
		`select counted.*, recorded.title, recorded.status, recorded.priority, recorded.assignee,
			recorded.queue, known_client.name as client, count(*) over ()::integer as total_rows
		from counted
		-- Qualified, since a module may call one of its own steps "ticket".
		left join main.ticket as recorded
			on recorded.source = counted.source and recorded.ticket_id = counted.ticket_id
		left join known_client on known_client.client_id = counted.client_id
		where ${['true', ...conditions].join(' and ')}
		order by ${order} counted.source, counted.ticket_id, counted
		limit ${Math.trunc(limit)} offset ${Math.trunc(offset)}`,
	);
	const rows = await query(reader, module, data, sql, parameters, signal);
	return {
		total: (rows[0]?.['total_rows'] as number | undefined) ?? 0,
		rows: rows as CountedRow[],
	};
}

/** The ticket of a row behind a figure, with what it was counted as where the module says so. */
export interface CountedTicket {
	source: string;
	ticket_id: string;
	counted_as: string | null;
}

/**
 * The tickets behind a module's figures, one for each row, all of them.
 * @param question.countedAs the `drill` column that says what a row was counted as
 * @throws as `ask`
 */
export async function listCountedTickets<M extends QueryModule>(
	reader: Reader,
	question: Question<M> & { where?: RowsWhere; countedAs?: string | null },
): Promise<CountedTicket[]> {
	const { module, where = {}, countedAs = null, signal } = question;
	if (countedAs !== null && !module.drill.includes(countedAs)) {
		throw new ParameterError(`${module.name} has no rows by ${countedAs}`);
	}
	const narrowed = narrow(module, where);
	const parameters = { ...toParameters(question), ...narrowed.parameters };
	const data = await requireInputs(reader, module, parameters);
	const sql = toDrillThrough(
		readStatement(module.name),
		`select source, ticket_id, ${countedAs ?? 'null'}::varchar as counted_as
		from counted
		where ${[notExcluded, ...narrowed.conditions].join(' and ')}`,
	);
	const rows = await query(reader, module, data, sql, parameters, signal);
	return rows as unknown as CountedTicket[];
}

const notExcluded = 'not counted.is_excluded';

/** The conditions that narrow the rows of a module, with their parameters. */
function narrow(
	module: QueryModule,
	where: RowsWhere,
): { conditions: string[]; parameters: SqlParameters } {
	const conditions: string[] = [];
	const parameters: SqlParameters = {};
	for (const [column, values] of Object.entries(where)) {
		if (column !== 'group_value' && !module.drill.includes(column)) {
			throw new ParameterError(`${module.name} has no rows by ${column}`);
		}
		conditions.push(`list_contains($where_${column}::varchar[], counted.${column}::varchar)`);
		parameters[`where_${column}`] = values;
	}
	return { conditions, parameters };
}

async function query(
	reader: Reader,
	module: QueryModule,
	data: DataDescription,
	sql: string,
	parameters: SqlParameters,
	signal: AbortSignal | undefined,
): Promise<SqlRow[]> {
	try {
		return await reader.query(data.dataVersion, sql, parameters, { signal });
	} catch (error) {
		if (signal?.aborted) throw error;
		throw new QueryError(module.name, error);
	}
}

/** The scope's and the module's own parameters, checked. */
function toParameters<M extends QueryModule>(question: Question<M>): SqlParameters {
	const { module, scope, by = null, parameters = {} } = question;
	checkScope(scope);
	if (by !== null && !module.by.includes(by)) {
		throw new ParameterError(
			`${module.name} has no breakdown by ${by}; it has ${module.by.join(', ')}`,
		);
	}
	for (const name of Object.keys(parameters)) {
		if (!Object.hasOwn(module.parameters, name)) {
			throw new ParameterError(`${module.name} takes no parameter ${name}`);
		}
	}
	const own: SqlParameters = {};
	for (const [name, { options }] of Object.entries(module.parameters)) {
		const value = (parameters as Record<string, string | null>)[name] ?? options?.[0] ?? null;
		if (options && (value === null || !options.includes(value))) {
			throw new ParameterError(
				`${name} of ${module.name} is one of ${options.join(', ')}, not ${value}`,
			);
		}
		own[name] = value;
	}
	return { ...toScopeParameters(scope, by), ...own };
}

/** Missing is not zero: a module answers only when the data has what it needs. */
async function requireInputs(
	reader: Reader,
	module: QueryModule,
	parameters: SqlParameters,
): Promise<DataDescription> {
	const missing = await findMissing(reader, module, parameters);
	if (missing.length > 0) throw new NotAvailable(module.name, missing.join(' and '));
	const data = await reader.describe();
	if (data?.asOf == null) throw new NotAvailable(module.name, 'an import of tickets');
	return data;
}

/** What the data lacks for a module with these parameters, in words; nothing when it can answer. */
export async function findMissing(
	reader: Reader,
	module: QueryModule,
	parameters: SqlParameters = defaultsOf(module),
): Promise<string[]> {
	const data = await reader.describe();
	const needs = module.needs.filter(
		({ when }) => !when || parameters[when.parameter] === when.value,
	);
	if (data === null) return needs.map(({ words }) => words);
	const present = await reader.query(
		data.dataVersion,
		'select relation, field from field_presence where filled_rows > 0 group by relation, field',
		{},
	);
	const known = new Set(present.map((row) => `${row['relation']}.${row['field']}`));
	const missing = needs
		.filter(({ relation, field }) => !known.has(`${relation}.${field}`))
		.map(({ words }) => words);
	// Without any rows the level says nothing; the fields that are needed do.
	return missing.length === 0 && !(await hasHistory(reader, data.dataVersion, module.level))
		? [levelWords[module.level]]
		: missing;
}

const levelWords: Record<HistoryLevel, string> = {
	L0: 'tickets',
	L1: 'the times at which tickets were resolved or closed',
	L2: 'a log of status changes',
};

async function hasHistory(reader: Reader, version: number, level: HistoryLevel): Promise<boolean> {
	const sources = await reader.query(version, 'select history_level from source_history', {});
	// "L2 observed" comes after "L2" in the order of letters, and is as good.
	return sources.some((source) => (source['history_level'] as HistoryLevel) >= level);
}

/** `null` where every change of status has an instant of its own. */
async function readPrecision(
	reader: Reader,
	{ dataVersion }: DataDescription,
): Promise<Precision | null> {
	const [row] = await reader.query(
		dataVersion,
		`select max(median_gap_minutes) as median, max(largest_gap_minutes) as largest
		from source_history`,
		{},
	);
	const { median, largest } = row as { median: number | null; largest: number | null };
	return median === null || largest === null
		? null
		: { medianMinutes: median, largestMinutes: largest };
}

function defaultsOf(module: QueryModule): SqlParameters {
	const defaults = Object.entries(module.parameters).map(([name, { options }]) => [
		name,
		options?.[0] ?? null,
	]);
	return Object.fromEntries(defaults) as SqlParameters;
}

function identifier(name: string): string {
	if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new ParameterError(`no column is called ${name}`);
	return name;
}
