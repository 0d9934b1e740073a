import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openInstance, Session } from '#lib/server/warehouse/duckdb.ts';
import { makeFolder } from '../../../support/warehouse.ts';

/** A locked database that may touch one folder, beside a file that it may not. */
async function openLocked() {
	const outside = makeFolder();
	const inside = join(outside, 'inside');
	writeFileSync(join(outside, 'secret.csv'), 'word\nsesame\n');
	const instance = await openInstance({
		path: ':memory:',
		allowedDirectories: [inside],
		temporaryDirectory: inside,
	});
	const session = await Session.open(instance);
	return { session, outside, inside };
}

describe('a locked database', () => {
	test.each([
		[
			'reads no file outside its folder',
			(outside: string) => `from read_csv('${outside}/secret.csv')`,
		],
		[
			'follows no path out of its folder',
			(outside: string) => `from read_text('${outside}/inside/../secret.csv')`,
		],
		['lists no folder', (outside: string) => `from glob('${outside}/*')`],
		[
			'writes no file outside its folder',
			(outside: string) => `copy (select 1) to '${outside}/out.csv'`,
		],
		['opens no other database', (outside: string) => `attach '${outside}/other.duckdb'`],
		['opens nothing on the network', () => `from read_csv('https://example.com/a.csv')`],
		['installs no extension', () => 'install httpfs'],
		['loads no extension', () => 'load httpfs'],
		['opens itself no further', () => 'set enable_external_access = true'],
		['allows itself no other folder', () => `set allowed_directories = ['/']`],
		['takes no more memory', () => `set memory_limit = '100GB'`],
		['does not unlock itself', () => 'set lock_configuration = false'],
		['does not move to another zone', () => `set global TimeZone = 'Asia/Tokyo'`],
	])('%s', async (_, toSql) => {
		const { session, outside } = await openLocked();
		await expect(session.run(toSql(outside))).rejects.toThrow(
			/Permission|disabled|locked|not allowed|configuration/i,
		);
	});

	test('reckons in UTC', async () => {
		const { session } = await openLocked();
		expect(await session.one(`select current_setting('TimeZone') as zone`)).toEqual({
			zone: 'UTC',
		});
	});
});

describe('a value', () => {
	test.each([
		[
			'an instant leaves as ISO text with Z',
			`timestamptz '2026-07-01 09:00:00+02'`,
			'2026-07-01T07:00:00.000Z',
		],
		['a day leaves as ISO text', `date '2026-07-01'`, '2026-07-01'],
		[
			'a decimal keeps all its digits',
			`12345678901234.5678::decimal(18, 4)`,
			'12345678901234.5678',
		],
		['a count leaves as a number', `count(*)`, 1],
		['a sum of integers leaves as a number', `sum(2)`, 2],
		['null leaves as null', `null::varchar`, null],
		['text leaves as it is', `'a ''b'''`, "a 'b'"],
		['a flag leaves as a flag', `1 = 1`, true],
	])('%s', async (_, expression, value) => {
		const { session } = await openLocked();
		expect(await session.one(`select ${expression} as value`)).toEqual({ value });
	});
});

describe('a parameter', () => {
	test('is a value and never SQL', async () => {
		const { session } = await openLocked();
		const word = `'; drop table x; --`;
		expect(await session.one('select $word as word', { word })).toEqual({ word });
	});

	test('may be a list, an empty list or null', async () => {
		const { session } = await openLocked();
		const sql = `select coalesce(len($list::varchar[]), -1) as length`;
		expect(await session.one(sql, { list: ['a', 'b'] })).toEqual({ length: 2 });
		expect(await session.one(sql, { list: [] })).toEqual({ length: 0 });
		expect(await session.one(sql, { list: null })).toEqual({ length: -1 });
	});

	test('that the statement does not take is passed over', async () => {
		const { session } = await openLocked();
		expect(await session.one('select 1 as one', { other: 'x' })).toEqual({ one: 1 });
	});

	test('that the statement takes and nobody gave is an error by its name', async () => {
		const { session } = await openLocked();
		await expect(session.all('select $client')).rejects.toThrow(
			'the parameter client was not given',
		);
	});
});

test('a statement that should answer with one row says so when it does not', async () => {
	const { session } = await openLocked();
	await expect(session.one('from range(2)')).rejects.toThrow('expected one row');
	await expect(session.one('from range(0)')).rejects.toThrow('expected one row');
});
