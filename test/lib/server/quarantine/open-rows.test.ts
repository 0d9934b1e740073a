import { expect, test } from 'vitest';
import { formatCsv, parseCsv } from '#lib/formats/csv.ts';
import { findCorrections, readCells } from '#lib/server/quarantine/correct-rows.ts';
import { readOpenRows } from '#lib/server/quarantine/open-rows.ts';
import { writeQuarantineCsv } from '#lib/server/quarantine/quarantine-csv.ts';
import { readImport, type ImportLogEntry } from '#lib/server/store/import-log.ts';
import { shareWriter } from '../import/share-writer.ts';
import { writeTable } from '../../../support/warehouse.ts';

const shared = shareWriter();

const ask = (sql: string, parameters: Parameters<typeof shared.all>[1]) =>
	shared.writer.session.all(sql, parameters);

/** Imports tickets, the rows without a title in quarantine. */
async function importTickets(...rows: string[]): Promise<ImportLogEntry> {
	const text = ['Number,Title,State,Opened', ...rows].join('\n');
	const { importId } = await shared.importFile(writeTable('tickets.csv', text));
	return readImport(shared.writer.store, importId)!;
}

async function readCsv(entry: ImportLogEntry): Promise<string[][]> {
	let text = '';
	for await (const part of writeQuarantineCsv(ask, entry)) text += part;
	return parseCsv(text, { delimiter: ',' });
}

const faulty = (number: number) => `${number},,New,2026-03-02 09:00`;

test('a page of rows and their count are of one statement, in the order of the file', async () => {
	const rows = Array.from({ length: 7 }, (_, index) => faulty(index + 1));
	const entry = await importTickets('0,Printer,New,2026-03-02 09:00', ...rows);
	const page = await readOpenRows(ask, entry, { limit: 3, offset: 3 });
	expect(page.total).toBe(7);
	expect(page.rows.map(({ record, line, cells }) => [record, line, cells[0]])).toEqual([
		[5, 6, '4'],
		[6, 7, '5'],
		[7, 8, '6'],
	]);
	expect(await readOpenRows(ask, entry, { records: [5, 99] })).toMatchObject({
		total: 7,
		rows: [{ record: 5 }],
	});
});

test('a row says which cells of the file are at fault', async () => {
	const entry = await importTickets('0,Printer,New,2026-03-02 09:00', '1,Mailbox,New,soon');
	expect((await readOpenRows(ask, entry, { limit: 9 })).rows[0]!.findings).toEqual([
		{
			relation: 'ticket',
			field: 'created_at',
			value: 'soon',
			reason: 'is not a date and time that can be read',
			positions: [3],
		},
	]);
});

test('a finding about a whole row has neither relation nor field, however it is stored', async () => {
	const entry = await importTickets('0,Printer,New,2026-03-02 09:00');
	for (const [record, nothing] of ["''", 'null'].entries()) {
		await ask(
			`insert into quarantined_row values ($import::integer, ${nothing}, ${record + 5}, 9, ${nothing},
				null, 'has 7 cells', '{"1": "a;b;c", "2": null}')`,
			{ import: entry.import_id },
		);
	}
	const { rows } = await readOpenRows(ask, entry, { limit: 9 });
	expect(rows.map(({ cells, findings }) => [cells, findings[0]])).toEqual(
		Array.from({ length: 2 }, () => [
			['a;b;c', ''],
			{ relation: null, field: null, value: null, reason: 'has 7 cells', positions: [] },
		]),
	);
});

test('the download keeps its umlauts in a spreadsheet, by a byte order mark at its start alone', async () => {
	const entry = await importTickets('0,Printer,New,2026-03-02 09:00', '1,Börse,New,soon');
	const parts: string[] = [];
	for await (const part of writeQuarantineCsv(ask, entry)) parts.push(part);
	expect(parts.join('').lastIndexOf('\ufeff')).toBe(0);
	await shared.importFile(writeTable('back.csv', parts.join('').replace('soon', '2026-03-03')));
	expect(await shared.current('ticket', 'title')).toEqual([['Börse'], ['Printer']]);
});

test('the download has every row, also where they are written in several parts', async () => {
	const rows = Array.from({ length: 2001 }, (_, index) => faulty(index + 1));
	const entry = await importTickets('0,Printer,New,2026-03-02 09:00', ...rows);
	const [header, ...records] = await readCsv(entry);
	expect(header!.slice(0, 4)).toEqual(['Number', 'Title', 'State', 'Opened']);
	expect(records.map(([number]) => number)).toEqual(rows.map((_, index) => String(index + 1)));
});

test('the download guards what a spreadsheet would run, and an import takes that off again', async () => {
	const entry = await importTickets('0,Printer,New,2026-03-02 09:00', '=A1,,-New,2026-03-02 09:00');
	const [header, row] = await readCsv(entry);
	expect(row).toEqual([
		...["'=A1", '', "'-New", '2026-03-02 09:00', String(entry.import_id), '3'],
		'Title is missing. Write it in the row, or in the source.',
	]);
	const back = formatCsv([header!, row!.with(1, 'Mailbox')]);
	await shared.importFile(writeTable('back.csv', back));
	expect(await shared.current('ticket', 'ticket_id, title, status')).toContainEqual([
		...['=A1', 'Mailbox', '-New'],
	]);
});

test('only what a form changed is a correction, with the other cells as they were', async () => {
	const entry = await importTickets('0,Printer,New,2026-03-02 09:00', faulty(1), faulty(2));
	const form = new FormData();
	form.append('cell.2.1', 'Mailbox');
	form.append('cell.3.1', '');
	form.append('cell.77.1', 'no such row');
	form.append('other', 'x');
	expect(await findCorrections(ask, entry, readCells(form))).toEqual([
		{ record: 2, cells: ['1', 'Mailbox', 'New', '2026-03-02 09:00'] },
	]);
});

test('line breaks as a form sends them are no change', async () => {
	const entry = await importTickets(
		'0,Printer,New,2026-03-02 09:00',
		'"a\nb",,New,2026-03-02 09:00',
	);
	const form = new FormData();
	form.append('cell.2.0', 'a\r\nb');
	expect(await findCorrections(ask, entry, readCells(form))).toEqual([]);
});
