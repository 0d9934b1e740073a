import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareWriter, writeBytes } from './share-writer.ts';

const shared = shareWriter();

describe('a row that cannot be used', () => {
	test('is quarantined with line, column, value and reason, and the others are loaded', async () => {
		const { report } = await shared.import(
			'tickets',
			`ticket_id,title,status,created_at
			1,Printer on fire,Open,2026-03-02T09:00:00Z
			,No number,Open,2026-03-02T09:00:00Z
			3,Bad date,Open,yesterday
			4,,Open,2026-03-02T09:00:00Z`,
		);
		expect(report.rows).toEqual({ read: 4, loaded: 1, setAside: 0, quarantined: 3 });
		expect(report.quarantined).toMatchObject([
			{ relation: 'ticket', line: 3, column: 'ticket_id', value: null, reason: 'is missing' },
			{
				relation: 'ticket',
				line: 4,
				column: 'created_at',
				value: 'yesterday',
				reason: 'is not a date and time that can be read',
			},
			{ relation: 'ticket', line: 5, column: 'title', value: null, reason: 'is missing' },
		]);
		expect(await shared.current('ticket', 'ticket_id')).toEqual([['1']]);
	});

	test('is placed on its physical line after cells of several lines', async () => {
		const { report } = await shared.importFile(
			writeBytes(
				'tickets.csv',
				'ticket_id,title,description,status,created_at\r\n' +
					'1,Printer,"smoke\r\nand\r\nfire",Open,2026-03-02T09:00:00Z\r\n' +
					'\r\n' +
					'2,Scanner,"dust",Open,soon\r\n' +
					',"Two\nlines",,Open,2026-03-02T09:00:00Z\r\n',
			),
		);
		expect(report.quarantined.map(({ line, column }) => [line, column])).toEqual([
			[6, 'created_at'],
			[7, 'ticket_id'],
		]);
	});

	test('is kept whole in the warehouse, to be mended there', async () => {
		const { importId } = await shared.import(
			'tickets',
			`ticket_id,title,status,created_at
			,No number,Open,2026-03-02T09:00:00Z`,
		);
		const [row] = await shared.all(
			'select line_number, content from quarantined_row where import_id = $id',
			{ id: importId },
		);
		expect(row?.['line_number']).toBe(2);
		expect(Object.values(JSON.parse(String(row?.['content'])) as object)).toEqual([
			null,
			'No number',
			'Open',
			'2026-03-02T09:00:00Z',
		]);
	});

	test('is counted and kept beyond those that are listed', async () => {
		const rows = Array.from({ length: 150 }, () => ',No number,Open,2026-03-02T09:00:00Z');
		const { report, importId } = await shared.import(
			'tickets',
			['ticket_id,title,status,created_at', ...rows].join('\n'),
		);
		expect(report.rows.quarantined).toBe(150);
		expect(report.quarantined).toHaveLength(100);
		const [kept] = await shared.all(
			'select count(*)::integer as count from quarantined_row where import_id = $id',
			{ id: importId },
		);
		expect(kept).toEqual({ count: 150 });
	});

	test('of an event log is quarantined, wherever in the life of its incident it stands', async () => {
		const { report } = await shared.import(
			'log',
			`number,incident_state,sys_mod_count,sys_updated_at,opened_at
			INC1,New,0,2026-03-02 09:00,2026-03-02 09:00
			,New,1,2026-03-02 10:00,2026-03-02 09:00
			?,New,2,2026-03-02 11:00,2026-03-02 09:00
			,New,3,2026-03-02 11:30,2026-03-02 09:00
			INC1,Closed,4,2026-03-02 12:00,2026-03-02 09:00`,
		);
		expect(report.rows).toEqual({ read: 5, loaded: 2, setAside: 0, quarantined: 3 });
		expect(report.quarantined.map(({ line, column }) => [line, column])).toEqual([
			[3, 'ticket_id'],
			[4, 'ticket_id'],
			[5, 'ticket_id'],
		]);
	});

	test('of an event log does not speak for its incident when its time cannot be read', async () => {
		const { report } = await shared.import(
			'log',
			`number,incident_state,sys_mod_count,sys_updated_at,opened_at
			INC1,New,0,2026-03-02 09:00,2026-03-02 09:00
			INC1,Cancelled,1,some time,2026-03-02 09:00
			INC1,Closed,2,2026-03-02 12:00,2026-03-02 09:00`,
		);
		expect(await shared.current('ticket', 'status')).toEqual([['Closed']]);
		expect(await shared.current('ticket_event', 'from_value, to_value', '"at"')).toEqual([
			[null, 'New'],
			['New', 'Closed'],
		]);
		expect(report.quarantined).toMatchObject([
			{
				relation: 'ticket_event',
				line: 3,
				column: 'at',
				value: 'some time',
				reason: 'is not a date and time that can be read',
			},
		]);
	});
});

