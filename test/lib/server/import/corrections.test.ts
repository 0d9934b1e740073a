import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ImportError } from '#lib/server/import/import-error.ts';
import { readImport, setUndone } from '#lib/server/store/import-log.ts';
import { followImportsInForce } from '#lib/server/warehouse/current-state.ts';
import { shareWriter } from './share-writer.ts';
import { writeTable } from '../../../support/warehouse.ts';

const shared = shareWriter();

const header = 'ticket_id,title,status,created_at';
const january = () =>
	writeTable(
		'january.csv',
		`${header}
		1,Printer,Open,2026-01-05
		2,Mailbox,Open,soon
		3,,Open,2026-01-07`,
	);
const mailbox = { record: 2, cells: ['2', 'Mailbox', 'Open', '2026-01-06'] };
const scanner = { record: 3, cells: ['3', 'Scanner', 'Open', '2026-01-07'] };

const titles = () => shared.current('ticket', 'ticket_id, title, status');

/** Open quarantined rows of the source, as "import: record reason". */
async function openRows(): Promise<string[]> {
	const rows = await shared.all(
		`select import_id || ': ' || record_number || ' ' || reason as row
		from open_quarantine join import using (import_id)
		where source = $source order by import_id, record_number`,
	);
	return rows.map(({ row }) => String(row));
}

async function setForce(importId: number, isUndone: boolean): Promise<void> {
	const { session, store } = shared.writer;
	expect(setUndone(store, importId, isUndone)).toBe(true);
	await followImportsInForce(session, store);
}

test('a corrected row is loaded and leaves the open quarantine; the others stay in it', async () => {
	const path = january();
	const { importId } = await shared.importFile(path);
	const fix = await shared.importFile(path, { corrects: { importId, records: [mailbox] } });
	expect(await titles()).toEqual([
		['1', 'Printer', 'Open'],
		['2', 'Mailbox', 'Open'],
	]);
	expect(await openRows()).toEqual([`${fix.importId}: 3 is missing`]);
	expect(readImport(shared.writer.store, fix.importId)).toMatchObject({ corrects: importId });
});

test('a row that is still faulty stays in quarantine with its new reason and its new cells', async () => {
	const path = january();
	const { importId } = await shared.importFile(path);
	const again = { record: 2, cells: ['2', '', 'Open', '2026-01-06'] };
	const fix = await shared.importFile(path, { corrects: { importId, records: [again] } });
	const rows = await shared.all(
		'select content, column_name from quarantined_row where import_id = $id and record_number = 2',
		{ id: fix.importId },
	);
	expect(rows).toEqual([
		{
			content: JSON.stringify({ 1: '2', 2: null, 3: 'Open', 4: '2026-01-06' }),
			column_name: 'title',
		},
	]);
});

test('corrections add up, whichever reading of the file they were made on', async () => {
	const path = january();
	const { importId } = await shared.importFile(path);
	await shared.importFile(path, { corrects: { importId, records: [mailbox] } });
	const last = await shared.importFile(path, { corrects: { importId, records: [scanner] } });
	expect(await titles()).toHaveLength(3);
	expect(await openRows()).toEqual([]);
	expect(readImport(shared.writer.store, last.importId)?.corrects).toBe(importId);
});

test('undoing a correction puts its rows back in quarantine and leaves the rest as it was', async () => {
	const path = january();
	const { importId } = await shared.importFile(path);
	const before = [await titles(), await openRows()];
	const fix = await shared.importFile(path, {
		corrects: { importId, records: [mailbox, scanner] },
	});
	const after = [await titles(), await openRows()];
	await setForce(fix.importId, true);
	expect([await titles(), await openRows()]).toEqual(before);
	await setForce(fix.importId, false);
	expect([await titles(), await openRows()]).toEqual(after);
});

test('undoing an import takes its corrections along, and redoing brings back those in force', async () => {
	const path = january();
	const { importId } = await shared.importFile(path);
	const one = await shared.importFile(path, { corrects: { importId, records: [mailbox] } });
	const two = await shared.importFile(path, { corrects: { importId, records: [scanner] } });
	await setForce(two.importId, true);
	const before = [await titles(), await openRows()];
	await setForce(importId, true);
	expect([await titles(), await openRows()]).toEqual([[], []]);
	const { store } = shared.writer;
	expect(readImport(store, one.importId)).toMatchObject({ is_undone: true, undone_with: importId });
	await expect(
		shared.importFile(path, { corrects: { importId, records: [mailbox] } }),
	).rejects.toThrow(`Import ${importId} is undone`);
	await setForce(importId, false);
	expect([await titles(), await openRows()]).toEqual(before);
});

