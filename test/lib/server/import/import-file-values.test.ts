import { describe, expect, test } from 'vitest';
import { shareWriter } from './share-writer.ts';

const shared = shareWriter();

/** The current value of one field of the test's only ticket. */
async function ticketField(field: string): Promise<unknown> {
	const [[value] = []] = await shared.current('ticket', field);
	return value;
}

/** Imports one ticket with a further field, and returns what became of both. */
async function importTicket(field: string, cell: string, options: { zone?: string } = {}) {
	const imported = await shared.import(
		'tickets',
		`ticket_id,title,status,created_at,${field}
		1,Printer on fire,Open,2026-03-02T09:00:00Z,"${cell}"`,
		options,
	);
	return { ...imported.report, value: await ticketField(field) };
}

describe('a missing value', () => {
	test.each(['', '?', '-', '--', 'null', 'NULL', 'N/A', 'n/a', '   ', ' ? '])(
		'written as “%s” is null and nothing to report',
		async (cell) => {
			const { value, unreadableCount } = await importTicket('priority', cell);
			expect(value).toBeNull();
			expect(unreadableCount).toBe(0);
		},
	);

	test('in a column of numbers is null, not zero', async () => {
		expect((await importTicket('reopen_count', '')).value).toBeNull();
	});

	test('of a column that the file does not have is null', async () => {
		await importTicket('priority', 'High');
		expect(await ticketField('queue')).toBeNull();
	});

	test('is not seen in text that only begins like it', async () => {
		expect((await importTicket('priority', '- none -')).value).toBe('- none -');
	});
});

describe('a date that stands for no date', () => {
	test.each([
		'1900-01-01',
		'1900-01-01T00:00:00Z',
		'1970-01-01T00:00:00Z',
		'1970-01-01 00:00:00',
		'2099-12-31',
		'9999-12-31T23:59:59Z',
		'0001-01-01',
	])('such as %s is null and nothing to report', async (cell) => {
		const { value, unreadableCount, rows } = await importTicket('due_at', cell);
		expect(value).toBeNull();
		expect(unreadableCount).toBe(0);
		expect(rows.loaded).toBe(1);
	});

	test('is null in a column of days too', async () => {
		await shared.import(
			'clients',
			`client_id,name,started_on,ended_on
			A,Ashdown,2020-01-01,2099-12-31
			B,Bright,1900-01-01,`,
		);
		expect(await shared.current('client', 'client_id, started_on, ended_on')).toEqual([
			['A', '2020-01-01', null],
			['B', null, null],
		]);
	});

	test('is known by the wall of its zone as well as by the instant', async () => {
		const { value } = await importTicket('due_at', '1970-01-01 01:00:00', {
			zone: 'Europe/Amsterdam',
		});
		expect(value).toBeNull();
	});

	test('is not a date near it', async () => {
		expect((await importTicket('due_at', '2098-12-31T00:00:00Z')).value).toBe(
			'2098-12-31T00:00:00.000Z',
		);
		expect((await importTicket('due_at', '1970-01-02T00:00:00Z')).value).toBe(
			'1970-01-02T00:00:00.000Z',
		);
	});
});

