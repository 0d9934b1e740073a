import { expect, test } from 'vitest';
import { shareWriter } from '../share-writer.ts';
import { loadGolden } from './golden.ts';

const shared = shareWriter();

test('QuickBooks Online: totals from lines, credits as negative ones', async () => {
	expect(await loadGolden(shared, 'accounting/quickbooks_csv.csv', { dateOrder: 'mdy' })).toEqual({
		preset: 'QuickBooks Online invoices (import layout)',
		problems: [],
		invoice: [
			{
				invoice_number: 'REVIEW-CONTRACT-3499-quickbooks_csv',
				client: 'CUSTOMER',
				issued_on: '2026-09-01',
				due_on: '2026-09-30',
				total: '3238.0000',
			},
		],
		invoice_line: [
			{
				invoice_number: 'REVIEW-CONTRACT-3499-quickbooks_csv',
				line_number: 1,
				description: 'Loyalty 10%',
				billing_code: 'DISCOUNT',
				quantity: '1.0000',
				unit_price: '-405.0000',
				amount: '-405.0000',
			},
			{
				invoice_number: 'REVIEW-CONTRACT-3499-quickbooks_csv',
				line_number: 2,
				description: 'Manual credit',
				billing_code: 'DISCOUNT',
				quantity: '1.0000',
				unit_price: '-0.9900',
				amount: '-0.9900',
			},
			{
				invoice_number: 'REVIEW-CONTRACT-3499-quickbooks_csv',
				line_number: 3,
				description: 'Manual fixed discount',
				billing_code: 'DISCOUNT',
				quantity: '1.0000',
				unit_price: '-1.0100',
				amount: '-1.0100',
			},
			{
				invoice_number: 'REVIEW-CONTRACT-3499-quickbooks_csv',
				line_number: 4,
				description: 'Manual percentage discount',
				billing_code: 'DISCOUNT',
				quantity: '1.0000',
				unit_price: '-405.0000',
				amount: '-405.0000',
			},
			{
				invoice_number: 'REVIEW-CONTRACT-3499-quickbooks_csv',
				line_number: 5,
				description: 'Miscellaneous charge',
				billing_code: 'MISC',
				quantity: '3.0000',
				unit_price: '50.0000',
				amount: '150.0000',
			},
			{
				invoice_number: 'REVIEW-CONTRACT-3499-quickbooks_csv',
				line_number: 6,
				description: 'Recurring support',
				billing_code: 'RECURRING',
				quantity: '1.0000',
				unit_price: '1950.0000',
				amount: '1950.0000',
			},
			{
				invoice_number: 'REVIEW-CONTRACT-3499-quickbooks_csv',
				line_number: 7,
				description: 'Recurring support',
				billing_code: 'MISC',
				quantity: '1.0000',
				unit_price: '1950.0000',
				amount: '1950.0000',
			},
		],
	});
});

test('Stripe: UTC in headers, decimal commas, small-letter currencies', async () => {
	expect(await loadGolden(shared, 'stripe/invoices.csv', { zone: 'America/New_York' })).toEqual({
		preset: 'Stripe invoices',
		problems: [],
		invoice: [
			{
				invoice_number: 'in_1A',
				client: 'cus_9',
				issued_on: '2026-03-01',
				due_on: '2026-03-31',
				paid_on: '2026-03-20',
				status: 'paid',
				currency: 'USD',
				total: '120.0000',
				balance: '0.0000',
			},
			{
				invoice_number: 'in_1B',
				client: 'cus_8',
				issued_on: '2026-03-02',
				status: 'open',
				currency: 'EUR',
				total: '1234.5000',
				balance: '1200.0000',
			},
		],
	});
});

test('Invoice Ninja 4: amounts with a sign, the invoice on each of its lines', async () => {
	expect(await loadGolden(shared, 'invoice-ninja/v4.csv')).toEqual({
		preset: 'Invoice Ninja 4 invoices',
		problems: [],
		invoice: [
			{
				invoice_number: '0001',
				client: 'Ashdown',
				issued_on: '2020-12-19',
				due_on: '2021-01-18',
				status: 'Partial',
				total: '13.5000',
				balance: '10.0000',
			},
			{
				invoice_number: '0002',
				client: 'Bright',
				issued_on: '2020-12-20',
				status: 'Sent',
				total: '1060.0000',
				balance: '1060.0000',
			},
		],
		invoice_line: [
			{
				invoice_number: '0001',
				line_number: 1,
				description: 'Patch cable',
				billing_code: 'CABLE',
				quantity: '3.0000',
				unit_price: '4.5000',
				amount: '13.5000',
			},
			{
				invoice_number: '0002',
				line_number: 1,
				description: 'Support',
				billing_code: 'HOUR',
				quantity: '2.0000',
				unit_price: '500.0000',
				amount: '1000.0000',
			},
			{
				invoice_number: '0002',
				line_number: 2,
				description: 'PLUG',
				billing_code: 'PLUG',
				quantity: '1.0000',
				unit_price: '60.0000',
				amount: '60.0000',
			},
		],
	});
});

test('Invoice Ninja 5: columns of one’s choice', async () => {
	expect(await loadGolden(shared, 'invoice-ninja/v5.csv')).toEqual({
		preset: 'Invoice Ninja 5 invoices',
		problems: [],
		invoice: [
			{
				invoice_number: '0001',
				client: 'Ashdown',
				issued_on: '2026-03-01',
				due_on: '2026-03-31',
				status: 'Paid',
				currency: 'USD',
				total: '120.0000',
				balance: '0.0000',
			},
		],
	});
});