describe('rows about the same record', () => {
	test('are set aside but for the last one', async () => {
		const { report } = await shared.import(
			'tickets',
			`ticket_id,title,status,created_at
			1,First word,Open,2026-03-02T09:00:00Z
			2,Another,Open,2026-03-02T09:00:00Z
			1,Last word,Closed,2026-03-02T09:00:00Z`,
		);
		expect(report.rows).toEqual({ read: 3, loaded: 2, setAside: 1, quarantined: 0 });
		expect(report.setAside).toEqual([
			{
				reason: 'a later row of the file is about the same record',
				count: 1,
				lines: [2],
			},
		]);
		expect(await shared.current('ticket', 'ticket_id, title')).toEqual([
			['1', 'Last word'],
			['2', 'Another'],
		]);
	});

	test('do not give way to a later one that cannot be used', async () => {
		const { report } = await shared.import(
			'tickets',
			`ticket_id,title,status,created_at
			1,Usable,Open,2026-03-02T09:00:00Z
			1,,Open,2026-03-02T09:00:00Z`,
		);
		expect(report.rows).toMatchObject({ loaded: 1, setAside: 0, quarantined: 1 });
		expect(await shared.current('ticket', 'title')).toEqual([['Usable']]);
	});

	test('are as many events when an event log has them twice', async () => {
		const { report } = await shared.import(
			'events',
			`ticket_id,at,kind,from_value,to_value
			1,2026-03-02T09:00:00Z,public_reply,,
			1,2026-03-02T09:00:00Z,public_reply,,`,
		);
		expect(report.rows).toMatchObject({ loaded: 2, setAside: 0 });
		expect(await shared.current('ticket_event', 'ordinal')).toEqual([[1], [2]]);
	});
});

describe('a full export', () => {
	const tickets = (...ids: number[]) =>
		[
			'ticket_id,title,status,created_at',
			...ids.map((id) => `${id},Printer,Open,2026-03-02T09:00:00Z`),
		].join('\n');

	test('says how many records of earlier imports it lacks, and they stay', async () => {
		await shared.import('tickets', tickets(1, 2, 3));
		const { report } = await shared.import('tickets', tickets(1, 4), { isFull: true });
		expect(report.warnings).toEqual([
			expect.stringMatching(/^2\stickets of earlier .*they stay until/),
		]);
		expect(await shared.current('ticket', 'ticket_id')).toEqual([['1'], ['2'], ['3'], ['4']]);
	});

	test('that lacks nothing says nothing', async () => {
		await shared.import('tickets', tickets(1, 2));
		const { report } = await shared.import('tickets', tickets(1, 2), { isFull: true });
		expect(report.warnings).toEqual([]);
	});

	test('is measured against its own source alone', async () => {
		await shared.import('tickets', tickets(9), { source: `${shared.source} elsewhere` });
		const { report } = await shared.import('tickets', tickets(1), { isFull: true });
		expect(report.warnings).toEqual([]);
	});
});

describe('a mapping of a person’s own', () => {
	const map = {
		ticket: { ticket_id: 'Ref', title: 'Subject', status: 'State', created_at: 'Opened' },
	};

	test('loads a file of an unknown kind', async () => {
		const imported = await shared.import(
			'helpdesk',
			`Ref,Subject,State,Opened,Mood
			0042,Printer on fire,Open,31/12/2026 10:00,fine`,
			{ map, zone: 'Europe/London' },
		);
		expect(imported.report.rows).toMatchObject({ read: 1, loaded: 1 });
		expect(await shared.current('ticket', 'ticket_id, title, created_at')).toEqual([
			['0042', 'Printer on fire', '2026-12-31T10:00:00.000Z'],
		]);
	});

	test('may feed several relations from one file', async () => {
		await shared.import(
			'helpdesk',
			`Ref,Subject,State,Opened,Customer
			1,Printer,Open,2026-03-02,Ashdown`,
			{ map: { ...map, client: { client_id: 'Customer', name: 'Customer' } } },
		);
		expect(await shared.current('client', 'client_id')).toEqual([['Ashdown']]);
		expect(await shared.current('ticket', 'ticket_id')).toEqual([['1']]);
	});

	test('goes before what the file looks like', async () => {
		await shared.import(
			'tickets',
			`ticket_id,title,status,created_at,priority
			1,Printer,Open,2026-03-02,High`,
			{
				map: {
					ticket: {
						ticket_id: 'ticket_id',
						title: 'priority',
						status: 'status',
						created_at: 'created_at',
					},
				},
			},
		);
		expect(await shared.current('ticket', 'title')).toEqual([['High']]);
	});
});

