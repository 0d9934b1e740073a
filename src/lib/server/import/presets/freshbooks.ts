import { definePreset, type Feed } from '../preset.ts';
import { amountOf, firstFilled, firstOfEach, money, read } from '../preset-fields.ts';

const number = ['Invoice #'];

/** FreshBooks' invoices: one row per line, taxes within `Line Total` and not within the subtotal. */
export const freshbooks = definePreset({
	system: 'freshbooks',
	name: 'FreshBooks invoices',
	isVerified: true,
	marks: [['Invoice #'], ['Client Name'], ['Date Issued'], ['Line Total']],
	knows: ['Discount Percentage', 'Tax 1 Type', 'Tax 1 Amount', 'Tax 2 Type', 'Tax 2 Amount'],
	feeds: (): Feed[] => [
		{
			relation: 'invoice',
			rows: firstOfEach(number, { gross_total: amountOf('Line Total') }),
			fields: {
				invoice_number: number,
				client: ['Client Name'],
				issued_on: ['Date Issued'],
				due_on: ['Due Date'],
				paid_on: ['Date Paid'],
				status: ['Invoice Status'],
				currency: read('as_currency', 'Currency'),
				total: () => 'gross_total',
			},
		},
		{
			relation: 'invoice_line',
			fields: {
				invoice_number: number,
				description: firstFilled(['Item Description'], ['Item Name']),
				billing_code: ['Item Name'],
				quantity: money('Quantity', 'Qty'),
				unit_price: money('Rate'),
				amount: money('Line Subtotal'),
			},
		},
	],
});
