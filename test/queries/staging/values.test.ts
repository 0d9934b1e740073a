import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { toDateMacros } from '#lib/server/import/date-formats.ts';
import { readSql } from '#lib/server/warehouse/sql-files.ts';

let connection: DuckDBConnection;

beforeAll(async () => {
	connection = await (await DuckDBInstance.create(':memory:')).connect();
	const reading = { formats: ['%d/%m/%Y %H:%M'], exchanged: [], hasOffsets: true, isWorded: false };
	await connection.run("set TimeZone = 'UTC'");
	await connection.run(toDateMacros(reading, 'America/New_York'));
	await connection.run(readSql('staging/values'));
	return () => connection.closeSync();
});

/** What an expression over `cell` makes of a text. */
async function evaluate(expression: string, cell: string | null): Promise<unknown> {
	const reader = await connection.runAndReadAll(
		`select (${expression})::varchar from (select $cell::varchar as cell)`,
		{ cell },
	);
	return reader.getRows()[0]?.[0];
}

const numeric = async (expression: string, cell: string | null) => {
	const value = await evaluate(expression, cell);
	return value === null ? null : Number(value);
};

describe('a duration in hours', () => {
	test.each([
		['1:30', 1.5],
		['01:30:00', 1.5],
		['27:15:00', 27.25],
		['-2:18', -2.3],
		['-0:03', -0.05],
		['0:06', 0.1],
		['00:44:05', 0.7347],
		['1.5', 1.5],
		['7,5', 7.5],
		['0,25', 0.25],
		['1h 30m', 1.5],
		['1h30m', 1.5],
		['90 min', 1.5],
		['1w 2d 3h 4m', 219.0667],
		['6 horas 54 minutos', 6.9],
		['1 dias 18 horas 47 minutos', 42.7833],
		['1 día 2 horas', 26],
		['2 jours 1 heure', 49],
		['1 Tag 3 Stunden', 27],
		['1 day, 2 hours', 26],
		['0 segundo', 0],
		['-1h 30m', -1.5],
		['1,234.50', 1234.5],
	])('“%s” is %d', async (cell, value) => {
		expect(await numeric('read_hours(cell)', cell)).toBe(value);
	});

	test.each(['1,234', '1:75', '25:61:00', '1:2', '3 fortnights', '2h 3x', 'h', ':30', 'soon', ''])(
		'“%s” is none that is certain',
		async (cell) => {
			expect(await numeric('read_hours(cell)', cell)).toBeNull();
			expect(await evaluate('as_hours(cell)', cell)).toBe(cell);
		},
	);

	test('of nothing is nothing', async () => {
		expect(await numeric('read_hours(cell)', null)).toBeNull();
		expect(await evaluate('as_hours(cell)', null)).toBeNull();
	});

	test.each([
		['read_hours(cell, unit_seconds := 1)', '32400', 9],
		['read_hours(cell, unit_seconds := 60)', '90', 1.5],
		['read_minutes(cell)', '90', 90],
		['read_minutes(cell)', '1:30', 90],
		['read_minutes(cell, unit_seconds := 1)', '10759071', 179317.85],
		['read_minutes(cell, unit_seconds := 1)', '5,510,746', 91845.7667],
		['read_minutes(cell, unit_seconds := 3600)', '1.5', 90],
		['read_seconds(cell, 1)', '0:01:05', 65],
		['read_seconds(cell, 1, day_hours := 8, week_days := 5)', '1w 2d 3h 4m', 212_640],
	])('%s counts the units of “%s”', async (expression, cell, value) => {
		expect(await numeric(expression, cell)).toBe(value);
	});

	test('is written as a plain number for the importer', async () => {
		expect(await evaluate('as_hours(cell)', ' 1:30 ')).toBe('1.5000');
		expect(await evaluate('as_minutes(cell)', '-0:30')).toBe('-30.0000');
	});
});

describe('a number with marks', () => {
	test.each([
		['12', 12],
		['1.5', 1.5],
		['5,510,746', 5_510_746],
		['7,5', 7.5],
		['13,50', 13.5],
		['0,12345', 0.1235],
		['2 553', 2553],
		['2\u{a0}553', 2553],
		['2\u{202f}553,50', 2553.5],
		["1'234.50", 1234.5],
		['1.234,50', 1234.5],
		['1.234.567,8', 1_234_567.8],
		['1.234.567', 1_234_567],
		['1,020.00', 1020],
		['-1,234,567.25', -1_234_567.25],
	])('“%s” is %d', async (cell, value) => {
		expect(await numeric('to_marked_number(cell)', cell)).toBe(value);
	});

	test.each([
		'1,234',
		'-1,234',
		'12 34',
		'1,23,456',
		'1.2.3',
		'1,2,3',
		'1e5',
		'0x10',
		'twelve',
		'1 kg',
	])('“%s” is not read for certain', async (cell) => {
		expect(await numeric('to_marked_number(cell)', cell)).toBeNull();
	});

	test.each([
		['1,234', '.', 1234],
		['1,234', ',', 1.234],
		['1.234', '.', 1.234],
		['1.234', ',', 1234],
		['1.234,5', ',', 1234.5],
		['7,500', ',', 7.5],
	])('“%s” is settled by the decimal mark “%s” of the tool', async (cell, mark, value) => {
		expect(await numeric(`to_marked_number(cell, decimal_mark := '${mark}')`, cell)).toBe(value);
	});

	test('to_number itself stays as strict as it was', async () => {
		for (const cell of ['7,5', '5,510,746', '1,234', '2 553', '1.234,50']) {
			expect(await numeric('to_number(cell)', cell)).toBeNull();
		}
	});
});

