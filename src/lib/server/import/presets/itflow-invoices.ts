import { definePreset } from '../preset.ts';
import { money, read, unguarded } from '../preset-fields.ts';

/** ITFlow's invoices; whether the currency is among the columns is the person's choice. */
export const itflowInvoices = definePreset({
	system: 'itflow',
	name: 'ITFlow invoices',
	isVerified: false,
	marks: [['Invoice Number'], ['Amount'], ['Issued Date'], ['Status'], ['Client']],
	knows: ['Scope', 'Paid'],
	feeds: (header) => [
		{
			relation: 'invoice',
			lacks: header.has('Currency') ? [] : ['currency'],
			fields: {
				invoice_number: unguarded('Invoice Number'),
				client: unguarded('Client'),
				issued_on: ['Issued Date'],
				due_on: ['Due Date'],
				status: ['Status'],
				currency: read('as_currency', 'Currency'),
				total: money('Amount'),
				balance: money('Balance'),
			},
		},
	],
});
