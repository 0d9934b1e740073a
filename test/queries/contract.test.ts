/** What every query module promises, asked of each module that there is. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Audience, Column, QueryModule, Unit } from '#queries/query-module.server.ts';
import { relationNames } from '#lib/server/import/relations.ts';
import { NotAvailable } from '#lib/server/warehouse/errors.ts';
import type { Reader } from '#lib/server/warehouse/reader.ts';
import { listCounted, type CountedRow } from '#lib/server/warehouse/run-query.ts';
import { toScopeParameters, type Filters, type Scope } from '#lib/server/warehouse/scope.ts';
import { listSql, queriesFolder, readSql } from '#lib/server/warehouse/sql-files.ts';
import { readStatement, toDrillThrough } from '#lib/server/warehouse/statement.ts';
import { listModules, loadModule } from '../../src/cli/modules.ts';
import { copyOneClient } from '../support/one-client.ts';
import { answer, countedOf, everything, rowsOf, select, type Asked } from '../support/questions.ts';
import { demoFacts, shareDemo } from '../support/samples.ts';
import { makeDataFolder, openReader, openWarehouse, shareWarehouse } from '../support/warehouse.ts';

const modules = await Promise.all(listModules().map(loadModule));

/** The newest client: nearly everything else in the demo is older, and none of it may show. */
const client = 'OAK';
const demo = shareDemo();
/** The demo without anything of the other clients. */
const alone = shareWarehouse((folder) => copyOneClient(demo.reader, folder, client));

const whole = { asOf: demoFacts.asOf, zone: demoFacts.reportingZone };
const month = { ...whole, fromOn: '2026-10-01', toOn: '2026-10-31' };
const past = { ...whole, asOf: '2026-08-31T11:00:00Z' };

const sqlTypes: Record<Unit, string> = {
	text: 'VARCHAR',
	count: 'INTEGER',
	share: 'DOUBLE',
	days: 'DOUBLE',
	hours: 'DOUBLE',
	minutes: 'DOUBLE',
	money: 'DOUBLE',
	day: 'DATE',
	instant: 'TIMESTAMP',
	flag: 'BOOLEAN',
};
const audiences: readonly Audience[] = ['client', 'team', 'finance'];

/** Every combination of the module's own parameters. */
function parametersOf({ parameters }: QueryModule): Record<string, string>[] {
	return Object.entries(parameters).reduce<Record<string, string>[]>(
		(all, [name, { options = [] }]) =>
			all.flatMap((one) => options.map((option) => ({ ...one, [name]: option }))),
		[{}],
	);
}

/** Every way to ask a module: each of its parameters, whole and by each of its breakdowns. */
function questionsOf(module: QueryModule): Asked<QueryModule>[] {
	return parametersOf(module).flatMap((parameters) => [
		{ parameters },
		...module.by.map((by) => ({ parameters, by })),
	]);
}

/** The rows of an answer, or in words what it needs. */
async function rowsOrNeeds(reader: Reader, module: QueryModule, asked: Asked<QueryModule>) {
	try {
		return await rowsOf(reader, module, asked);
	} catch (error) {
		if (error instanceof NotAvailable) return error.needs;
		throw error;
	}
}

/** Rows in an order of their own, where theirs is not what a test is about. */
function sorted(rows: readonly CountedRow[]): CountedRow[] {
	const keys = new Map(rows.map((row) => [row, JSON.stringify(row)]));
	return rows.toSorted((left, right) => (keys.get(left)! < keys.get(right)! ? -1 : 1));
}

test('there are query modules', () => {
	expect(modules.length).toBeGreaterThanOrEqual(4);
});

test('the warehouse of one client holds all that the demo has of it, and nothing of others', async () => {
	const count = async (reader: Reader, where: string) =>
		select(
			reader,
			`select
				(select count(*) from ticket_fact where ${where}) as tickets,
				(select count(*) from status_interval join ticket_fact using (ticket_key) where ${where})
					as stays,
				(select count(*) from time_entry join client_name
					on client_name.source = time_entry.source and client_name.value = time_entry.client
					where ${where}) as entries`,
		);
	expect(await count(alone.reader, 'true')).toEqual(
		await count(demo.reader, `client_id = '${client}'`),
	);
	expect(await select(alone.reader, 'select client_id from known_client')).toEqual([
		{ client_id: client },
	]);
});

