import { definePreset } from '../preset.ts';
import { difference, money, read } from '../preset-fields.ts';

/** Stripe's invoices, one row each. Every time is UTC, which the headers say. */
export const stripe = definePreset({
	system: 'stripe',
	name: 'Stripe invoices',
	isVerified: false,
	marks: [
		['id', 'Number'],
		['Customer', 'Customer Name'],
		['Currency'],
		['Amount Due'],
		['Amount Paid'],
		['Date (UTC)', 'Created (UTC)'],
	],
	knows: [
		'Subscription',
		'Billing',
		'Charge',
		'Description',
		'Subtotal',
		'Tax',
		'Tax Percent',
		'Total Discount Amount',
		'Exclusive Tax Amount',
		'Inclusive Tax Amount',
		'Starting Balance',
		'Ending Balance',
		'Marked Uncollectible At (UTC)',
		'Voided At (UTC)',
		'Finalized At (UTC)',
		'Period Start (UTC)',
		'Period End (UTC)',
		'Minimum Line Item Period Start (UTC)',
		'Maximum Line Item Period End (UTC)',
		'Paid',
		'Closed',
		'Forgiven',
		'Applied Coupons',
	],
	feeds: () => [
		{
			relation: 'invoice',
			fields: {
				invoice_number: ['Number', 'id'],
				client: ['Customer Name', 'Customer'],
				issued_on: ['Date (UTC)', 'Created (UTC)'],
				due_on: ['Due Date (UTC)'],
				paid_on: ['Paid At (UTC)'],
				status: ['Status'],
				currency: read('as_currency', 'Currency'),
				total: money('Total'),
				balance: difference('Amount Due', 'Amount Paid'),
			},
		},
	],
});
