import type { Header } from './header.ts';
import { ImportError } from './import-error.ts';
import type { Spellings } from './preset.ts';

/** An export that a system offers beside the one that has the records. */
interface WrongExport {
	name: string;
	/** Columns without which a file is not of this kind. */
	marks: readonly Spellings[];
	/** Columns that the right export always has. */
	never?: Spellings;
	/** What is missing from it. */
	lacks: string;
	/** The export to take instead. */
	instead: string;
}

const wrongExports: readonly WrongExport[] = [
	{
		name: 'Clockify’s summary report',
		marks: [['Time (decimal)'], ['Time (h)']],
		lacks: 'it adds entries up, and does not say which person worked on which day',
		instead: 'In Clockify open Reports, Detailed, and export that as CSV',
	},
	{
		name: 'Toggl’s summary report',
		marks: [['Registered time', 'Duration'], ['Project'], ['Client']],
		never: ['Start date', 'Start time', 'Date', 'Description', 'Hours', 'Task', 'Activity'],
		lacks: 'it adds entries up, and does not say which person worked on which day',
		instead: 'In Toggl open Reports, Detailed, and export that as CSV',
	},
	{
		name: 'a QuickBooks report of postings',
		marks: [
			['Transaction type'],
			['Split', 'Split account', 'Item split account', 'Debit', 'Credit', 'Distribution account'],
		],
		lacks: 'it has an invoice once for each account, and none as a whole',
		instead:
			'In QuickBooks open Reports and export Invoice List by Date, or Sales by Customer Detail on accrual basis',
	},
];

/**
 * Refuses a file that is known to be the wrong export of a system that has a right one.
 * @throws {ImportError} that names the export to take instead
 */
export function refuseWrongExport(file: string, header: Header): void {
	const hasAny = (spellings: Spellings) => spellings.some((name) => header.hasExactly(name));
	const wrong = wrongExports.find(
		({ marks, never = [] }) => marks.every(hasAny) && !hasAny(never),
	);
	if (!wrong) return;
	throw new ImportError(`this is ${wrong.name}: ${wrong.lacks}`, {
		file,
		line: header.line,
		value: header.names.join(','),
		expected: 'one row for each record',
		remedy: wrong.instead,
	});
}
