import { beforeAll, describe, expect, test } from 'vitest';
import {
	findDateFormats,
	readDateFormats,
	toDateMacros,
	toIsoSql,
	type DateOrder,
	type DateReading,
} from '#lib/server/import/date-formats.ts';
import { toFormat } from '#lib/server/import/date-text.ts';
import { englishMonths, monthNames } from '#lib/server/import/month-names.ts';
import { ImportError } from '#lib/server/import/import-error.ts';
import { openInstance, Session } from '#lib/server/warehouse/duckdb.ts';

let session: Session;

beforeAll(async () => {
	const instance = await openInstance({
		path: ':memory:',
		allowedDirectories: [],
		temporaryDirectory: '/nowhere',
	});
	session = await Session.open(instance);
	return () => {
		session.close();
		instance.closeSync();
	};
});

/** Reads columns of dates as the importer does; records begin on line 2. */
async function readColumns(
	columns: Record<string, readonly (string | null)[]>,
	stated: DateOrder | null = null,
): Promise<DateReading> {
	const names = Object.keys(columns);
	const cells = Object.values(columns);
	const rows = (cells[0] ?? []).map((_, row) => {
		const values = cells.map((column) =>
			column[row] == null ? 'null::varchar' : `'${column[row]}'`,
		);
		return `(${row + 1}, ${values.join(', ')})`;
	});
	await session.run(
		`create or replace temp table file as
		from (values ${rows.join(', ')}) as file(record_number, ${names.map((_, at) => `c${at}`).join(', ')})`,
	);
	return readDateFormats(session, {
		file: 'export.csv',
		columns: names.map((name, position) => ({ name, sql: `c${position}` })),
		stated,
		lineOf: async (record) => record + 1,
	});
}

const readDates = (...cells: string[]) => readColumns({ Opened: cells });

async function refusalOf(reading: Promise<DateReading>): Promise<ImportError> {
	const error: unknown = await reading.catch((reason: unknown) => reason);
	if (error instanceof ImportError) return error;
	throw new Error('expected an ImportError', { cause: error });
}

/** What the macros make of a cell, as instant and as day. */
async function readCell(cell: string, zone = 'UTC'): Promise<unknown[]> {
	await session.run(toDateMacros(await readDates(cell, '31/12/2025'), zone));
	const row = await session.one(
		`select parse_instant($cell) as instant, parse_local($cell)::date as day`,
		{ cell },
	);
	return [row['instant'], row['day']];
}

describe('the format of a date', () => {
	test.each([
		['29/2/2016 01:16', 'dmy', '%d/%m/%Y %H:%M'],
		['03-13-2025 18:08:55', 'mdy', '%m-%d-%Y %H:%M:%S'],
		['22/Sep/25 9:26 AM', 'dmy', '%d/%b/%y %I:%M %p'],
		['22/Sep/25 9:26 AM', 'mdy', '%d/%b/%y %I:%M %p'],
		['31.3.2025', 'dmy', '%d.%m.%Y'],
		['12/31/26, 9:05 pm', 'mdy', '%m/%d/%y, %I:%M %p'],
		['3/17/2025 6:04', 'mdy', '%m/%d/%Y %H:%M'],
	] as const)('%s, %s', (example, order, format) => {
		expect(toFormat(example, order)).toBe(format);
	});

	test.each(['2025-03-31', '2025-03-31T10:00:00Z', 'soon', '1/2', '1/2/3', '31/12/2025 noon'])(
		'is not guessed for “%s”',
		(example) => {
			expect(toFormat(example, 'dmy')).toBeNull();
		},
	);
});