describe('an optional cell that cannot be read', () => {
	test.each([
		['due_at', 'next Friday', 'is not a date and time that can be read'],
		['due_at', '2026-02-30', 'is not a date and time that can be read'],
		['reopen_count', 'twice', 'is not a whole number'],
		['reopen_count', '1.5', 'is not a whole number'],
		['estimate_hours', '1,234', 'is not a number that can be read for certain'],
		['source_resolution_met', 'perhaps', 'is neither yes nor no'],
	])('%s “%s” is reported, and its row is loaded', async (column, cell, reason) => {
		const { value, rows, unreadable, unreadableCount } = await importTicket(column, cell);
		expect(value).toBeNull();
		expect(rows).toEqual({ read: 1, loaded: 1, setAside: 0, quarantined: 0 });
		expect(unreadable).toMatchObject([
			{ relation: 'ticket', line: 2, column, value: cell, reason },
		]);
		expect(unreadableCount).toBe(1);
	});

	test.each(['1.500', '1.500 €'])(
		'is shown as the file has it where its mark is open: %s',
		async (cell) => {
			const { report } = await shared.import(
				'time',
				`person,worked_on,actual_hours,amount\nAda,2026-03-02,1,"${cell}"\nAda,2026-03-03,1,"5,000"`,
			);
			expect(report.unreadable.map(({ value }) => value)).toEqual([cell, '5,000']);
		},
	);

	test('is shown as the file has it where its row needs it, too', async () => {
		const { report } = await shared.import(
			'time',
			`person,worked_on,actual_hours\nAda,2026-03-02,1.500\nAda,2026-03-03,"1,500"`,
		);
		expect(report.quarantined.map(({ value }) => value)).toEqual(['1.500', '1,500']);
	});

	test('is counted beyond those that are listed', async () => {
		const rows = Array.from(
			{ length: 130 },
			(_, row) => `${row},Printer,Open,2026-03-02T09:00:00Z,soon`,
		);
		const { report } = await shared.import(
			'tickets',
			['ticket_id,title,status,created_at,due_at', ...rows].join('\n'),
		);
		expect(report.unreadableCount).toBe(130);
		expect(report.unreadable).toHaveLength(100);
		expect(report.unreadable.at(-1)?.line).toBe(101);
	});

	test('of a row that is not loaded is not reported as left empty', async () => {
		const { report } = await shared.import(
			'tickets',
			`ticket_id,title,status,created_at,due_at
			,Quarantined,Open,2026-03-02T09:00:00Z,soon
			1,Set aside,Open,2026-03-02T09:00:00Z,soon
			1,Loaded,Open,2026-03-02T09:00:00Z,soon`,
		);
		expect(report.rows).toEqual({ read: 3, loaded: 1, setAside: 1, quarantined: 1 });
		expect(report.unreadable.map(({ line }) => line)).toEqual([4]);
		expect(report.unreadableCount).toBe(1);
	});
});

describe('a value', () => {
	test.each([
		['estimate_hours', '1,234.50', '1234.5000'],
		['estimate_hours', '-0.25', '-0.2500'],
		['estimate_hours', '.5', '0.5000'],
		['reopen_count', '3', 3],
		['reopen_count', '3.0', 3],
		['source_resolution_met', 'TRUE', true],
		['source_resolution_met', 'No', false],
		['source_resolution_met', '0', false],
		['parent_id', '0000001', '0000001'],
		['parent_id', '1234567890123456789', '1234567890123456789'],
		['parent_id', 'T20260430.0046', 'T20260430.0046'],
		['priority', '  High ', 'High'],
		['description', 'first line\nsecond “line”', 'first line\nsecond “line”'],
		['description', 'a ""quoted"" word, and more', 'a "quoted" word, and more'],
	])('%s “%s” is read as it is meant', async (field, cell, value) => {
		expect((await importTicket(field, cell)).value).toBe(value);
	});
});

describe('a time', () => {
	test('without an offset is one of the file’s zone', async () => {
		const { value, warnings } = await importTicket('due_at', '2026-07-01 09:00:00', {
			zone: 'Europe/London',
		});
		expect(value).toBe('2026-07-01T08:00:00.000Z');
		expect(warnings).toEqual([]);
	});

	test('with an offset is what it says, whatever the file’s zone', async () => {
		const { value } = await importTicket('due_at', '2026-07-01T09:00:00-05:00', {
			zone: 'Europe/London',
		});
		expect(value).toBe('2026-07-01T14:00:00.000Z');
	});

	test('without an offset and without a zone is taken as UTC, with a warning', async () => {
		const { value, warnings } = await importTicket('due_at', '2026-07-01 09:00:00', {
			zone: undefined,
		});
		expect(value).toBe('2026-07-01T09:00:00.000Z');
		expect(warnings).toEqual([expect.stringContaining('taken as UTC')]);
	});

	test('with an offset needs no zone and gives no warning', async () => {
		const { warnings } = await importTicket('due_at', '2026-07-01T09:00:00Z', { zone: undefined });
		expect(warnings).toEqual([]);
	});

	test('of a day alone is the day that is written, whatever the zone', async () => {
		await shared.import(
			'absence',
			`person,absent_on
			Ada,2026-03-02
			Ben,2026-03-02T23:30:00-08:00`,
			{ zone: 'Pacific/Auckland' },
		);
		expect(await shared.current('absence', 'person, absent_on')).toEqual([
			['Ada', '2026-03-02'],
			['Ben', '2026-03-02'],
		]);
	});
});