test('putting an old file right overrules nothing that a newer one brought', async () => {
	const path = january();
	const { importId } = await shared.importFile(path);
	await shared.import('february', `${header}\n1,Printer,Closed,2026-01-05`, {
		map: {
			ticket: {
				ticket_id: 'ticket_id',
				title: 'title',
				status: 'status',
				created_at: 'created_at',
			},
		},
	});
	await shared.importFile(path, { corrects: { importId, records: [mailbox] } });
	expect(await titles()).toEqual([
		['1', 'Printer', 'Closed'],
		['2', 'Mailbox', 'Open'],
	]);
});

test('time entries of a day survive the correction of one among them', async () => {
	const path = writeTable(
		'time_entry.csv',
		`person,worked_on,actual_hours
		Ada,2026-03-02,1
		Ada,2026-03-02,two`,
	);
	const { importId } = await shared.importFile(path);
	const records = [{ record: 2, cells: ['Ada', '2026-03-02', '2'] }];
	await shared.importFile(path, { corrects: { importId, records } });
	expect(await shared.current('time_entry', 'actual_hours::integer')).toEqual([[1], [2]]);
});

test('a row that is put right twice is in the figures as it was put right last', async () => {
	const path = writeTable(
		'time_entry.csv',
		`person,worked_on,actual_hours
		Ada,2026-03-02,1
		Ben,2026-03-05,soon`,
	);
	const { importId } = await shared.importFile(path);
	const entries = () => shared.current('time_entry', 'person, worked_on');
	for (const day of ['2026-03-05', '2026-03-06']) {
		const records = [{ record: 2, cells: ['Ben', day, '2'] }];
		await shared.importFile(path, { corrects: { importId, records } });
		expect(await entries()).toEqual([
			['Ada', '2026-03-02'],
			['Ben', day],
		]);
	}
});

test('a row that is put right again leaves nothing of its first correction, also where the file was loaded once more in between', async () => {
	const path = writeTable(
		'time_entry.csv',
		`person,worked_on,actual_hours
		Ada,2026-03-02,1
		Ben,2026-03-05,soon`,
	);
	const { importId } = await shared.importFile(path);
	const correct = (day: string) =>
		shared.importFile(path, {
			corrects: { importId, records: [{ record: 2, cells: ['Ben', day, '2'] }] },
		});
	const entries = () => shared.current('time_entry', 'person, worked_on');
	await correct('2026-03-05');
	await shared.importFile(path);
	const last = await correct('2026-03-06');
	expect(await entries()).toEqual([
		['Ada', '2026-03-02'],
		['Ben', '2026-03-06'],
	]);
	await setForce(last.importId, true);
	expect(await entries()).toEqual([
		['Ada', '2026-03-02'],
		['Ben', '2026-03-05'],
	]);
});

test('an entry that a newer file left out of its days does not come back with an old file', async () => {
	const header = 'person,worked_on,actual_hours';
	const path = writeTable(
		'time_entry.csv',
		`${header}
		Ada,2026-03-02,1
		Ada,2026-03-03,two
		Ben,2026-03-04,three`,
	);
	const { importId } = await shared.importFile(path);
	const newer = await shared.import('time_entry', `${header}\nAda,2026-03-02,1\nBen,2026-03-03,1`);
	const records = [
		{ record: 2, cells: ['Ada', '2026-03-03', '2'] },
		{ record: 3, cells: ['Ben', '2026-03-04', '3'] },
	];
	await shared.importFile(path, { corrects: { importId, records } });
	const entries = () => shared.current('time_entry', 'person, worked_on, actual_hours::integer');
	expect(await entries()).toEqual([
		['Ada', '2026-03-02', 1],
		['Ben', '2026-03-03', 1],
		['Ben', '2026-03-04', 3],
	]);
	await setForce(newer.importId, true);
	expect(await entries()).toEqual([
		['Ada', '2026-03-02', 1],
		['Ada', '2026-03-03', 2],
		['Ben', '2026-03-04', 3],
	]);
});