describe('the order of day and month', () => {
	test('is seen from the first number above twelve', async () => {
		expect((await readDates('01/02/2026', '31/01/2026')).order).toBe('dmy');
		expect((await readDates('01/02/2026', '01/31/2026')).order).toBe('mdy');
	});

	test('is seen wherever in the file that number stands', async () => {
		const ambiguous = Array.from({ length: 30_000 }, () => '01/02/2026');
		expect((await readDates(...ambiguous, '12/31/2026')).order).toBe('mdy');
	});

	test.each([['26-07-13'], ['25-12-31'], ['31.12.25 10:00'], ['26/07/13, 9:05 am']])(
		'is asked for where a year of two digits may stand first, as in %s',
		async (cell) => {
			const error = await refusalOf(readDates(cell, '05-06-25'));
			expect(error).toMatchObject({ line: 2, value: cell });
			expect(error.message).toMatch(/day or the year first.*say so \(dmy.*four digits/);
			expect((await readColumns({ Opened: [cell] }, 'dmy')).order).toBe('dmy');
		},
	);

	test('is asked for in a column whose year may stand first, whatever another column shows', async () => {
		const columns = { Opened: ['31/12/2025'], Closed: ['26-07-13'] };
		await expect(readColumns(columns)).rejects.toThrow('day or the year first');
	});

	test.each([
		['22/Sep/25', '2025-09-22'],
		['3/17/25', '2025-03-17'],
		['03/17/25', '2025-03-17'],
		['17.3.25', '2025-03-17'],
		['13-07-99', '1999-07-13'],
	])('follows where the year of %s can only stand last', async (cell, day) => {
		await session.run(toDateMacros(await readDates(cell), 'UTC'));
		const row = await session.one('select parse_local($cell)::date::varchar as day', { cell });
		expect(row['day']).toBe(day);
	});

	test('of dates whose year may stand first follows from others of their column', async () => {
		expect((await readDates('26-07-13', '13-07-99')).order).toBe('dmy');
		await expect(readDates('26-07-13', '07-26-13')).rejects.toThrow('both orders');
	});

	test('with the month first is refused where a first number above twelve rules it out', async () => {
		await expect(readColumns({ Opened: ['26-07-13'] }, 'mdy')).rejects.toThrow('contradict');
	});

	test('that one column shows holds for the others', async () => {
		const { order } = await readColumns({ Opened: ['01/02/2026'], Closed: ['13/02/2026'] });
		expect(order).toBe('dmy');
	});

	test('does not matter where dates are ISO or name their months', async () => {
		expect((await readDates('2026-02-01', '01/Feb/26 9:00 AM')).order).toBeNull();
	});

	test('that nothing shows is asked for, with the place of a date', async () => {
		const error = await refusalOf(
			readColumns({ Opened: ['2026-01-01', '2026-01-02'], Closed: [null, '01/02/2026'] }),
		);
		expect(error).toMatchObject({
			file: 'export.csv',
			line: 3,
			column: 'Closed',
			value: '01/02/2026',
		});
		expect(error.remedy).toContain('day first (dmy');
	});

	test('that a person states settles what nothing shows', async () => {
		expect((await readColumns({ Opened: ['01/02/2026'] }, 'mdy')).order).toBe('mdy');
	});

	test('that a person states is refused where a date contradicts it', async () => {
		const error = await refusalOf(readColumns({ Opened: ['01/02/2026', '13/02/2026'] }, 'mdy'));
		expect(error).toMatchObject({ line: 3, column: 'Opened', value: '13/02/2026' });
		expect(error.problem).toContain('mdy');
	});

	test('may not change within a file', async () => {
		const error = await refusalOf(readDates('13/02/2026', '02/03/2026', '02/13/2026'));
		expect(error).toMatchObject({ file: 'export.csv', column: 'Opened' });
		expect(error.problem).toContain('both orders');
		// Which of the two is the odd one nobody knows; the place is that of one of them.
		expect([
			['13/02/2026', 2],
			['02/13/2026', 4],
		]).toContainEqual([error.value, error.line]);
	});
});

test('a date that is possible in neither order shows none', async () => {
	expect((await readDates('45/13/2026', '13/45/2026', '14/04/2026')).order).toBe('dmy');
	expect((await readDates('45/13/2026')).order).toBeNull();
});

test('a stated order decides between both in one column', async () => {
	expect((await readColumns({ Opened: ['13/02/2026', '02/13/2026'] }, 'mdy')).order).toBe('mdy');
});

describe('a time without an offset', () => {
	test.each([
		['2026-03-02 09:00:00', true],
		['2026-03-02', false],
		['2026-03-02T09:00:00Z', false],
		['2026-03-02T09:00:00.000+01:00', false],
		['2026-03-02 09:00:00+01', false],
		['2026-03-02 09:00:00 UTC', false],
		['22/Sep/25 9:26 AM', true],
	])('in %s: %s', async (cell, hasLocalTimes) => {
		expect((await readDates(cell)).hasLocalTimes).toBe(hasLocalTimes);
	});

	test('is on the wall of the zone, on both sides of a clock change', async () => {
		const instantOf = async (cell: string) => (await readCell(cell, 'Europe/London'))[0];
		expect(await instantOf('2026-03-28 12:00')).toBe('2026-03-28T12:00:00.000Z');
		expect(await instantOf('2026-03-29 12:00')).toBe('2026-03-29T11:00:00.000Z');
		expect(await instantOf('2026-10-24 12:00')).toBe('2026-10-24T11:00:00.000Z');
		expect(await instantOf('2026-10-25 12:00')).toBe('2026-10-25T12:00:00.000Z');
	});

	test('that the clocks skip is taken as the hour after, and one that they repeat as one of both', async () => {
		const [skipped] = await readCell('2026-03-29 01:30', 'Europe/London');
		expect(skipped).toBe('2026-03-29T01:30:00.000Z');
		const [repeated] = await readCell('2026-10-25 01:30', 'Europe/London');
		expect(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']).toContain(repeated);
	});
});

describe('a time with an offset', () => {
	test.each([
		['2026-07-02T09:00:00Z', '2026-07-02T09:00:00.000Z'],
		['2026-10-25T02:30Z', '2026-10-25T02:30:00.000Z'],
		['2026-10-25 02:30+02:00', '2026-10-25T00:30:00.000Z'],
		['2026-10-25T02:30+0200', '2026-10-25T00:30:00.000Z'],
		['2026-10-25 02:30 UTC', '2026-10-25T02:30:00.000Z'],
		['31/12/2025 10:00Z', '2025-12-31T10:00:00.000Z'],
		['2026-07-02T09:00:00+02:00', '2026-07-02T07:00:00.000Z'],
		['2026-07-02 09:00:00-0430', '2026-07-02T13:30:00.000Z'],
		['2026-07-02 09:00:00+00', '2026-07-02T09:00:00.000Z'],
		['2026-07-02 09:00:00.123456+02', '2026-07-02T07:00:00.123Z'],
		['2026-07-02 09:00:00 UTC', '2026-07-02T09:00:00.000Z'],
	])('is the instant that it says, whatever the zone: %s', async (cell, instant) => {
		expect((await readCell(cell, 'Europe/London'))[0]).toBe(instant);
	});

	test('is on the day that is written, whatever the zone', async () => {
		expect((await readCell('2026-03-02T00:30:00+01:00', 'America/New_York'))[1]).toBe('2026-03-02');
	});

	test('leaves the days beside it alone', async () => {
		await session.run(
			toDateMacros(await readDates('2026-07-02T09:00:00Z', '31-03-2026'), 'Europe/London'),
		);
		const row = await session.one(`select parse_instant('31-03-2026') as instant`);
		expect(row['instant']).toBe('2026-03-30T23:00:00.000Z');
	});
});

test('years of two and of four digits are told apart within a file', async () => {
	await session.run(toDateMacros(await readDates('31/12/2025', '31/12/25'), 'UTC'));
	const row = await session.one(
		`select parse_local('01/02/26')::varchar as short, parse_local('01/02/2026')::varchar as long`,
	);
	expect(row).toEqual({ short: '2026-02-01 00:00:00', long: '2026-02-01 00:00:00' });
});

test('a day that does not exist is no date', async () => {
	expect(await readCell('30/02/2026')).toEqual([null, null]);
	expect(await readCell('2026-02-30')).toEqual([null, null]);
});

describe('a date in words', () => {
	test.each([
		['03/dic/25 9:53 AM', '2025-12-03T09:53:00.000Z'],
		['16/ene/24', '2024-01-16T00:00:00.000Z'],
		['5-févr.-25 14:10', '2025-02-05T14:10:00.000Z'],
		['22 août 2025', '2025-08-22T00:00:00.000Z'],
		['3/Mrz/25 9:05 PM', '2025-03-03T21:05:00.000Z'],
		['22. Dezember 2025', '2025-12-22T00:00:00.000Z'],
		['12/set/25 2:00 PM', '2025-09-12T14:00:00.000Z'],
		['22 de agosto de 2025 às 14:10', '2025-08-22T14:10:00.000Z'],
		['Jan 28 2021', '2021-01-28T00:00:00.000Z'],
		['January 28, 2021', '2021-01-28T00:00:00.000Z'],
		['Jan/2/06 3:04 PM', '2006-01-02T15:04:00.000Z'],
		['25/11/26, 1:47 a. m.', '2026-11-25T01:47:00.000Z'],
		['25/11/26, 1:47\u{202f}p.m.', '2026-11-25T13:47:00.000Z'],
		['2026-07-02 9:05 PM', '2026-07-02T21:05:00.000Z'],
		['2026/07/02 09:00', '2026-07-02T09:00:00.000Z'],
		['26.01.2015 14.30', '2015-01-26T14:30:00.000Z'],
		['25-11-2026 01:02:03.123', '2026-11-25T01:02:03.123Z'],
		['Wednesday, September 02, 2026 01:27 AM GMT-05:00', '2026-09-02T06:27:00.000Z'],
		['Mon, 05 Jan 2026 10:00:00 +0100', '2026-01-05T09:00:00.000Z'],
		['2026-07-02 09:00:00 GMT-05:00', '2026-07-02T14:00:00.000Z'],
		['31/12/2025 09:00 UTC', '2025-12-31T09:00:00.000Z'],
	])('“%s” is %s', async (cell, instant) => {
		expect((await readCell(cell))[0]).toBe(instant);
	});

	test('with an offset is that instant, and without one is in the zone, in the same file', async () => {
		expect((await readCell('02/07/2026 09:00 +0200', 'America/New_York'))[0]).toBe(
			'2026-07-02T07:00:00.000Z',
		);
		expect((await readCell('2 juillet 2026 09:00', 'America/New_York'))[0]).toBe(
			'2026-07-02T13:00:00.000Z',
		);
	});

	test('of a month that no language knows is not read, and named', async () => {
		expect(await readCell('03/xyz/25 9:53 AM')).toEqual([null, null]);
		await readDates('03/nov/25 9:53 AM', '04/xyz/25 9:53 AM', 'soon', '-');
		const { unread } = await findDateFormats(session, [{ name: 'Opened', sql: 'c0' }]);
		expect(unread.map(({ example }) => example)).toEqual([
			{ record: 2, cell: '04/xyz/25 9:53 AM' },
			{ record: 3, cell: 'soon' },
		]);
	});
});

test('no name of a month stands for two, in any of the languages', () => {
	expect(Object.fromEntries(monthNames)).toMatchObject({
		dic: 12,
		dez: 12,
		ene: 1,
		out: 10,
		mai: 5,
	});
	for (const [number, english] of englishMonths.entries()) {
		expect(monthNames.get(english.toLowerCase())).toBe(number + 1);
	}
});

describe('columns that write their dates in two orders', () => {
	test('each keep their own, whatever the mark between the numbers', async () => {
		const { order, formats } = await readColumns({
			Opened: ['13/02/2026', '01/02/2026'],
			Logged: ['02-13-2026', '02-01-2026'],
		});
		expect(order).toBe('dmy');
		expect(formats).toEqual(['%d/%m/%Y']);
		const same = await readColumns({
			Opened: ['13/02/2026', '01/02/2026'],
			Logged: ['02/13/2026', '02/01/2026 10:00'],
		});
		expect(same.formats).toEqual(['%d/%m/%Y']);
		expect(same.otherFormats).toEqual([{ position: 1, formats: ['%m/%d/%Y %H:%M', '%m/%d/%Y'] }]);
		const row = await session.one(
			`select ${toIsoSql("'02/01/2026 10:00'", same.otherFormats[0]!.formats)} as iso`,
		);
		expect(row['iso']).toBe('2026-02-01 10:00:00.000000');
	});

	test('leave a third that shows none to the person', async () => {
		const columns = {
			Opened: ['13/02/2026'],
			Logged: ['02/13/2026'],
			Closed: ['01/02/2026'],
		};
		const error = await refusalOf(readColumns(columns));
		expect(error).toMatchObject({ column: 'Closed', value: '01/02/2026' });
		expect((await readColumns(columns, 'mdy')).order).toBe('mdy');
	});
});

test('what each column shows is there to be looked at before anything is decided', async () => {
	await readColumns({ Opened: ['01/02/2026', '13/02/2026'], Closed: ['03/04/2026', null] });
	const columns = ['Opened', 'Closed'].map((name, at) => ({ name, sql: `c${at}` }));
	const { orders } = await findDateFormats(session, columns);
	expect(orders).toMatchObject([
		{
			column: 'Opened',
			position: 0,
			separator: '/',
			example: { record: 1, cell: '01/02/2026' },
			dmy: { record: 2, cell: '13/02/2026' },
			mdy: null,
			order: 'dmy',
			from: 'column',
		},
		{
			column: 'Closed',
			position: 1,
			separator: '/',
			example: { record: 1, cell: '03/04/2026' },
			dmy: null,
			mdy: null,
			order: 'dmy',
			from: 'file',
		},
	]);
});