test('a file in windows-1252 and one in UTF-16 load like the same in UTF-8', async () => {
	const text =
		'ticket_id,title,status,created_at\n1,Drucker läuft – heiß,Open,2026-03-02T09:00:00Z\n';
	const windows1252 = Buffer.from(text.replace('–', '\u0096'), 'latin1');
	const utf16 = Buffer.from(`\u{feff}${text}`, 'utf16le');
	for (const [content, encoding] of [
		[windows1252, 'windows-1252'],
		[utf16, 'utf-16le'],
		[`\u{feff}${text}`, 'utf-8'],
	] as const) {
		const imported = await shared.importFile(writeBytes('tickets.csv', content));
		expect(imported.encoding).toBe(encoding);
		expect(await shared.current('ticket', 'title')).toEqual([['Drucker läuft – heiß']]);
	}
	expect(await shared.countVersions('ticket')).toBe(1);
});

test.each([
	['semicolons', 'ticket_id;title;status;created_at\n1;a, b;Open;2026-03-02\n'],
	['tabs', 'ticket_id\ttitle\tstatus\tcreated_at\n1\ta, b\tOpen\t2026-03-02\n'],
	['Windows line ends', 'ticket_id,title,status,created_at\r\n1,"a, b",Open,2026-03-02\r\n'],
	['old Macintosh line ends', 'ticket_id,title,status,created_at\r1,"a, b",Open,2026-03-02\r'],
	['no last line end', 'ticket_id,title,status,created_at\n1,"a, b",Open,2026-03-02'],
	['blank lines', '\n\nticket_id,title,status,created_at\n\n1,"a, b",Open,2026-03-02\n\n\n'],
	[
		'quotes around everything',
		'"ticket_id","title","status","created_at"\n"1","a, b","Open","2026-03-02"\n',
	],
])('a file with %s is read', async (_, content) => {
	const { report } = await shared.importFile(writeBytes('tickets.csv', content));
	expect(report.rows).toEqual({ read: 1, loaded: 1, setAside: 0, quarantined: 0 });
	expect(await shared.current('ticket', 'ticket_id, title')).toEqual([['1', 'a, b']]);
});

test('a file of one column may have blank lines', async () => {
	const { report } = await shared.importFile(writeBytes('people.csv', 'person\nAda\n\nBen\n'));
	expect(report.rows.read).toBe(2);
	expect(await shared.current('person', 'person')).toEqual([['Ada'], ['Ben']]);
});

test('a file whose name looks like a pattern is that one file', async () => {
	const table = 'ticket_id,title,status,created_at\n1,a,Open,2026-03-02\n';
	const { file, report } = await shared.importFile(writeBytes("it's *[1]?.csv", table));
	expect(file).toBe("it's *[1]?.csv");
	expect(report.rows.loaded).toBe(1);
});

