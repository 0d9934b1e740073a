import { definePreset, type Feed } from '../preset.ts';
import { amountOf, difference, firstFilled, firstOfEach, money, read } from '../preset-fields.ts';

const number = ['Invoice Number', 'Invoice Invoice Number'];

/** Invoice Ninja 4: a title above the header, one row per item, amounts with their sign. */
export const invoiceNinja4 = definePreset({
	system: 'invoice-ninja',
	name: 'Invoice Ninja 4 invoices',
	isVerified: true,
	marks: [['Invoice Number'], ['Client'], ['Amount'], ['Invoice Date'], ['Item Cost']],
	knows: [
		'Email',
		'PO Number',
		'Discount',
		'Partial/Deposit',
		'Partial Due Date',
		'Public Notes',
		'Private Notes',
	],
	feeds: (): Feed[] => [
		{
			relation: 'invoice',
			// A sign such as $ is that of many currencies.
			lacks: ['currency'],
			rows: firstOfEach(number),
			fields: {
				invoice_number: number,
				client: ['Client'],
				issued_on: ['Invoice Date'],
				due_on: ['Due Date'],
				status: ['Status'],
				total: money('Amount'),
				balance: difference('Amount', 'Paid'),
			},
		},
		{
			relation: 'invoice_line',
			fields: {
				invoice_number: number,
				description: firstFilled(['Item Notes'], ['Item Product']),
				billing_code: ['Item Product'],
				quantity: money('Item Quantity'),
				unit_price: money('Item Cost'),
				// Nothing but the product of the two is in the file.
				amount: (file) =>
					`(${amountOf('Item Cost')(file)} * ${amountOf('Item Quantity')(file)})::varchar`,
			},
		},
	],
});

/** Invoice Ninja 5: columns that the person picked, some with the name of the report before them. */
export const invoiceNinja5 = definePreset({
	system: 'invoice-ninja',
	name: 'Invoice Ninja 5 invoices',
	isVerified: false,
	marks: [
		number,
		['Client Name', 'Client Client Name'],
		['Amount', 'Invoice Amount'],
		['Balance', 'Paid to Date', 'Invoice Balance', 'Invoice Paid to Date'],
	],
	// ITFlow has a balance too.
	never: ['Issued Date'],
	feeds: (header) => [
		{
			relation: 'invoice',
			lacks: header.has('Currency', 'Client Currency', 'Invoice Currency') ? [] : ['currency'],
			fields: {
				invoice_number: number,
				client: ['Client Name', 'Client Client Name'],
				issued_on: ['Date', 'Invoice Date', 'Invoice Invoice Date'],
				due_on: ['Due Date', 'Invoice Due Date'],
				status: ['Status', 'Invoice Status'],
				currency: read('as_currency', 'Currency', 'Client Currency', 'Invoice Currency'),
				total: money('Amount', 'Invoice Amount'),
				balance: money('Balance', 'Invoice Balance'),
			},
		},
	],
});
