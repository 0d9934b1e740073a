import { expect, test } from 'vitest';
import { shareWriter } from '../share-writer.ts';

const shared = shareWriter();

/** The layouts are those of reports that others have read; their rows are invented. */
const salesByCustomer = [
	',Transaction date,Transaction type,Num,Product/Service full name,Description,Quantity,Sales price,Amount,Balance',
	'Ashdown & Co,,,,,,,,,',
	',04/29/2026,Invoice,2462,Support:Retainer,April,1.00,"1,549.00","1,549.00","1,549.00"',
	',04/29/2026,Invoice,2462,Support:Call-out,Two visits,2.00,99.50,199.00,"1,748.00"',
	'Total for Ashdown & Co,,,,,,3.00,,"$1,748.00",',
	'Marlow Foods,,,,,,,,,',
	',05/13/2026,Credit Memo,17,Support:Retainer,,1.00,-549.00,(549.00),"-549.00"',
	',05/14/2026,Payment,,,,,,-549.00,-549.00',
	'Total for Marlow Foods,,,,,,1.00,,-$549.00,',
	',,,,,,,,,',
	',05/15/2026,Sales Receipt,18,,Without a client,,,10.00,10.00',
	'Total for --,,,,,,,,$10.00,',
	'TOTAL,,,,,,4.00,,"$1,209.00",',
].join('\n');

const basis = (kind: string) =>
	`\n"${kind} Basis Wednesday, September 02, 2026 01:27 AM GMT-05:00",,,,,,,,,`;

const invoices = () =>
	shared.current('invoice', 'invoice_number, client, issued_on, total, currency');

test('the name over a group of rows is their client, and nobody’s after its total', async () => {
	const { preset, report } = await shared.import('report', salesByCustomer + basis('Accrual'));
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
		['18', null, 'Without a client', null, null, '10.0000', null],
		['2462', 'Support:Call-out', 'Two visits', '2.0000', '99.5000', '199.0000', null],
		['2462', 'Support:Retainer', 'April', '1.0000', '1549.0000', '1549.0000', null],
	]);
	const problems = report.quarantined.map(
		({ line, column, value, reason }) => `${line} ${column} ${value} ${reason}`,
	);
	expect(problems).toContain(
		'8 issued_on 05/14/2026 is the day of a payment is not a date that can be read',
	);
	expect(problems).toContain('11 client null is missing');
});

test('the currency is the one that was stated, since a sign is that of many', async () => {
	await shared.import('report', salesByCustomer, { constants: { currency: 'USD' } });
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
	const { report } = await shared.import('report', salesByCustomer + basis('Cash'));
	expect(await invoices()).toEqual([]);
	expect(report.quarantined.map(({ value }) => value)).toContain(
		'04/29/2026 is the day of a payment: the report is on cash basis',
	);
});