test('the order of day and month that a person states is used', async () => {
	const table = `client_id,name,started_on
		A,Ashdown,03/04/2026`;
	await shared.import('client', table, { dateOrder: 'mdy' });
	expect(await shared.current('client', 'started_on')).toEqual([['2026-03-04']]);
	await shared.import('client', table, { dateOrder: 'dmy' });
	expect(await shared.current('client', 'started_on')).toEqual([['2026-04-03']]);
});

describe('numbers', () => {
	const times = `person,worked_on,actual_hours,amount,note
		Ada,2026-03-02,"7,5","1.234","a"
		Ben,2026-03-02,2 h,"2.345,50","b"
		Cleo,2026-03-02,12 min,(12),"c"`;

	test('of any layout are read by the marks that their column shows', async () => {
		const { report } = await shared.import('times', times);
		expect(report.unreadable).toEqual([]);
		expect(await shared.current('time_entry', 'person, actual_hours, amount')).toEqual([
			['Ada', '7.5000', '1234.0000'],
			['Ben', '2.0000', '2345.5000'],
			['Cleo', '0.2000', '-12.0000'],
		]);
	});

	test('are kept as they came where their row cannot be used', async () => {
		await shared.import('times', `person,worked_on,actual_hours\n,2026-03-02,"7,5"`);
		const rows = await shared.all(
			`select content from quarantined_row join import using (import_id) where source = $source`,
		);
		expect(rows.map(({ content }) => JSON.parse(String(content)) as unknown)).toEqual([
			{ '1': null, '2': '2026-03-02', '3': '7,5' },
		]);
	});

	test('that depend on an unknown mark are listed, until a person states it', async () => {
		const table = `person,worked_on,actual_hours,amount\nAda,2026-03-02,1,"1,234"`;
		const { report } = await shared.import('times', table);
		expect(report.unreadable).toMatchObject([{ column: 'amount', value: '1,234' }]);
		expect(report.warnings).toEqual([expect.stringContaining('1,234')]);
		await shared.import('times', table, { decimalMark: ',' });
		expect(await shared.current('time_entry', 'amount')).toEqual([['1.2340']]);
	});
});

describe('numbers with more decimals than are kept', () => {
	const rows = (...amounts: string[]) =>
		[
			'person,worked_on,actual_hours,amount',
			...amounts.map((amount) => `Ada,2026-03-02,1,"${amount}"`),
		].join('\n');

	test('are rounded, which is said with their count and the first line', async () => {
		const { report } = await shared.import('times', rows('1.5', '0.00001', '0.33333', '2.50000'));
		expect(report.warnings).toEqual([
			'2\u00a0numbers of amount have more than four decimals and are rounded, first 0.00001 on line 3',
		]);
		expect(await shared.current('time_entry', 'amount')).toContainEqual(['0.3333']);
	});

	test('are found beside a currency and with a comma, too', async () => {
		const { report } = await shared.import('times', rows('1,50 €', '0,33333 €'));
		expect(report.warnings).toEqual([
			'1\u00a0number of amount has more than four decimals and is rounded, first 0,33333 € on line 3',
		]);
	});

	test('are none among numbers that say the same in four', async () => {
		expect(
			(await shared.import('times', rows('1.5000', '1234567.1', '1.234,5', '2.50000'))).report
				.warnings,
		).toEqual([]);
	});
});

