import type { Header } from './header.ts';
import { ImportError } from './import-error.ts';

/** An export that a system offers beside the one that has the records. */
interface WrongExport {
	name: string;
	isOfKind: (header: Header) => boolean;
	why: string;
	/** Which export to take instead. */
	remedy: string;
}

const addsUp = 'it adds entries up, and does not say which person worked on which day';

/** Columns with a sum of time, those that it may be summed by, and what a day may be called. */
const sums = ['Duration', 'Hours', 'Total hours', 'Total time', 'Registered time', 'Time spent'];
const groups = ['Project', 'Client', 'Customer', 'User', 'Member', 'Person'];
const day = /date|day|start|created|opened|entered|month|week|period/i;

/** From the one that is known by name to the one that is known by its shape only. */
const wrongExports: readonly WrongExport[] = [
	{
		name: 'Clockify’s summary report',
		isOfKind: (header) => header.hasExactly('Time (h)') && header.hasExactly('Time (decimal)'),
		why: addsUp,
		remedy: 'In Clockify open Reports, Detailed, and export that as CSV',
	},
	{
		name: 'a QuickBooks report of postings',
		isOfKind: (header) =>
			header.has('Transaction type') &&
			header.has('Split', 'Split account', 'Item split account', 'Debit', 'Distribution account'),
		why: 'it has an invoice once for each account that it touches',
		remedy:
			'In QuickBooks open Reports and export Invoice List by Date, or Sales by Customer Detail on accrual basis',
	},
	{
		name: 'a summary of time entries',
		isOfKind: (header) =>
			header.has(...sums) && header.has(...groups) && !header.names.some((name) => day.test(name)),
		why: addsUp,
		remedy: 'Export the detailed report, which has one row for each entry',
	},
];

/**
 * Refuses what is known to be the wrong one of the exports that a system has.
 * @throws {ImportError} that names the export to take instead
 */
export function refuseWrongExport(file: string, header: Header): void {
	const wrong = wrongExports.find(({ isOfKind }) => isOfKind(header));
	if (!wrong) return;
	throw new ImportError(`this is ${wrong.name}: ${wrong.why}`, {
		file,
		line: header.line,
		value: header.names.join(','),
		expected: 'one row for each record',
		remedy: wrong.remedy,
	});
}
