import type { QueryModule, Row } from '#queries/query-module.server.ts';
import type { SqlParameters, SqlRow } from '#lib/server/warehouse/duckdb.ts';
import type { Reader } from '#lib/server/warehouse/reader.ts';
import {
	ask,
	listCounted,
	type Answer,
	type CountedRow,
	type Question,
	type RowsQuestion,
} from '#lib/server/warehouse/run-query.ts';
import type { Scope } from '#lib/server/warehouse/scope.ts';

/** All clients at all times, as of a Tuesday noon after everything in the tests' own tables. */
export const everything: Scope = {
	clients: null,
	fromOn: null,
	toOn: null,
	asOf: '2026-03-31T12:00:00Z',
	zone: 'UTC',
	filters: {},
};

/** A question of which everything may be left out, the scope's parts beside the question's. */
export type Asked<M extends QueryModule> = Partial<Scope> &
	Omit<Question<M>, 'module' | 'scope' | 'signal'>;

function toQuestion<M extends QueryModule>(module: M, asked: Asked<M>): Question<M> {
	const { by, parameters, ...scope } = asked;
	return { module, scope: { ...everything, ...scope }, by, parameters };
}

export function answer<M extends QueryModule>(
	reader: Reader,
	module: M,
	asked: Asked<M> = {},
): Promise<Answer<M>> {
	return ask(reader, toQuestion(module, asked));
}

export async function rowsOf<M extends QueryModule>(
	reader: Reader,
	module: M,
	asked: Asked<M> = {},
): Promise<Row<M>[]> {
	return (await answer(reader, module, asked)).rows;
}

/** The only row of an answer that has one. */
export async function rowOf<M extends QueryModule>(
	reader: Reader,
	module: M,
	asked: Asked<M> = {},
): Promise<Row<M>> {
	const [row, ...others] = await rowsOf(reader, module, asked);
	if (row === undefined || others.length > 0) throw new Error('expected an answer of one row');
	return row;
}

/** The rows behind the figures that meet `where`; with those that the figures leave out, if asked. */
export async function countedOf<M extends QueryModule>(
	reader: Reader,
	module: M,
	asked: Asked<M> & Pick<RowsQuestion<M>, 'where' | 'withExcluded'> = {},
): Promise<CountedRow[]> {
	const { where, withExcluded, ...question } = asked;
	const { rows } = await listCounted(reader, {
		...toQuestion(module, question as Asked<M>),
		where,
		withExcluded,
		limit: 100_000,
	});
	return rows;
}

/** Rows of plain SQL over the newest snapshot. */
export async function select(
	reader: Reader,
	sql: string,
	parameters: SqlParameters = {},
): Promise<SqlRow[]> {
	const data = await reader.describe();
	if (data === null) throw new Error('nothing has been imported');
	return reader.query(data.dataVersion, sql, parameters);
}