test('columns that share a header are one, with all that they say', async () => {
	const { report } = await shared.import(
		'tickets',
		`ticket_id,title,status,created_at,tags,tags,due_at,due_at
		1,a,Open,2026-03-02,red,blue,,2026-03-03
		2,b,Open,2026-03-02,red,red,2026-03-03,2026-03-03
		3,c,Open,2026-03-02,,,2026-03-03,2026-03-04`,
	);
	expect(await shared.current('ticket', 'ticket_id, tags, due_at')).toEqual([
		['1', 'red, blue', '2026-03-03T00:00:00.000Z'],
		['2', 'red', '2026-03-03T00:00:00.000Z'],
		['3', null, null],
	]);
	expect(report.unreadable).toMatchObject([
		{ line: 4, column: 'due_at', value: '2026-03-03, 2026-03-04' },
	]);
});

test('two columns may write day and month in two orders', async () => {
	await shared.import(
		'tickets',
		`ticket_id,title,status,created_at,due_at
		1,a,Open,13/02/2026 09:00,02/13/2026
		2,b,Open,01/02/2026 09:00,02/01/2026`,
	);
	expect(await shared.current('ticket', 'ticket_id, created_at, due_at')).toEqual([
		['1', '2026-02-13T09:00:00.000Z', '2026-02-13T00:00:00.000Z'],
		['2', '2026-02-01T09:00:00.000Z', '2026-02-01T00:00:00.000Z'],
	]);
});

test('what stands for no value is counted, column by column', async () => {
	const { report } = await shared.import(
		'tickets',
		`ticket_id,title,status,created_at,priority,due_at
		1,a,Open,2026-03-02,?,1900-01-01
		2,b,Open,2026-03-02,N/A,2026-03-03
		3,c,Open,2026-03-02,,null`,
	);
	expect(report.missing).toEqual([
		{ column: 'priority', tokens: 2, sentinels: 0 },
		{ column: 'due_at', tokens: 1, sentinels: 1 },
	]);
});

test('a time that the clocks skipped is loaded, with a warning that says where it stands', async () => {
	const { report } = await shared.import(
		'tickets',
		`ticket_id,title,status,created_at
		1,a,Open,2026-03-29 01:30:00`,
		{ zone: 'Europe/London' },
	);
	expect(report.rows.loaded).toBe(1);
	expect(report.warnings).toEqual([
		expect.stringMatching(/^1 time of created_at did not exist in Europe\/London, first on line 2/),
	]);
});

describe('a date that is against the others', () => {
	const days = (...cells: string[]) =>
		[
			'ticket_id,title,status,created_at',
			...cells.map((cell, row) => `${row},a,Open,${cell}`),
		].join('\n');

	test('because no order makes it possible shows nothing and costs its own row', async () => {
		const { report } = await shared.import(
			'tickets',
			days('13/04/2026', '45/13/2026', '13/45/2026', '14/04/2026'),
		);
		expect(report.rows).toMatchObject({ loaded: 2, quarantined: 2 });
		expect(report.quarantined).toMatchObject([
			{ line: 3, value: '45/13/2026', reason: 'is not a date and time that can be read' },
			{ line: 4, value: '13/45/2026', reason: 'is not a date and time that can be read' },
		]);
	});

	test('because it has the other order than was stated costs its own row', async () => {
		const { report } = await shared.import(
			'tickets',
			days('13/04/2026', '04/13/2026', '03/04/2026'),
			{ dateOrder: 'dmy' },
		);
		expect(report.quarantined).toMatchObject([
			{
				line: 3,
				value: '04/13/2026',
				reason: 'has day and month in the other order than the rest of the file',
			},
		]);
		expect((await shared.current('ticket', 'created_at')).toSorted()).toEqual([
			['2026-04-03T00:00:00.000Z'],
			['2026-04-13T00:00:00.000Z'],
		]);
	});

	test('is refused where the file has many of that kind', async () => {
		const many = ['13/04/2026', ...Array.from({ length: 4 }, () => '04/13/2026')];
		await expect(shared.import('tickets', days(...many), { dateOrder: 'dmy' })).rejects.toThrow(
			/both orders \(1 day first, 4 month first\)/,
		);
	});

	test('because it lies too far ahead says so', async () => {
		const { report } = await shared.import('tickets', days('2026-03-02', '2099-03-02 08:00'));
		expect(report.quarantined).toMatchObject([
			{ value: '2099-03-02 08:00', reason: 'lies too far ahead, after 2098' },
		]);
	});
});