test('an entry without an id that a newer file brought with one does not come in twice', async () => {
	const path = writeTable(
		'time_entry.csv',
		`person,worked_on,actual_hours
		Ada,2026-03-02,1
		Ada,2026-03-03,two`,
	);
	const { importId } = await shared.importFile(path);
	await shared.import(
		'time_entry',
		'entry_id,person,worked_on,actual_hours\n7,Ada,2026-03-02,1\n8,Ada,2026-03-03,2',
	);
	const records = [{ record: 2, cells: ['Ada', '2026-03-03', '2'] }];
	await shared.importFile(path, { corrects: { importId, records } });
	expect(await shared.current('time_entry', 'worked_on, entry_id')).toEqual([
		['2026-03-02', '7'],
		['2026-03-03', '8'],
	]);
});

test('a row that could not be read at all is put right under the columns of the file', async () => {
	const path = writeTable(
		'odd.csv',
		`${header}\n1,Printer,Open,2026-01-05\n2,Mail,box,Open,2026-01-06`,
	);
	const { importId } = await shared.importFile(path);
	expect(await openRows()).toEqual([expect.stringMatching(`^${importId}: 2 .*5 fields`)]);
	await shared.importFile(path, { corrects: { importId, records: [mailbox] } });
	expect(await titles()).toHaveLength(2);
	expect(await openRows()).toEqual([]);
});

test('a correction with other cells than the file has columns is refused', async () => {
	const path = january();
	const { importId } = await shared.importFile(path);
	const records = [{ record: 2, cells: ['2', 'Mailbox'] }];
	await expect(shared.importFile(path, { corrects: { importId, records } })).rejects.toThrow(
		'4 cells for one of its 3 records',
	);
});

test('a file that is not that of the import is refused', async () => {
	const { importId } = await shared.importFile(january());
	const other = writeTable('other.csv', `${header}\n9,Other,Open,2026-01-05`);
	await expect(
		shared.importFile(other, { corrects: { importId, records: [mailbox] } }),
	).rejects.toBeInstanceOf(ImportError);
});

test('the quarantine of a file that is loaded again is that of its last reading in force', async () => {
	const path = january();
	const first = await shared.importFile(path);
	const second = await shared.importFile(path);
	const rowsOf = ({ importId }: { importId: number }) => [
		expect.stringMatching(`^${importId}: 2 `),
		expect.stringMatching(`^${importId}: 3 `),
	];
	expect(await openRows()).toEqual(rowsOf(second));
	await setForce(second.importId, true);
	expect(await openRows()).toEqual(rowsOf(first));
});

test('a file that is loaded again keeps what was put right in it, and says so', async () => {
	const path = january();
	const { importId } = await shared.importFile(path);
	await shared.importFile(path, { corrects: { importId, records: [mailbox] } });
	const again = await shared.importFile(path);
	expect(again.report.warnings).toContain(
		'1\u00a0row put right when the same file was loaded before: taken over',
	);
	expect(await titles()).toHaveLength(2);
	expect(await openRows()).toEqual([`${again.importId}: 3 is missing`]);
	expect(readImport(shared.writer.store, again.importId)?.corrects).toBeNull();
});

test('what was put right for another source is not taken over', async () => {
	const path = january();
	const { importId } = await shared.importFile(path);
	await shared.importFile(path, { corrects: { importId, records: [mailbox] } });
	const other = await shared.importFile(path, { source: `other ${importId}` });
	expect(other.report.rows.quarantined).toBe(2);
});

test('rows that are put right go into the last reading of their file', async () => {
	const path = writeTable(
		'time_entry.csv',
		`person,worked_on,actual_hours
		Ada,2026-03-02,1
		Ada,2026-03-02,two`,
	);
	const { importId } = await shared.importFile(path);
	const again = await shared.importFile(path);
	const records = [{ record: 2, cells: ['Ada', '2026-03-02', '2'] }];
	const fix = await shared.importFile(path, { corrects: { importId, records } });
	expect(readImport(shared.writer.store, fix.importId)?.corrects).toBe(again.importId);
	expect(await shared.current('time_entry', 'actual_hours::integer')).toEqual([[1], [2]]);
	expect(await openRows()).toEqual([]);
});

/** Quarantined rows as they are downloaded, put right by hand. */
const corrected = (importId: number, ...rows: string[]) =>
	writeTable(
		'anything.csv',
		[
			`${header},Waybill import,Waybill line,Waybill reason`,
			...rows.map((row) => row.replace('#', String(importId))),
		].join('\n'),
	);

