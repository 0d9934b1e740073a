import { beforeAll, describe, expect, test } from 'vitest';
import { bookkeeping, relationNames } from '#lib/server/import/relations.ts';
import { toDateMacros } from '#lib/server/import/date-formats.ts';
import { openInstance, Session } from '#lib/server/warehouse/duckdb.ts';
import { inTransaction, migrate } from '#lib/server/warehouse/migrations.ts';
import { listSql, readSql } from '#lib/server/warehouse/sql-files.ts';
import { write, type Writer } from '#lib/server/warehouse/writer.ts';
import { importFile } from '#lib/server/import/import-file.ts';
import { makeDataFolder, makeFolder, writeTable } from '../../../support/warehouse.ts';

/** What every version has beside the fields of its relation. */
const versionBookkeeping = {
	source: 'VARCHAR',
	unit_id: 'UBIGINT',
	record_id: 'UBIGINT',
	content_hash: 'UBIGINT',
	import_id: 'INTEGER',
	record_number: 'INTEGER',
	is_current: 'BOOLEAN',
	first_import_id: 'INTEGER',
	last_import_id: 'INTEGER',
};

async function openEmpty(): Promise<Session> {
	const folder = makeFolder();
	const instance = await openInstance({
		path: ':memory:',
		allowedDirectories: [folder],
		temporaryDirectory: folder,
	});
	return Session.open(instance);
}

test('each migration is applied once, in the order of its number', async () => {
	const session = await openEmpty();
	await migrate(session);
	const applied = await session.all('from applied_migration');
	await migrate(session);
	expect(await session.all('from applied_migration')).toEqual(applied);
	expect(applied.map(({ name }) => name)).toEqual(listSql('migrations'));
	expect(listSql('migrations').every((name) => /^\d{4}_/.test(name))).toBe(true);
});

test('the first releases kept current rows in tables of their own, which become views of the same', async () => {
	const session = await openEmpty();
	await session.run(readSql('migrations/0001_relations'));
	await session.run(`
		create table applied_migration (name varchar, applied_at timestamptz);
		insert into applied_migration values ('0001_relations', now());
		insert into ticket_version (source, unit_id, record_id, content_hash, import_id, title) values
			('a', 1, 1, 10, 1, 'first title'), ('a', 1, 1, 11, 2, 'second title'), ('a', 2, 2, 20, 1, 'other');
		insert into ticket (source, unit_id, record_id, content_hash, title, content_import_id,
			first_import_id, last_import_id)
		values ('a', 1, 1, 11, 'second title', 2, 1, 3), ('a', 2, 2, 20, 'other', 1, 1, 1)`);
	const current = 'select * from ticket order by record_id';
	const before = await session.all(current);
	await migrate(session);
	expect(await session.all(current)).toEqual(
		before.map((row) => expect.objectContaining(row) as unknown),
	);
	expect(before).toHaveLength(2);
	const versions = 'select title, is_current from ticket_version order by title';
	expect(await session.all(versions)).toEqual([
		{ title: 'first title', is_current: false },
		{ title: 'other', is_current: true },
		{ title: 'second title', is_current: true },
	]);
});

test('work that fails in a transaction leaves nothing', async () => {
	const session = await openEmpty();
	const work = inTransaction(session, async () => {
		await session.run('create table half (done boolean)');
		await session.run(`select error('the other half')`);
	});
	await expect(work).rejects.toThrow('the other half');
	expect(await session.all('show tables')).toEqual([]);
});

describe('the migrated tables', () => {
	let session: Session;

	beforeAll(async () => {
		const instance = await openInstance({
			path: ':memory:',
			allowedDirectories: [],
			temporaryDirectory: '/nowhere',
		});
		session = await Session.open(instance);
		await migrate(session);
		const reading = { formats: [], exchanged: [], hasOffsets: false, isWorded: false };
		await session.run(toDateMacros(reading, 'UTC'));
		await session.run(readSql('staging/values'));
	});

	const columnsOf = async (sql: string) => (await session.describe(sql)).columns;

	test.each(relationNames)(
		'of %s hold what its staging yields, and the bookkeeping',
		async (name) => {
			const columns = Object.entries(await columnsOf(`select * from ${name}_version`));
			const isOurs = ([column]: [string, string]) => bookkeeping.includes(column);
			expect(Object.fromEntries(columns.filter(isOurs))).toEqual(versionBookkeeping);
			const fields = Object.fromEntries(columns.filter((column) => !isOurs(column)));

			const texts = Object.keys(fields).map((field) => `null::varchar as "${field}"`);
			await session.run(
				`create or replace temp view mapped as select 1 as record_number, ${texts.join(', ')}`,
			);
			const staged = await columnsOf(readSql(`staging/${name}`));
			expect(staged).toEqual({ record_number: 'INTEGER', ...fields });
		},
	);

	test.each(relationNames)('of %s hold the same fields for the current state', async (name) => {
		const version = await columnsOf(`select * from ${name}_version`);
		const { content_import_id, first_import_id, last_import_id, ...current } = await columnsOf(
			`select * from ${name}`,
		);
		expect([content_import_id, first_import_id, last_import_id]).toEqual([
			'INTEGER',
			'INTEGER',
			'INTEGER',
		]);
		const versionOnly = ['import_id', 'record_number', 'is_current'];
		const lasting = Object.entries(version).filter(
			([column]) => !versionOnly.includes(column) && !/^(first|last)_import_id$/.test(column),
		);
		expect(current).toEqual(Object.fromEntries(lasting));
	});

	test('are a table of versions and a view of the current ones for each relation', async () => {
		const tables = await session.all(
			`select table_name as name from duckdb_tables()
			union all select view_name from duckdb_views() where not internal`,
		);
		const names = new Set(tables.map(({ name }) => name));
		const missing = relationNames
			.flatMap((name) => [name, `${name}_version`])
			.filter((name) => !names.has(name));
		expect(missing).toEqual([]);
	});
});

test('the whole schema, facts included, keeps inside the limits of DuckLake', async () => {
	const look = async ({ session }: Writer) => ({
		constraints: await session.all(
			'select * exclude (constraint_column_indexes, constraint_column_names, referenced_column_names) from duckdb_constraints()',
		),
		indexes: await session.all('select index_name from duckdb_indexes()'),
		sequences: await session.all('select sequence_name from duckdb_sequences()'),
		columns: await session.all(
			`select table_name, column_name, data_type, column_default from duckdb_columns()
			where not internal and database_name = 'master'
				and (column_default is not null or data_type like 'ENUM%' or data_type like 'BIT%'
					or data_type like 'UNION%' or data_type like '%[%]')`,
		),
	});
	const folder = makeDataFolder();
	await write(folder, (writer) =>
		importFile(
			writer,
			writeTable('t.csv', 'ticket_id,title,status,created_at\n1,Printer,Open,2026-03-02'),
		),
	);
	const { result } = await write(folder, look);
	expect(result).toEqual({ constraints: [], indexes: [], sequences: [], columns: [] });
});
