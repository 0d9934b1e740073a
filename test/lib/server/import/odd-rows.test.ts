import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportOptions } from '#lib/server/import/import-options.ts';
import { shareWriter, writeBytes } from './share-writer.ts';

const shared = shareWriter();

const header = 'ticket_id,title,status,created_at,category';
const day = '2026-03-02';
const good = (id: number) => `${id},Printer,Open,${day},Print`;

async function load(lines: readonly string[], options?: ImportOptions) {
	const path = writeBytes('tickets.csv', lines.join('\n') + '\n');
	const imported = await shared.importFile(path, options);
	return { ...imported, path };
}

const titles = async () =>
	Object.fromEntries(await shared.current('ticket', 'ticket_id, title', 'ticket_id'));

const contents = (importId: number) =>
	shared.all(
		`select record_number, line_number, json_extract_string(content, '$."1"') as text, reason
		from quarantined_row where import_id = $importId order by record_number`,
		{ importId },
	);

describe('an odd row that a second look can read is loaded', () => {
	test.each([
		['a quote inside a quoted cell', `2,"6" disk failed",Open,${day},Disk`, '6" disk failed'],
		['quotes around its other cells', `"2","foo" bar,"Open",${day},"say ""hi"""`, '"foo" bar'],
		['a quote inside a plain cell', `2,6" disk,Open,${day},Disk`, '6" disk'],
		['a quoted word that begins a cell', `2,"Help" he said,Open,${day},Disk`, '"Help" he said'],
		['a backslash before a quote', `2,"6\\" disk, red",Open,${day},Disk`, '6" disk, red'],
		[
			'a quote inside a cell of several lines',
			`2,"the "new" disk\nis broken, he says\n\nsince "Monday" or so",Open,${day},Disk`,
			'the "new" disk\nis broken, he says\n\nsince "Monday" or so',
		],
	])('with %s', async (_, odd, title) => {
		const { report } = await load([header, good(1), odd, good(3)]);
		expect(report.rows).toEqual({ read: 3, loaded: 3, setAside: 0, quarantined: 0 });
		expect(report.mended).toEqual({ count: 1, lines: [3] });
		expect(await titles()).toEqual({ 1: 'Printer', 2: title, 3: 'Printer' });
	});
});

describe('an odd row that stays unclear costs itself and no other', () => {
	test.each([
		[
			'too many cells',
			`2,Printer, again,Open,${day},Print`,
			/^has 6 fields where the header has 5/,
		],
		['too few cells', '2,Printer', /^has 2 fields .* may have been cut/],
		// A comma too many that an empty last cell hides: "Printer" and "again" are one title.
		['an empty cell too many', `2,Printer, again,Open,${day},`, /^has 6 fields/],
		[
			'letters and a space, as a note has them',
			'INC2,"Printer,Open,2026-03-02 08:00,x',
			/not closed|nothing closes/,
		],
		['a quote that nothing closes', `2,"Printer,Open,${day},Print`, /not closed|nothing closes/],
		[
			'a quote that opens before its last cell ends',
			`2,Printer,Open,${day},"Pri`,
			/not closed|nothing closes/,
		],
		[
			'a quote that nothing closes in a cell of several lines',
			`2,"Printer\nis broken,Open,${day},Print`,
			/not closed|nothing closes/,
		],
	])('with %s', async (_, odd, reason) => {
		for (const lines of [
			[header, good(1), odd, good(3), good(4)],
			[header, good(1), odd, `3,"Printer",Open,${day},Print`, good(4)],
			[header, good(1), odd, `3,Say "hi" there,Open,${day},Print`, good(4)],
			[header, good(3), good(4), good(1), odd],
		]) {
			const { importId, report } = await load(lines);
			expect(report.rows).toEqual({ read: 4, loaded: 3, setAside: 0, quarantined: 1 });
			expect(report.quarantined).toMatchObject([
				{
					relation: '',
					column: '',
					value: null,
					line: 1 + lines.indexOf(odd) + 0,
					reason: expect.stringMatching(reason) as string,
				},
			]);
			expect(report.quarantine).toEqual({ unread: 1, inPart: 0 });
			expect(await contents(importId)).toMatchObject([{ text: odd }]);
			expect(Object.keys(await titles())).toEqual(['1', '3', '4']);
		}
	});

	test('and what stands between its own quotes is no row', async () => {
		const surplus = `2,"Beta\n9,Mouse,Open,${day},Mouse",Open,${day},Print,`;
		const { report } = await load([header, good(1), surplus, good(3)]);
		expect(report.rows).toEqual({ read: 3, loaded: 2, setAside: 0, quarantined: 1 });
		expect(Object.keys(await titles())).toEqual(['1', '3']);
	});

	test('and one that is too long to be looked at is kept as it is', async () => {
		const { report } = await load([header, good(1), `2,${'"'.repeat(9_000_000)},Open`, good(3)]);
		expect(report.rows).toEqual({ read: 3, loaded: 2, setAside: 0, quarantined: 1 });
		expect(report.quarantined[0]!.reason).toMatch(/longer than 8 MiB/);
	});

	test('and later rows keep their lines', async () => {
		const late = `,Scanner,Open,${day},Print`;
		const { report } = await load([
			header,
			`2,"Printer\nis broken,Open,${day},Print`,
			good(3),
			late,
		]);
		expect(report.quarantined.map(({ line }) => line)).toEqual([2, 5]);
	});
});