test('FreshBooks: leading zeros, totals with tax and lines without', async () => {
	expect(await loadGolden(shared, 'freshbooks/invoices.csv')).toEqual({
		preset: 'FreshBooks invoices',
		problems: [],
		invoice: [
			{
				invoice_number: '0000001',
				client: 'Ashdown',
				issued_on: '2026-03-01',
				status: 'sent',
				currency: 'GBP',
				total: '246.0000',
			},
			{
				invoice_number: '0000002',
				client: 'Bright',
				issued_on: '2026-03-02',
				paid_on: '2026-03-20',
				status: 'paid',
				currency: 'EUR',
				total: '100.0000',
			},
		],
		invoice_line: [
			{
				invoice_number: '0000001',
				line_number: 1,
				description: 'March',
				billing_code: 'Support',
				quantity: '2.0000',
				unit_price: '100.0000',
				amount: '200.0000',
			},
			{
				invoice_number: '0000001',
				line_number: 2,
				description: 'Cable',
				billing_code: 'Cable',
				quantity: '1.0000',
				unit_price: '5.0000',
				amount: '5.0000',
			},
			{
				invoice_number: '0000002',
				line_number: 1,
				description: 'Support',
				billing_code: 'Support',
				quantity: '1.0000',
				unit_price: '100.0000',
				amount: '100.0000',
			},
		],
	});
});

test('Zoho: a payment settles an invoice only when nothing is left', async () => {
	expect(await loadGolden(shared, 'zoho/invoices.csv')).toEqual({
		preset: 'Zoho invoices',
		problems: [],
		invoice: [
			{
				invoice_number: 'INV-000001',
				client: 'Ashdown',
				issued_on: '2021-01-28',
				due_on: '2021-02-27',
				paid_on: '2021-02-10',
				status: 'Closed',
				currency: 'USD',
				total: '1020.0000',
				balance: '0.0000',
			},
			{
				invoice_number: 'INV-000002',
				client: 'Bright',
				issued_on: '2021-01-30',
				status: 'PartiallyPaid',
				currency: 'EUR',
				total: '500.0000',
				balance: '200.0000',
			},
		],
		invoice_line: [
			{
				invoice_number: 'INV-000001',
				line_number: 1,
				description: 'January',
				billing_code: 'Support',
				quantity: '10.0000',
				unit_price: '100.0000',
				amount: '1000.0000',
			},
			{
				invoice_number: 'INV-000001',
				line_number: 2,
				description: 'Cable',
				billing_code: 'Cable',
				quantity: '2.0000',
				unit_price: '10.0000',
				amount: '20.0000',
			},
			{
				invoice_number: 'INV-000002',
				line_number: 1,
				description: 'Support',
				billing_code: 'Support',
				quantity: '1.0000',
				unit_price: '500.0000',
				amount: '500.0000',
			},
		],
	});
});

test('ITFlow: all columns', async () => {
	expect(await loadGolden(shared, 'itflow/invoices.csv')).toEqual({
		preset: 'ITFlow invoices',
		problems: [],
		invoice: [
			{
				invoice_number: 'INV-1',
				client: 'Ashdown',
				issued_on: '2026-03-01',
				due_on: '2026-03-31',
				status: 'Partial',
				currency: 'USD',
				total: '1200.0000',
				balance: '1000.0000',
			},
			{
				invoice_number: 'INV-2',
				client: '+One Ltd',
				issued_on: '2026-03-02',
				due_on: '2026-04-01',
				status: 'Draft',
				currency: 'USD',
				total: '50.0000',
				balance: '50.0000',
			},
		],
	});
});

test('ITFlow: no currency by default', async () => {
	expect(await loadGolden(shared, 'itflow/invoices-default.csv')).toEqual({
		preset: 'ITFlow invoices',
		problems: [],
		invoice: [
			{
				invoice_number: 'INV-3',
				client: 'Bright',
				issued_on: '2026-03-03',
				due_on: '2026-04-02',
				status: 'Sent',
				total: '75.0000',
			},
		],
	});
});

test('a system without a preset: invoices by common names', async () => {
	const { preset } = await shared.import(
		'invoices',
		[
			'Invoice #,Customer,Invoice Date,Due Date,Total,Amount Due,Currency',
			'0017,Ashdown,2026-03-02,2026-04-01,"£1,200.00",£0.00,GBP',
		].join('\n'),
	);
	expect(preset).toBe('invoices by common column names');
	expect(
		await shared.current(
			'invoice',
			'invoice_number, client, issued_on, due_on, total, balance, currency',
		),
	).toEqual([['0017', 'Ashdown', '2026-03-02', '2026-04-01', '1200.0000', '0.0000', 'GBP']]);
});

test('Xero: bills of suppliers are nobody’s invoices', async () => {
	const { report } = await shared.import(
		'xero',
		[
			'ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,Quantity,UnitAmount,LineAmount,Currency,Type',
			'Ashdown,INV-1,2026-03-02,2026-04-01,100,1,100,100,GBP,Sales invoice',
			'Ashdown,CN-1,2026-03-03,,-20,1,-20,-20,GBP,Sales credit note',
			'Ashdown,OP-1,2026-03-03,,50,1,50,50,GBP,Sales overpayment',
			'Toner Ltd,B-9,2026-03-04,2026-04-01,70,1,70,70,GBP,Bill',
		].join('\n'),
	);
	expect(await shared.current('invoice', 'invoice_number, total')).toEqual([
		['CN-1', '-20.0000'],
		['INV-1', '100.0000'],
	]);
	expect(await shared.current('invoice_line', 'invoice_number')).toEqual([['CN-1'], ['INV-1']]);
	expect(report.rows).toMatchObject({ loaded: 2, setAside: 2, quarantined: 0 });
});
