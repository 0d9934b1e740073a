import { definePreset, type Feed, type FileColumns } from '../preset.ts';
import { amountOf, firstFilled, money, read } from '../preset-fields.ts';

const day = ['Transaction date', 'Date'];
const kind = ['Transaction type'];
const number = ['Num', 'Transaction number'];
const amount = 'Amount';
const client = ['Customer full name', 'Client full name', 'Customer', 'Name'];
const product = ['Product/Service full name', 'Product/Service'];
const quantity = ['Quantity', 'Qty'];
const memo = ['Description', 'Memo/Description', 'Memo'];

/** Transactions that are invoices, or take something off one. */
const kinds = "('invoice', 'sales receipt', 'credit memo', 'refund')";

const typeOf = (file: FileColumns) => `lower(clean(${file.column(...kind)}))`;

/**
 * The rows with what a report says elsewhere than in them. A name alone in a nameless first column
 * is over the rows below it, until a total or an empty row. On cash basis a report has the days and
 * amounts of payments, so that no day of it is read.
 */
function toTransactions(file: FileColumns): string {
	const first = file.header.names[0] === '' ? 'clean(c0)' : 'null::varchar';
	const date = `clean(${file.column(...day)})`;
	const heading = `case when ${date} is null then
		if(regexp_matches(${first}, '(?i)^total( for .*)?$'), '', coalesce(${first}, '')) end`;
	return `
		select *, clean(${file.column(...number)}) as number,
			${typeOf(file)} in ('credit memo', 'refund') as is_credit,
			nullif(last_value(${heading} ignore nulls) over (
				order by record_number rows between unbounded preceding and current row
			), '') as heading,
			${date} || if(
				(select bool_or(regexp_matches(c0, '(?i)^"?cash basis\\b')) from original_file),
				' is the day of a payment: the report is on cash basis', ''
			) as issued_on
		from file`;
}

/** The first row of each invoice with the sum of its rows, and every row that is of none. */
function toInvoices(file: FileColumns): string {
	const value = amountOf(amount)(file);
	return `
		select *, case when bool_and((${value}) is not null) over invoice
			then (sum(${value}) over invoice)::varchar end as total
		from (${toTransactions(file)})
		window invoice as (partition by number)
		qualify number is null or row_number() over (partition by number order by record_number) = 1`;
}

/**
 * Invoices in the reports of QuickBooks Online, as a list or line by line, under the names of
 * clients or beside them. The sum of lines is without tax, which those reports leave out.
 */
export const quickbooksReports = definePreset({
	system: 'quickbooks',
	name: 'QuickBooks Online invoices (report)',
	isVerified: false,
	marks: [day, kind, number, [amount]],
	// Reports of postings have an invoice once for each account that it touches.
	never: [
		'Split',
		'Split account',
		'Item split account',
		'Debit',
		'Credit',
		'Distribution account',
	],
	knows: ['Balance', 'Location', 'Class full name'],
	dates: day,
	numbers: [amount],
	others: (file) => `
		select record_number, 'payments and other transactions that are no invoices'
		from file where ${typeOf(file)} not in ${kinds}`,
	feeds: (header): Feed[] => {
		const invoices: Feed = {
			relation: 'invoice',
			// A sign such as $ is that of many currencies.
			lacks: header.has('Currency') ? [] : ['currency'],
			rows: toInvoices,
			fields: {
				invoice_number: () => 'number',
				client: header.has(...client) ? client : () => 'heading',
				issued_on: () => 'issued_on',
				due_on: ['Due date'],
				currency: read('as_currency', 'Currency'),
				total: () => 'total',
				balance: money('Open balance'),
			},
		};
		const lines: Feed = {
			relation: 'invoice_line',
			rows: toTransactions,
			fields: {
				invoice_number: () => 'number',
				description: firstFilled(memo, product),
				billing_code: product,
				quantity: money(...quantity),
				unit_price: money('Sales price'),
				amount: money(amount),
				kind: () => `if(is_credit, 'credit', null)`,
			},
		};
		return header.has(...quantity, 'Sales price', ...product) ? [invoices, lines] : [invoices];
	},
});