test('a row that could not be read is put right by all of its cells', async () => {
	const lines = [header, good(1), '2,Printer', good(3)];
	const { importId, path } = await load(lines);
	const cells = ['2', 'Printer', 'Open', day, ''];
	const { report } = await shared.importFile(path, {
		corrects: { importId, records: [{ record: 2, cells }] },
	});
	expect(report.rows).toEqual({ read: 3, loaded: 3, setAside: 0, quarantined: 0 });
	expect(await titles()).toEqual({ 1: 'Printer', 2: 'Printer', 3: 'Printer' });
});

test('a correction that does not fit the file is refused', async () => {
	const { importId, path } = await load([header, good(1), '2,Printer']);
	for (const each of [
		{ record: 2, cells: ['2'] },
		{ record: 3, cells: ['2', 'Printer', 'Open', day, ''] },
	]) {
		const corrects = { importId, records: [each] };
		await expect(shared.importFile(path, { corrects })).rejects.toThrow(/does not fit the file/);
	}
});

describe('rows that belong to the layout of a report are set aside and not missed', () => {
	test('titles, headings, totals, notes, blank rows and headers once more', async () => {
		const { report } = await load([
			'Sunrise IT Ltd,,,,',
			'"Tickets, March"',
			'',
			header,
			'Acme Ltd,,,,',
			good(1),
			'Total for Acme Ltd,,,,12',
			',,,,',
			header,
			good(2),
			'"Total, all clients",,,,"1,234.50"',
			'TOTAL,1',
			'Printed on 2 March by Jane',
			'"Friday, Apr 03, 2026 09:11:02 AM GMT-7 - Accrual Basis"',
		]);
		expect(report.rows).toEqual({ read: 12, loaded: 2, setAside: 10, quarantined: 0 });
		expect(report.setAside).toEqual([
			{ reason: 'above the header', count: 2, lines: [1, 2] },
			{ reason: 'headings or notes', count: 3, lines: [5, 13, 14] },
			{ reason: 'totals', count: 3, lines: [7, 11, 12] },
			{ reason: 'no value in any cell', count: 1, lines: [8] },
			{ reason: 'the header once more', count: 1, lines: [9] },
		]);
		expect(report.relations).toMatchObject([{ relation: 'ticket', new: 2, quarantined: 0 }]);
	});

	test('a record with an id or a date is never one of them', async () => {
		const { report } = await load([
			header,
			good(1),
			'INC0002,,,,',
			`,Total,Open,${day},`,
			`Total,,,${day},`,
			'3',
			',Total outage of the mail server,Open,,',
			'Total,Ada,,,1.5',
			'Total,Ada',
			'Total,INV-7,,,500.00',
		]);
		expect(report.rows).toEqual({ read: 9, loaded: 1, setAside: 0, quarantined: 8 });
	});

	test('nor is the only cell of a short list', async () => {
		const lines = ['client_id,name,segment', 'C1,Acme,Gold', 'Smith and Sons,,'];
		expect((await load(lines)).report.rows).toMatchObject({ loaded: 1, quarantined: 1 });
	});

	test('a line of blanks has no value', async () => {
		const { report } = await load([header, good(1), ' \t', '\x1a']);
		expect(report.rows).toEqual({ read: 3, loaded: 1, setAside: 2, quarantined: 0 });
	});
});

