import { definePreset, type Feed } from '../preset.ts';
import { firstFilled, firstOfEach, money, read } from '../preset-fields.ts';

const number = ['Invoice Number'];

/** Zoho's invoices: one row per line, each with the whole invoice; ids have 19 digits. */
export const zoho = definePreset({
	system: 'zoho',
	name: 'Zoho invoices',
	isVerified: true,
	marks: [['Invoice ID'], ['Invoice Number'], ['Invoice Date'], ['Customer Name'], ['Total']],
	knows: [
		'Estimate Number',
		'Company Name',
		'Customer ID',
		'Branch ID',
		'Branch Name',
		'Expected Payment Date',
		'PurchaseOrder',
		'Template Name',
		'Exchange Rate',
		'Discount Type',
		'Is Discount Before Tax',
		'Entity Discount Percent',
		'Entity Discount Amount',
		'Usage unit',
		'Discount',
		'Discount Amount',
		'Expense Reference ID',
		'Project ID',
		'Project Name',
		'SubTotal',
		'Shipping Charge',
		'Adjustment',
		'Adjustment Description',
		'Round Off',
		'Sales person',
		'Payment Terms',
		'Payment Terms Label',
		'Last Payment Date',
		'Notes',
		'Terms & Conditions',
		'Subject',
		'WriteOff Date',
		'WriteOff Amount',
		'Recurrence Name',
		'Billing Address',
		'Billing City',
		'Billing State',
		'Billing Country',
		'Shipping Address',
		'Shipping City',
		'Shipping State',
		'Shipping Country',
	],
	dates: ['Last Payment Date'],
	feeds: (): Feed[] => [
		{
			relation: 'invoice',
			rows: firstOfEach(number),
			fields: {
				invoice_number: number,
				client: ['Customer Name'],
				issued_on: ['Invoice Date'],
				due_on: ['Due Date'],
				// A payment settles an invoice only when nothing is left of it.
				paid_on: (file) => `
					case when to_money(clean(${file.column('Balance')})) = 0
						then ${file.column('Last Payment Date')} end`,
				status: ['Invoice Status'],
				currency: read('as_currency', 'Currency Code'),
				total: money('Total'),
				balance: money('Balance'),
			},
		},
		{
			relation: 'invoice_line',
			fields: {
				invoice_number: number,
				description: firstFilled(['Item Desc'], ['Item Name']),
				billing_code: ['Item Name'],
				quantity: money('Quantity', 'Qty'),
				unit_price: money('Item Price'),
				amount: money('Item Total'),
			},
		},
	],
});
