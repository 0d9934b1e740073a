import { definePreset } from '../preset.ts';
import { money, read } from '../preset-fields.ts';

const number = [
	'Invoice Number',
	'Invoice No',
	'Invoice No.',
	'Invoice #',
	'Invoice ID',
	'Invoice',
	'Number',
];
const client = [
	'Client',
	'Client Name',
	'Customer',
	'Customer Name',
	'Company',
	'Company Name',
	'Account',
	'Bill To',
	'Contact Name',
];
const issued = ['Invoice Date', 'Issue Date', 'Issued', 'Issued On', 'Date Issued', 'Date'];
const total = ['Total', 'Invoice Total', 'Total Amount', 'Invoice Amount', 'Grand Total', 'Amount'];

/**
 * Invoices of a system without a preset, one a row, by names that columns often have. It stands in
 * only where nothing else fits.
 */
export const genericInvoices = definePreset({
	system: 'invoices',
	name: 'invoices by common column names',
	isVerified: false,
	isFallback: true,
	marks: [number, client, issued, total],
	// What has these is one row a line, or a ticket.
	never: ['Quantity', 'Qty', 'Line Amount', 'Subject', 'Priority'],
	feeds: (header) => [
		{
			relation: 'invoice',
			lacks: header.has('Currency') ? [] : ['currency'],
			fields: {
				invoice_number: number,
				client,
				issued_on: issued,
				due_on: ['Due Date', 'Due'],
				paid_on: ['Paid Date', 'Date Paid', 'Paid On'],
				status: ['Status', 'Invoice Status'],
				currency: read('as_currency', 'Currency', 'Currency Code'),
				total: money(...total),
				balance: money('Balance', 'Balance Due', 'Amount Due', 'Open Balance', 'Outstanding'),
			},
		},
	],
});
