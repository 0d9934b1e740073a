import { definePreset, type Feed, type FileColumns } from '../preset.ts';
import { amountOf, firstOfEach, money } from '../preset-fields.ts';

const number = ['InvoiceNo'];

const grossOf = (file: FileColumns) =>
	`${amountOf('ItemAmount')(file)} + ${amountOf('TaxAmount', '0')(file)}`;

/**
 * Invoices in the import layout of QuickBooks Online: one row per line, credits as negative lines,
 * and neither a total nor a currency.
 */
export const quickbooks = definePreset({
	system: 'quickbooks',
	name: 'QuickBooks Online invoices (import layout)',
	isVerified: true,
	marks: [['InvoiceNo'], ['Customer'], ['InvoiceDate'], ['ItemAmount']],
	knows: ['Terms', 'Memo', 'TaxCode'],
	feeds: (): Feed[] => [
		{
			relation: 'invoice',
			lacks: ['currency'],
			rows: firstOfEach(number, { gross_total: grossOf }),
			fields: {
				invoice_number: number,
				client: ['Customer'],
				issued_on: ['InvoiceDate'],
				due_on: ['DueDate'],
				currency: ['Currency'],
				total: () => 'gross_total',
			},
		},
		{
			relation: 'invoice_line',
			fields: {
				invoice_number: number,
				description: ['ItemDescription'],
				billing_code: ['Item'],
				quantity: money('ItemQuantity'),
				unit_price: money('ItemRate'),
				amount: money('ItemAmount'),
				service_from: ['Service Date'],
			},
		},
	],
});