test('a file of corrected rows is known by its last columns, which are no data', async () => {
	const { importId } = await shared.importFile(january());
	const file = corrected(
		importId,
		'2,Mailbox,Open,2026-01-06,#,3,whatever',
		'3,,Open,2026-01-07,#,4,',
	);
	const fix = await shared.importFile(file);
	expect(fix.file).toBe('january.csv');
	expect(await titles()).toHaveLength(2);
	expect(await openRows()).toEqual([`${fix.importId}: 3 is missing`]);
	expect(
		await shared.all('select * from unmapped where import_id = $id', { id: fix.importId }),
	).toEqual([]);
	const { store, folder } = shared.writer;
	const { original } = readImport(store, fix.importId)!;
	expect(readFileSync(`${folder.originals}/${original}`, 'utf8')).toContain('soon');
});

test('corrected rows are read as was said of their import', async () => {
	const { importId } = await shared.import(
		'american',
		'Ref,Subject,State,Opened\n1,Printer,Open,03/04/2026 09:00\n2,Mailbox,Open,soon',
		{
			zone: 'America/New_York',
			dateOrder: 'mdy',
			map: {
				ticket: { ticket_id: 'Ref', title: 'Subject', status: 'State', created_at: 'Opened' },
			},
		},
	);
	const rows = `Ref,Subject,State,Opened,Waybill import,Waybill line
		2,Mailbox,Open,03/05/2026 09:00,${importId},3`;
	await shared.importFile(writeTable('back.csv', rows), { zone: 'Asia/Tokyo', source: 'other' });
	const created = await shared.all(
		'select created_at from ticket where source = $source order by 1',
	);
	expect(created.map((row) => row['created_at'])).toEqual([
		'2026-03-04T14:00:00.000Z',
		'2026-03-05T14:00:00.000Z',
	]);
});

test('an ISO date puts a row right in whatever way the file writes its own', async () => {
	const path = writeTable(
		'european.csv',
		`${header}\n1,Printer,Open,31/01/2026 09:00\n2,Mailbox,Open,soon`,
	);
	const { importId } = await shared.importFile(path);
	const records = [{ record: 2, cells: ['2', 'Mailbox', 'Open', '2026-02-01 14:30'] }];
	await shared.importFile(path, { corrects: { importId, records } });
	expect(await shared.current('ticket', 'ticket_id, created_at')).toEqual([
		['1', '2026-01-31T09:00:00.000Z'],
		['2', '2026-02-01T14:30:00.000Z'],
	]);
});

test('a row of it that is as it was undoes no correction made since', async () => {
	const path = january();
	const { importId } = await shared.importFile(path);
	await shared.importFile(path, { corrects: { importId, records: [mailbox] } });
	await shared.importFile(
		corrected(importId, '2,Mailbox,Open,soon,#,3,', '3,Scanner,Open,2026-01-07,#,4,'),
	);
	expect(await titles()).toHaveLength(3);
});

test.each([
	['says nothing new', '2,Mailbox,Open,soon,#,3,', 'no row was changed'],
	[
		'names a line that is none',
		'2,Mailbox,Open,2026-01-06,#,77,',
		'no quarantined row on that line',
	],
	['names no import', '2,Mailbox,Open,2026-01-06,,3,', 'the number of one import in every row'],
])('a file of corrected rows that %s is refused', async (_, row, problem) => {
	const { importId } = await shared.importFile(january());
	await expect(shared.importFile(corrected(importId, row))).rejects.toThrow(
		new RegExp(problem, 'i'),
	);
});

test('a file of corrected rows with two rows for one line is refused, and says where they stand', async () => {
	const { importId } = await shared.importFile(january());
	const file = corrected(
		importId,
		'2,"Mail\nbox",Open,2026-01-06,#,3,',
		'3,Scanner,Open,2026-01-07,#,4,',
		'4,Mailbox two,Open,2026-01-06,#,3,',
	);
	await expect(shared.importFile(file)).rejects.toThrow(
		/Lines 2 and 5 are about the same quarantined row, line 3\./,
	);
	expect(await titles()).toHaveLength(1);
});

test('a file of corrected rows with other columns is refused, and says which it should have', async () => {
	const { importId } = await shared.importFile(january());
	const file = writeTable(
		'x.csv',
		`title,ticket_id,Waybill import,Waybill line\nMailbox,2,${importId},3`,
	);
	await expect(shared.importFile(file)).rejects.toThrow('ticket_id, title, status, created_at');
});