test.each([1000, 10_000])('a file of %i rows may have been cut off', async (rows) => {
	const lines = Array.from({ length: rows }, (_, row) => good(row));
	expect((await load([header, ...lines])).report.warnings.join()).toMatch(/often cut off/);
	expect((await load([header, ...lines, good(rows)])).report.warnings.join()).not.toMatch(
		/cut off/,
	);
});

test('line endings of several kinds are no fault', async () => {
	const text = `${header}\r\n${good(1)}\n2,"Prin\r\nter",Open,${day},Print\r${good(3)}\r\n\r\n${good(4)}`;
	const { report } = await shared.importFile(writeBytes('tickets.csv', text));
	expect(report.rows).toEqual({ read: 4, loaded: 4, setAside: 0, quarantined: 0 });
	expect((await titles())[2]).toBe('Prin\r\nter');
});

test.each([
	['the header', `${header},`, good],
	['each row', header, (id: number) => `${good(id)},`],
])('a delimiter at the end of %s alone is no fault', async (_, first, row) => {
	const { report } = await load([first, row(1), row(2)]);
	expect(report.rows).toEqual({ read: 2, loaded: 2, setAside: 0, quarantined: 0 });
	expect(await titles()).toEqual({ 1: 'Printer', 2: 'Printer' });
});

test('a cell of several megabytes is kept whole, one with a stray quote in it too', async () => {
	const long = 'word, '.repeat(800_000);
	const { report } = await load([
		header,
		`1,"${long}",Open,${day},Print`,
		`2,"${long} 6" disk",Open,${day},Print`,
		good(3),
	]);
	expect(report.rows).toEqual({ read: 3, loaded: 3, setAside: 0, quarantined: 0 });
	const lengths = await shared.current('ticket', 'length(title)', 'ticket_id');
	expect(lengths).toEqual([[long.trim().length], [long.length + 8], [7]]);
});

test('cells in single quotes are read as such', async () => {
	const { report } = await load([
		"'ticket_id','title','status','created_at'",
		`'1','Printer, it''s on fire','Open','${day}'`,
	]);
	expect(report.rows.loaded).toBe(1);
	expect(await titles()).toEqual({ 1: "Printer, it's on fire" });
});

test('whatever befalls some bytes, each row that was left alone is loaded, and all are accounted for', async () => {
	const ids = Array.from({ length: 30 }, (_, index) => index + 1);
	const write = (id: number) =>
		id % 3 === 0
			? `${id},"Printer, ""old""\nand broken",Open,${day},Print`
			: id % 3 === 1
				? good(id)
				: `"${id}","Printer","Open","${day}","Print"`;
	const damage = fc.record({
		row: fc.nat(ids.length - 1),
		at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
		taken: fc.integer({ min: 0, max: 3 }),
		put: fc.constantFrom('', '"', '""', ',', '\n', '\r', 'x', '",', ',"', '"\n', '\\"', "'"),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
			const rows = ids.map(write);
			for (const { row, at, taken, put } of damages) {
				const text = rows[row]!;
				const place = Math.floor(at * text.length);
				rows[row] = text.slice(0, place) + put + text.slice(place + taken);
			}
			const { importId, report } = await load([header, ...rows], { source: shared.source });
			const { read, loaded, setAside, quarantined } = report.rows;
			expect(read).toBe(loaded + setAside + quarantined);
			const found = await shared.all(
				`select ticket_id from ticket_version where import_id = $importId
				union all
				select ticket_id from ticket where source = $source and last_import_id = $importId`,
				{ importId },
			);
			const loadedIds = new Set(found.map(({ ticket_id }) => ticket_id));
			const harmed = new Set(damages.map(({ row }) => ids[row]!));
			const lost = ids.filter((id) => !harmed.has(id) && !loadedIds.has(String(id)));
			expect(lost).toEqual([]);
		}),
		{ numRuns: 40 },
	);
});
