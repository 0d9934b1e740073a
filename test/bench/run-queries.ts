// Runs in a process of its own: asks every query module and prints what each answer took.
import { openDataFolder } from '#lib/server/warehouse/data-folder.ts';
import type { SqlParameters } from '#lib/server/warehouse/duckdb.ts';
import { Reader } from '#lib/server/warehouse/reader.ts';
import { findMissing } from '#lib/server/warehouse/run-query.ts';
import { toScopeParameters, type Scope } from '#lib/server/warehouse/scope.ts';
import { readStatement } from '#lib/server/warehouse/statement.ts';
import type { QueryModule } from '#queries/query-module.server.ts';
import { listModules, loadModule } from '../../src/cli/modules.ts';
import { findColumnsRead, toFloorSql, type ColumnsRead } from './floor-of-query.ts';
import { median, peakMebibytes, readTask } from './measure.ts';

export interface QueryTask {
	dataFolder: string;
	/** Timed runs of each query, after one that warms up. */
	runs: number;
}

/** A query module with one choice of its parameters. */
interface Choice {
	module: string;
	/** `basis=source_due`, `by=client`, or empty for the defaults. */
	variant: string;
}

export interface QueryCost extends Choice {
	milliseconds: number;
	floorMilliseconds: number;
	/** Rows of the answer. */
	rows: number;
	/** What the floor passes over. */
	reads: ColumnsRead[];
}

export interface UnavailableQuery extends Choice {
	/** What the data lacks for it, in words. */
	needs: string[];
}

export interface QueriesCost {
	duckdb: string;
	scope: Scope;
	queries: QueryCost[];
	unavailable: UnavailableQuery[];
	peakMebibytes: number;
}

interface Variant {
	name: string;
	by: string | null;
	own: SqlParameters;
}

const zone = 'Europe/London';
const weeks = 13;

const { dataFolder, runs } = readTask<QueryTask>();
const reader = await Reader.open(openDataFolder(dataFolder));
const { dataVersion, asOf } = (await reader.describe())!;
const scope = toScope(asOf!);

let asked = 0;
const queries: QueryCost[] = [];
const unavailable: UnavailableQuery[] = [];
for (const name of listModules()) {
	const module = await loadModule(name);
	for (const { name: variant, by, own } of listVariants(module)) {
		const parameters: SqlParameters = { ...toScopeParameters(scope, by), ...own };
		const needs = await findMissing(reader, module, parameters);
		if (needs.length > 0) unavailable.push({ module: name, variant, needs });
		else queries.push({ module: name, variant, ...(await costOf(name, parameters)) });
	}
}
const [version] = await reader.query(dataVersion, 'select version() as duckdb', {});
const cost: QueriesCost = {
	duckdb: String(version!['duckdb']),
	scope,
	queries,
	unavailable,
	peakMebibytes: peakMebibytes(),
};
reader.close();
console.log(JSON.stringify(cost));

/** All clients over the last 13 weeks of the data. */
function toScope(asOf: string): Scope {
	const lastDay = new Date(asOf).toLocaleDateString('sv-SE', { timeZone: zone });
	const firstDay = new Date(Date.parse(lastDay) - (weeks * 7 - 1) * 86_400_000);
	return {
		clients: null,
		fromOn: firstDay.toISOString().slice(0, 10),
		toOn: lastDay,
		asOf,
		zone,
		filters: {},
	};
}

/** Every option of each parameter with the others at their defaults, and one breakdown. */
function listVariants({ parameters, by }: QueryModule): Variant[] {
	const entries = Object.entries(parameters);
	const defaults = Object.fromEntries(
		entries.map(([name, { options }]) => [name, options?.[0] ?? null]),
	);
	const plain: Variant = { name: '', by: null, own: defaults };
	const options = entries.flatMap(([name, { options = [] }]) =>
		options.map((option): Variant => ({
			name: `${name}=${option}`,
			by: null,
			own: { ...defaults, [name]: option },
		})),
	);
	const [first] = by;
	return [
		...(options.length > 0 ? options : [plain]),
		...(first === undefined ? [] : [{ ...plain, name: `by=${first}`, by: first }]),
	];
}

async function costOf(
	module: string,
	parameters: SqlParameters,
): Promise<Omit<QueryCost, keyof Choice>> {
	const sql = readStatement(module);
	const reads = await findColumnsRead(reader, { version: dataVersion, sql, parameters });
	const floorSql = toFloorSql(reads);
	const answers: number[] = [];
	const floors: number[] = [];
	const { rows } = await timeQuery(sql, parameters);
	await timeQuery(floorSql, parameters);
	// In turns, so that what else the machine does falls on both.
	for (let run = 0; run < runs; run++) {
		const answer = await timeQuery(sql, parameters);
		const floor = await timeQuery(floorSql, parameters);
		answers.push(answer.milliseconds);
		floors.push(floor.milliseconds);
	}
	return {
		milliseconds: median(answers),
		floorMilliseconds: median(floors),
		rows,
		reads,
	};
}

/**
 * The reader keeps answers by statement and parameters. A number in a comment behind the statement
 * makes it another one to that cache and the same one to DuckDB. The parameters stay as they are,
 * since another instant could have another answer.
 */
async function timeQuery(
	sql: string,
	parameters: SqlParameters,
): Promise<{ milliseconds: number; rows: number }> {
	const statement = `${sql}\n-- ${++asked}`;
	const started = performance.now();
	const rows = await reader.query(dataVersion, statement, parameters);
	return { milliseconds: performance.now() - started, rows: rows.length };
}