describe('money', () => {
	test.each([
		['$13.50', 13.5],
		['$1,000.00', 1000],
		['-$5.00', -5],
		['$-5.00', -5],
		['(1,234.56)', -1234.56],
		['(12.00)', -12],
		['($5.00)', -5],
		['1.234,50 €', 1234.5],
		['€ 7,5', 7.5],
		['£80', 80],
		['R$ 1.234,50', 1234.5],
		['US$1.00', 1],
		['USD 10.00', 10],
		['10.00 USD', 10],
		['0', 0],
	])('“%s” is %d', async (cell, value) => {
		expect(await numeric('to_money(cell)', cell)).toBe(value);
	});

	test.each(['$1,234', '(-5.00)', '$', 'AB12', '10 kg', 'free'])(
		'“%s” is not read, and passed on to be reported',
		async (cell) => {
			expect(await numeric('to_money(cell)', cell)).toBeNull();
			expect(await evaluate('as_money(cell)', cell)).toBe(cell);
		},
	);

	test.each([
		['United States Dollar - USD', 'USD'],
		['British Pound - GBP', 'GBP'],
		['usd', 'USD'],
		['$', null],
		['Dollars', null],
	])('the currency of “%s” is %s', async (cell, code) => {
		expect(await evaluate('to_currency(cell)', cell)).toBe(code);
	});
});

describe('a flag', () => {
	test.each(['true', 'YES', 'y', '1', 'Sim', 'Sí', 'si', 'Oui', 'Ja'])(
		'“%s” is yes',
		async (cell) => {
			expect(await evaluate('to_flag(cell)', cell)).toBe('true');
			expect(await evaluate('as_opposite(cell)', cell)).toBe('false');
		},
	);

	test.each(['false', 'No', 'N', '0', 'Não', 'nao', 'Non', 'Nein'])('“%s” is no', async (cell) => {
		expect(await evaluate('to_flag(cell)', cell)).toBe('false');
		expect(await evaluate('as_opposite(cell)', cell)).toBe('true');
	});

	test('that says neither is passed on', async () => {
		expect(await evaluate('to_flag(cell)', 'perhaps')).toBeNull();
		expect(await evaluate('as_opposite(cell)', 'perhaps')).toBe('perhaps');
	});

	test.each([
		['1:30', 'true'],
		['27:15', 'true'],
		['0:00', 'true'],
		['-2:18', 'false'],
		['-0:05', 'false'],
		['-60', 'false'],
		['soon', 'soon'],
		[null, null],
	])('of a margin of %s is %s', async (cell, kept) => {
		expect(await evaluate('as_kept(cell)', cell)).toBe(kept);
	});
});

describe('a time whose header says UTC', () => {
	test.each([
		['2026-03-13 13:00:00', '2026-03-13 13:00:00+00'],
		['13/03/2026 13:00', '2026-03-13 13:00:00+00'],
		['2026-03-13T09:00:00-04:00', '2026-03-13 13:00:00+00'],
		['2026-03-08 02:30:00', '2026-03-08 02:30:00+00'],
	])('is “%s” in UTC, whatever the zone of the file', async (cell, instant) => {
		expect(await evaluate('to_instant(as_utc(cell))', cell)).toBe(instant);
	});

	test('keeps the day that was written, and text that is no time', async () => {
		expect(await evaluate('to_day(as_utc(cell))', '2026-03-13 23:30:00')).toBe('2026-03-13');
		expect(await evaluate('as_utc(cell)', 'yesterday')).toBe('yesterday');
		expect(await evaluate('as_utc(cell)', null)).toBeNull();
	});
});

describe('text', () => {
	test.each([
		["'-5", '-5'],
		["'=SUM(A1)", '=SUM(A1)'],
		["'+1", '+1'],
		["'@home", '@home'],
		["'tis", "'tis"],
		["5'-6'", "5'-6'"],
	])('that was guarded against formulas, “%s”, is “%s”', async (cell, text) => {
		expect(await evaluate('unguarded(cell)', cell)).toBe(text);
	});

	test.each([
		['2 553', '2553'],
		['12\u{202f}345', '12345'],
		['1\u{a0}027 ', '1027'],
		['0012', '0012'],
		['A 553', 'A 553'],
		['25 53', '25 53'],
	])('of an id, “%s”, is “%s”', async (cell, id) => {
		expect(await evaluate('as_plain_id(cell)', cell)).toBe(id);
	});

	test.each([
		['Hopper, Grace', 'Grace Hopper'],
		['Grace Hopper', 'Grace Hopper'],
		['Hopper, Grace, Dr', 'Hopper, Grace, Dr'],
	])('of a name, “%s”, is “%s”', async (cell, name) => {
		expect(await evaluate('given_name_first(cell)', cell)).toBe(name);
	});
});
