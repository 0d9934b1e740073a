import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shareWriter, writeBytes } from '../share-writer.ts';

const shared = shareWriter();

/** Real layouts of reports, with invented rows. */
const salesByCustomer = 'test/fixtures/quickbooks/sales-by-customer.csv';

const invoices = () =>
	shared.current('invoice', 'invoice_number, client, issued_on, total, currency');

test('the name over a group of rows is their client, and nobody’s after its total', async () => {
	const { preset, report } = await shared.importFile(salesByCustomer);
	expect(preset).toBe('QuickBooks Online invoices (report)');
	expect(await invoices()).toEqual([
		['17', 'Marlow Foods', '2026-05-13', '-549.0000', null],
		['2462', 'Ashdown & Co', '2026-04-29', '1748.0000', null],
	]);
	expect(
		await shared.current(
			'invoice_line',
			'invoice_number, billing_code, description, quantity, unit_price, amount, kind',
		),
	).toEqual([
		['17', 'Support:Retainer', 'Support:Retainer', '1.0000', '-549.0000', '-549.0000', 'credit'],
		['2462', 'Support:Call-out', 'Two visits', '2.0000', '99.5000', '199.0000', null],
		['2462', 'Support:Retainer', 'April', '1.0000', '1549.0000', '1549.0000', null],
	]);
	expect(report.setAside.map(({ reason, count }) => [reason, count])).toEqual([
		['above the header', 3],
		['headings or notes', 3],
		['totals', 4],
		['payments and other transactions that are no invoices', 1],
		['no value in any cell', 1],
	]);
	expect(report.quarantined.map(({ line, column }) => [line, column])).toEqual([[15, 'client']]);
	expect(report.rows).toEqual({ read: 16, loaded: 3, setAside: 12, quarantined: 1 });
});

test('the lines of an invoice that could not be used wait with it, whichever row is at fault', async () => {
	const report = readFileSync(salesByCustomer, 'utf8').replace('04/29/2026', 'soon');
	const file = writeBytes('report.csv', report);
	const { importId, report: told } = await shared.importFile(file);
	const lines = () => shared.current('invoice_line', 'invoice_number');
	expect(await lines()).toEqual([['17']]);
	expect(told.quarantined.slice(0, 2)).toMatchObject([
		{ line: 7, relation: 'invoice', column: 'issued_on', value: 'soon' },
		{
			line: 8,
			relation: 'invoice_line',
			column: 'invoice_number',
			value: '2462',
			reason: 'names a record of this file that could not be used',
		},
	]);
	expect(told.rows).toEqual({ read: 16, loaded: 1, setAside: 12, quarantined: 3 });
	const cells =
		',04/29/2026,Invoice,2462,Support:Retainer,April,1.00,1549.00,1549.00,1549.00'.split(',');
	await shared.importFile(file, { corrects: { importId, records: [{ record: 2, cells }] } });
	expect(await lines()).toEqual([['17'], ['2462'], ['2462']]);
});

test('the currency is asked for, since a sign is that of many', async () => {
	const warning = 'no currency was given and none is in the file: that of its amounts is unknown';
	const { report: asked } = await shared.importFile(salesByCustomer);
	expect(asked.warnings).toEqual([warning]);
	const { report: stated } = await shared.importFile(salesByCustomer, {
		constants: { currency: 'USD' },
	});
	expect(stated.warnings).toEqual([]);
	expect((await invoices()).map((row) => row.at(-1))).toEqual(['USD', 'USD']);
});

test('a list of invoices has their totals, and what is open of each', async () => {
	const list = [
		'Date,Transaction type,Num,Name,Memo,Due date,Amount,Open balance',
		'01/19/2026,Invoice,1001,Marlow Foods,Retainer,02/18/2026,"1,200.00",0.00',
		'01/20/2026,Invoice,1002,"Ashdown, Pryce",,02/19/2026,80.00,80.00',
		'TOTAL,,,,,,"$1,280.00",$80.00',
	].join('\n');
	await shared.import('list', list);
	expect(
		await shared.current('invoice', 'invoice_number, client, issued_on, due_on, total, balance'),
	).toEqual([
		['1001', 'Marlow Foods', '2026-01-19', '2026-02-18', '1200.0000', '0.0000'],
		['1002', 'Ashdown, Pryce', '2026-01-20', '2026-02-19', '80.0000', '80.0000'],
	]);
	expect(await shared.current('invoice_line', 'amount')).toEqual([]);
});

test('under the names of products, the client stands beside each line', async () => {
	const salesByProduct = [
		',Transaction date,Transaction type,Num,Client full name,Description,Quantity,Sales price,Amount,Balance',
		'Retainer,,,,,,,,,',
		',01/19/2026,Invoice,1001,Marlow Foods,January,1,100.00,100.00,100.00',
		'Total for Retainer with sub-items,,,,,,1,,$100.00,',
	].join('\n');
	await shared.import('report', salesByProduct);
	expect(await invoices()).toEqual([['1001', 'Marlow Foods', '2026-01-19', '100.0000', null]]);
});

test('a report on cash basis has payments for amounts and is not taken for invoices', async () => {
	const { report } = await shared.importFile(
		writeBytes('cash.csv', readFileSync(salesByCustomer, 'utf8').replace('Accrual', 'Cash')),
	);
	expect(await invoices()).toEqual([]);
	expect(report.quarantined.map(({ value }) => value)).toContain(
		'04/29/2026 is the day of a payment: the report is on cash basis',
	);
});

test('a quantity is read under its short name too', async () => {
	await shared.import(
		'sales.csv',
		readFileSync(salesByCustomer, 'utf8').replace(/\bQuantity\b/, 'Qty'),
	);
	const quantities = await shared.current('invoice_line', 'quantity');
	expect(
		quantities
			.flat()
			.filter((quantity) => quantity !== null)
			.toSorted(),
	).toEqual(['1.0000', '1.0000', '2.0000']);
});