describe.each(modules)('$name', (module) => {
	const statement = readStatement(module.name);
	const columns: [string, Column][] = Object.entries(module.columns);

	test('says in words what it is', () => {
		expect(module.title).toMatch(/^[A-Z]/);
		expect(module.definition).toMatch(/^[A-Z].{40,}\.$/s);
	});

	test('declares the columns that DuckDB prepares, with the type of their unit', async () => {
		const prepared = await demo.reader.prepare(statement);
		expect(Object.entries(prepared.columns)).toEqual(
			columns.map(([name, { unit }]) => [name, sqlTypes[unit]]),
		);
	});

	test('declares for each column how it is read and who may see it', () => {
		for (const [name, { label, unit, audience }] of columns) {
			expect(label, name).not.toBe('');
			expect(Object.keys(sqlTypes), name).toContain(unit);
			expect(audiences, name).toContain(audience);
		}
	});

	test('takes the scope and its own parameters, all of them and nothing else', async () => {
		const { parameters } = await demo.reader.prepare(statement);
		const own = Object.keys(module.parameters);
		const period = ['from_on', 'to_on', 'zone'];
		const scope = Object.keys(toScopeParameters(everything, null));
		const timeless = scope.filter((name) => !period.includes(name));
		expect(parameters).toEqual(expect.arrayContaining([...timeless, ...own]));
		expect([...scope, ...own]).toEqual(expect.arrayContaining(parameters));
		// A state at an instant has no period; what takes a part of one takes all of it.
		expect([0, period.length]).toContain(period.filter((name) => parameters.includes(name)).length);
	});

	test('offers a default for each of its parameters, and breakdowns once each', () => {
		for (const { options } of Object.values(module.parameters)) {
			expect(options?.length ?? 1).toBeGreaterThan(0);
		}
		expect(new Set(module.by).size).toBe(module.by.length);
	});

	test('has a step with one row per thing counted', async () => {
		const counted = toDrillThrough(statement, 'select * from counted');
		const prepared = await demo.reader.prepare(counted);
		expect(prepared.columns).toMatchObject({
			source: 'VARCHAR',
			ticket_id: 'VARCHAR',
			client_id: 'VARCHAR',
			is_numerator: 'BOOLEAN',
			is_excluded: 'BOOLEAN',
			exclusion_reason: 'VARCHAR',
		});
		expect(Object.keys(prepared.columns)).toEqual(expect.arrayContaining([...module.drill]));
	});

	test('makes its figures of what is counted and of spines, and names each of them', () => {
		const steps = [...statement.matchAll(/^(?:with )?(\w+) as \(/gm)].map(([, name]) => name);
		const afterCounted = statement.slice(statement.search(/^counted as \(/m)).split(/\n\),?\n/);
		const read = afterCounted
			.slice(1)
			.flatMap((step) => [...step.matchAll(/\b(?:from|join) (\w+)\b(?!\()/g)])
			.map(([, name]) => name);
		expect(read).not.toEqual([]);
		expect(steps).toEqual(expect.arrayContaining(read));
		expect(afterCounted.at(-1)).toMatch(/^select\n/);
		expect(afterCounted.at(-1)).not.toContain('*');
	});

	test('leaves no cell unknown of a column that always has a value', async () => {
		const filled = columns.filter(([, { isOptional }]) => !isOptional).map(([name]) => name);
		for (const asked of questionsOf(module)) {
			const rows = await rowsOrNeeds(demo.reader, module, { ...month, ...asked });
			if (typeof rows === 'string') continue;
			const gaps = rows.flatMap((row) => filled.filter((name) => row[name] == null));
			expect(gaps, JSON.stringify(asked)).toEqual([]);
		}
	});

	test('answers something over the demo, by default and in every breakdown', async () => {
		for (const by of [undefined, ...module.by]) {
			const rows = await rowsOf(demo.reader, module, { ...month, by });
			const counts = columns.filter(([, { unit }]) => unit === 'count').map(([name]) => name);
			expect(
				rows.some((row) => counts.some((name) => Number(row[name]) > 0)),
				by,
			).toBe(true);
		}
	});

	test('gives the same answer in every session zone', async () => {
		const zones = ['UTC', 'America/New_York', 'Asia/Tokyo'];
		const readers = await Promise.all(zones.map((zone) => openReader(demo.folder, zone)));
		const sessions = readers.map((reader) =>
			select(reader, `select current_setting('TimeZone') as zone`),
		);
		expect(await Promise.all(sessions)).toEqual(zones.map((zone) => [{ zone }]));
		for (const asked of questionsOf(module).filter(({ by }) => by === undefined || by === 'team')) {
			for (const scope of [month, past]) {
				const [first, ...others] = await Promise.all(
					readers.map((reader) => rowsOrNeeds(reader, module, { ...scope, ...asked })),
				);
				for (const other of others) expect(other).toEqual(first);
			}
		}
		const counted = await Promise.all(
			readers.map((reader) => countedOf(reader, module, { ...month, withExcluded: true })),
		);
		for (const other of counted) expect(sorted(other)).toEqual(sorted(counted[0]!));
	});

	if (module.grain === 'client') {
		test('tells a client no more and no less than if there were no other', async () => {
			for (const asked of questionsOf(module)) {
				for (const scope of asked.by === undefined ? [month, past] : [month]) {
					const among = { ...scope, ...asked, clients: [client] };
					const only = await rowsOrNeeds(alone.reader, module, { ...among, clients: null });
					const answered = await rowsOrNeeds(demo.reader, module, among);
					expect(answered, JSON.stringify(asked)).toEqual(only);
				}
			}
		});
	}

	test('counts nothing for a client whom nobody knows', async () => {
		const asked = { ...month, clients: ['nobody'] };
		expect(await countedOf(demo.reader, module, { ...asked, withExcluded: true })).toEqual([]);
		const rows = await rowsOf(demo.reader, module, asked);
		expect(rows.length).toBeGreaterThan(0);
		for (const row of rows) {
			for (const [name, { unit }] of columns) {
				if (unit === 'count') expect(row[name], name).toBe(0);
				if (unit === 'share') expect(row[name], name).toBeNull();
			}
		}
	});

	test('counts its totals at their own grain: a breakdown leaves them as they are', async () => {
		for (const asked of questionsOf(module)) {
			const rows = await rowsOrNeeds(demo.reader, module, { ...month, ...asked });
			if (typeof rows === 'string') continue;
			const total = await rowsOf(demo.reader, module, { ...month, ...asked, by: undefined });
			expect(rows.filter((row) => row['is_total'])).toEqual(total);
			expect(statement).toMatch(/\bgrouping sets\b/);
		}
	});

	test('says of a group what it says of a scope that is cut down to it', async () => {
		const filterOf: Record<string, (value: string) => Asked<QueryModule>> = {
			client: (value) => ({ clients: [value] }),
			...Object.fromEntries(
				Object.entries({
					priority: 'priorities',
					type: 'types',
					category: 'categories',
					channel: 'channels',
					system: 'systems',
					assignee: 'persons',
					team: 'teams',
				} satisfies Record<string, keyof Filters>).map(([by, filter]) => [
					by,
					(value: string) => ({ filters: { [filter]: [value] } }),
				]),
			),
		};
		for (const by of module.by.filter((name) => name in filterOf)) {
			const rows = await rowsOf(demo.reader, module, { ...month, by });
			const groups = Map.groupBy(
				rows.filter((row) => !row['is_total'] && row['group_value'] !== null),
				(row) => String(row['group_value']),
			);
			for (const [value, own] of groups) {
				const cut = await rowsOf(demo.reader, module, { ...month, ...filterOf[by]!(value) });
				const asGroup = cut.map((row) => ({ ...row, is_total: false, group_value: value }));
				expect(own, `${by} ${value}`).toEqual(asGroup);
			}
		}
	});

	test('opens the rows behind its figures: each counts or has a reason not to', async () => {
		for (const parameters of parametersOf(module)) {
			const asked = { ...month, parameters };
			if (typeof (await rowsOrNeeds(demo.reader, module, asked)) === 'string') continue;
			const { excluded } = await answer(demo.reader, module, asked);
			const rows = await countedOf(demo.reader, module, { ...asked, withExcluded: true });
			expect(rows.length).toBeGreaterThan(0);
			for (const row of rows) {
				expect(row['is_excluded']).toBe(row['exclusion_reason'] !== null);
				if (row['is_numerator']) expect(row['is_excluded']).toBe(false);
			}
			const reasons = Map.groupBy(
				rows.filter((row) => row['is_excluded']),
				(row) => row['exclusion_reason'],
			);
			expect(Object.fromEntries(excluded.map(({ reason, count }) => [reason, count]))).toEqual(
				Object.fromEntries([...reasons].map(([reason, own]) => [reason, own.length])),
			);
			const counted = await countedOf(demo.reader, module, asked);
			const countable = rows.filter((row) => !row['is_excluded']);
			expect(sorted(counted)).toEqual(
				sorted(countable.map((row) => ({ ...row, total_rows: countable.length }))),
			);
		}
	});

	test('lists them page after page, each once', async () => {
		const scope: Scope = { ...everything, ...month };
		const whole = await listCounted(demo.reader, { module, scope, limit: 100_000 });
		const pages: CountedRow[] = [];
		for (let offset = 0; offset < whole.total; offset += 25) {
			const { rows } = await listCounted(demo.reader, { module, scope, limit: 25, offset });
			pages.push(...rows);
		}
		expect(pages.length).toBe(whole.total);
		expect(pages).toEqual(whole.rows);
	});

	test('opens each part of them by itself', async () => {
		const [by = ''] = module.by;
		const asked = { ...month, by };
		const rows = await countedOf(demo.reader, module, asked);
		for (const column of ['group_value', ...module.drill]) {
			const parts = Map.groupBy(rows, (row) => row[column]);
			for (const [value, own] of parts) {
				if (value === null) continue;
				const part = await countedOf(demo.reader, module, {
					...asked,
					where: { [column]: [String(value)] },
				});
				expect(part.length, `${column} ${value}`).toBe(own.length);
			}
		}
	});

	test('has no answer, and not zero, where nothing was imported', async () => {
		const nothing = await openReader(makeDataFolder());
		await expect(answer(nothing, module)).rejects.toBeInstanceOf(NotAvailable);
		const noTickets = await openWarehouse({ client: 'client_id,name\nFEN,Fenwick Rowe' });
		await expect(answer(noTickets, module)).rejects.toBeInstanceOf(NotAvailable);
	});
});

describe('SQL', () => {
	const paths = readdirSync(queriesFolder, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.sql'))
		.map((path) => path.slice(0, -'.sql'.length));
	const withoutComments = (path: string) => readSql(path).replace(/--[^\n]*/g, '');

	test.each([
		...listModules().map((name) => `metrics/${name}`),
		...listSql('model').map((name) => `model/${name}`),
		...relationNames.map((name) => `staging/${name}`),
	])('%s states its grain in its first line', (path) => {
		expect(readSql(path)).toMatch(/^-- Grain: one row(\.| per )/);
	});

	test.each(paths)('%s reads no clock', (path) => {
		expect(withoutComments(path)).not.toMatch(
			/\b(now|today|current_date|current_time|current_timestamp|localtime|get_current_\w+)\b/i,
		);
	});

	test.each(paths)('%s casts every parameter where it is used', (path) => {
		expect(withoutComments(path)).not.toMatch(/\$[a-z_]+(?!\w|::)/);
	});

	test.each(paths)('%s groups and orders by name', (path) => {
		expect(withoutComments(path)).not.toMatch(/\b(group|order) by\s+\d/i);
	});
});
