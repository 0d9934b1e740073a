import { definePreset, type FileColumns, type Feed } from '../preset.ts';

/** Fields of the invoice, which the import layout leaves blank on its second and later lines. */
const repeated = ['ContactName', 'InvoiceNumber', 'InvoiceDate', 'DueDate', 'Total', 'Currency'];

/** Xero's sales invoices, in the layout of its export and of its import: one row per line. */
export const xero = definePreset({
	system: 'xero',
	name: 'Xero sales invoices',
	isVerified: true,
	marks: [['ContactName'], ['InvoiceNumber'], ['InvoiceDate'], ['UnitAmount']],
	knows: [
		'EmailAddress',
		...addressOf('PO'),
		...addressOf('SA'),
		'Reference',
		'PlannedDate',
		'TaxTotal',
		'InvoiceAmountPaid',
		'Discount',
		'AccountCode',
		'TaxType',
		'TaxAmount',
		'TrackingName1',
		'TrackingOption1',
		'TrackingName2',
		'TrackingOption2',
		'Type',
		'Sent',
	],
	dates: ['InvoiceDate', 'DueDate'],
	others: (file) => `
		select record_number, 'bills, payments and other records than sales invoices and credit notes'
		from file
		where regexp_matches(${file.column('Type')}, '(?i)\\b(bill|overpayment|prepayment|spend)')
			or regexp_matches(${file.column('Type')}, '(?i)^ACCPAY')`,
	feeds: (): Feed[] => [
		{
			relation: 'invoice',
			rows: (file) => `
				with line as (${toLines(file)})
				select *, coalesce(stated_total, case
					when bool_and(to_number(line_amount) is not null) over invoice
						then (sum(to_number(line_amount)) over invoice)::varchar
				end) as total
				from line
				window invoice as (partition by invoice_number)
				qualify row_number() over (partition by invoice_number order by record_number) = 1`,
			fields: {
				invoice_number: () => 'invoice_number',
				client: () => 'contact',
				issued_on: () => 'issued_on',
				due_on: () => 'due_on',
				status: ['Status'],
				currency: () => 'currency',
				total: () => 'total',
				balance: ['InvoiceAmountDue'],
			},
		},
		{
			relation: 'invoice_line',
			rows: toLines,
			fields: {
				invoice_number: () => 'invoice_number',
				description: ['Description'],
				quantity: ['Quantity'],
				unit_price: ['UnitAmount'],
				amount: () => 'line_amount',
				billing_code: ['InventoryItemCode'],
			},
		},
	],
});

/** The columns of a postal (PO) or street (SA) address. */
function addressOf(kind: 'PO' | 'SA'): string[] {
	const parts = ['City', 'Region', 'PostalCode', 'Country'];
	return [1, 2, 3, 4]
		.map((line) => `${kind}AddressLine${line}`)
		.concat(parts.map((part) => `${kind}${part}`));
}

function toLines(file: FileColumns): string {
	const [contact, number, issued, due, total, currency] = repeated.map((name) =>
		toFilledDown(file, name),
	);
	// The import layout states no line amount; Xero computes it from the two that it does state.
	const computed = `(to_number(${file.column('Quantity')}) * to_number(${file.column('UnitAmount')}))::varchar`;
	return `
		select *, ${contact} as contact, ${number} as invoice_number, ${issued} as issued_on,
			${due} as due_on, ${total} as stated_total, ${currency} as currency,
			coalesce(clean(${file.column('LineAmount')}), ${computed}) as line_amount
		from file`;
}

/** The value of the nearest line above that names an invoice, on lines that name none. */
function toFilledDown(file: FileColumns, name: string): string {
	const number = `clean(${file.column('InvoiceNumber')})`;
	const value = `clean(${file.column(name)})`;
	return `case when ${number} is not null then ${value} else
		last_value(case when ${number} is not null then coalesce(${value}, '') end ignore nulls)
			over (order by record_number rows between unbounded preceding and current row) end`;
}