test('no dirty table loses a row: each is loaded, set aside or quarantined', async () => {
	const cells = fc.oneof(
		fc.string({ unit: 'grapheme', maxLength: 6 }),
		fc.constantFrom('', '?', 'null', '"', '""', ',', ';', 'a\nb', 'a\r\nb', "'", '  x  ', '\t|'),
	);
	const dirtyRow = fc.record({
		ticket_id: fc.constantFrom('1', '2', '3', '4', '', '-'),
		title: cells,
		status: fc.constantFrom('Open', 'Closed', '', 'N/A'),
		created_at: fc.constantFrom(
			'2026-03-02T09:00:00Z',
			'2026-03-02 09:00',
			'soon',
			'',
			'2099-01-01',
		),
		due_at: fc.constantFrom('', 'whenever', '2026-03-05T09:00:00Z'),
		tags: cells,
	});
	type DirtyRow = Record<
		'ticket_id' | 'title' | 'status' | 'created_at' | 'due_at' | 'tags',
		string
	>;
	const columns = ['ticket_id', 'title', 'status', 'created_at', 'due_at', 'tags'] as const;
	const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
	const trim = (cell: string) => cell.replace(/^ +| +$/g, '');
	const isMissing = (cell: string) =>
		['', '?', '-', '--', 'null', 'NULL', 'N/A', 'n/a'].includes(trim(cell));
	const isUsable = (row: DirtyRow) =>
		!isMissing(row.ticket_id) &&
		!isMissing(row.title) &&
		!isMissing(row.status) &&
		row.created_at.startsWith('2026');

	await fc.assert(
		fc.asyncProperty(
			fc.array(dirtyRow, { minLength: 1, maxLength: 12 }),
			fc.constantFrom('\n', '\r\n'),
			fc.uuid(),
			async (rows, lineEnd, source) => {
				const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
				const text = lines.map((line) => line.map(quote).join(',') + lineEnd).join('');
				const { report } = await shared.importFile(writeBytes('dirty.csv', text), { source });

				const usable = rows.filter(isUsable);
				const empty = rows.filter((row) => Object.values(row).every(isMissing));
				const last = new Map(usable.map((row) => [row.ticket_id, trim(row.title)]));
				expect(report.rows).toEqual({
					read: rows.length,
					loaded: last.size,
					setAside: usable.length - last.size + empty.length,
					quarantined: rows.length - usable.length - empty.length,
				});
				expect(new Set(report.quarantined.map(({ line }) => line)).size).toBe(
					report.rows.quarantined,
				);
				const current = await shared.all(
					'select ticket_id, title from ticket where source = $source',
					{ source },
				);
				expect(new Map(current.map((row) => [row['ticket_id'], row['title']]))).toEqual(last);
			},
		),
		{ numRuns: 25 },
	);
});

describe('a file without a column that an earlier one had', () => {
	const whole = 'ticket_id,title,status,created_at,priority,category';
	const load = async (...lines: string[]) =>
		(await shared.import('tickets', lines.join('\n'))).report.warnings;

	test('is named with what becomes unknown by it', async () => {
		await load(whole, '1,a,Open,2026-03-02,High,Mail', '2,b,Open,2026-03-02,Low,Mail');
		const narrow = 'ticket_id,title,status,created_at';
		expect(await load(narrow, '1,a,Closed,2026-03-02')).toEqual([
			'the file has no column for priority and category, which an earlier import brought: unknown from now on in the rows of ticket that it changes',
		]);
		expect(await load(narrow, '1,a,Closed,2026-03-02')).toEqual([]);
	});

	test('is not one that has it empty, or all of whose values are stated', async () => {
		await load(whole, '1,a,Open,2026-03-02,High,Mail');
		expect(await load(whole, '1,a,Open,2026-03-02,,Mail')).toEqual([]);
		const { report } = await shared.import(
			'tickets',
			['ticket_id,title,status,created_at,priority', '1,a,Open,2026-03-02,'].join('\n'),
			{ constants: { category: 'Mail' } },
		);
		expect(report.warnings).toEqual([]);
	});
});

test('an export that is older than one before it says so where it changes a record', async () => {
	const export_ = (updated: string, title: string) =>
		`ticket_id,title,status,created_at,updated_at\n1,${title},Open,2026-03-02,${updated}`;
	await shared.import('newer', export_('2026-05-21T10:00:00Z', 'Printer'));
	const same = await shared.import('same', export_('2026-05-21T10:00:00Z', 'Scanner'));
	expect(same.report.warnings).toEqual([]);
	const { report } = await shared.import('older', export_('2026-05-11T10:00:00Z', 'Mailbox'));
	expect(report.warnings.join()).toMatch(
		/seems to be older than import \d+: nothing in it is later than 11 May 2026 10:00 UTC, in that one 21 May/,
	);
});

describe('a file of UTF-8 with a bad byte', () => {
	test('keeps its other characters, and the report says where the byte is', async () => {
		const { report } = await shared.importFile(
			writeBytes(
				'tickets.csv',
				Buffer.concat([
					Buffer.from('ticket_id,title,status,created_at\n'),
					Buffer.from('1,Müller – Größe,Open,2026-03-02T09:00:00Z\n2,M'),
					Buffer.from([0xc3]),
					Buffer.from(',Open,2026-03-02T09:00:00Z\n3,Jürgen,Open,2026-03-02T09:00:00Z\n'),
				]),
			),
		);
		expect(await shared.current('ticket', 'ticket_id, title')).toEqual([
			['1', 'Müller – Größe'],
			['2', 'M\ufffd'],
			['3', 'Jürgen'],
		]);
		expect(report.warnings).toContain(
			'the file is UTF-8 and has 1 byte that is none, read as �, on line 3',
		);
	});
});
