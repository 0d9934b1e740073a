import { formatCountOf } from './format.ts';

/** Why a row of a file could not be used. */
export interface QuarantineFinding {
	/** `null`, as the field, where it is about the row as a whole. */
	relation: string | null;
	field: string | null;
	/** What stands there; `null` where nothing does. */
	value: string | null;
	reason: string;
	/** The positions of the columns that the field was read from; none where nobody knows. */
	positions: readonly number[];
}

/** A row of a file that could not be used, whole. */
export interface QuarantinedRow {
	/** Its number among the records of the file, from 1. */
	record: number;
	/** The physical line on which it begins. */
	line: number;
	/** Its cells in the order of the file; an empty one is ''. */
	cells: readonly string[];
	findings: readonly QuarantineFinding[];
}

/** What to write instead, by what is wrong. */
const remedies: Readonly<Record<string, string>> = {
	'is missing': 'Write it, here or in the source.',
	'is not a date and time that can be read': 'Write it as 2026-10-31 14:30.',
	'is not a date that can be read': 'Write it as 2026-10-31.',
	'has day and month in the other order than the rest of the file':
		'Write it in the order of the other dates, or as 2026-10-31.',
	'lies too far ahead, after 2098': 'Write a date up to 2098-12-31.',
	'lies too far back, before 1901': 'Write a date from 1901-01-01 on.',
	'is what systems write for no date': 'Write the date that it stands for.',
	'is not a number that can be read for certain':
		'Write it with a point before the decimals and no other mark, as 1234.50.',
	'has no unit':
		'Write it with its unit, as 7:30 or 7.5h, or say in which unit the column is: where the file is imported, or with --options FILE.',
	'is not a whole number': 'Write it in digits, as 12.',
	'is neither yes nor no': 'Write yes or no.',
	'names a record of this file that could not be used':
		'Put that record right, and this row is loaded with it.',
};

/** What to do about a finding on the page of its import, as a sentence. */
export function sayRemedy({ field, reason }: QuarantineFinding): string {
	if (field === null) return 'Open the whole row and put each value under its column.';
	return remedies[reason] ?? 'Put it right, here or in the source.';
}

/** The columns that a finding is about, by their names in the file; "the row" for the whole of it. */
export function sayColumn(
	{ field, positions }: QuarantineFinding,
	header: readonly string[],
): string {
	if (field === null) return 'the row';
	const names = positions.map((position) => nameColumn(header, position));
	return names.length > 0 ? names.join(', ') : field.replaceAll('_', ' ');
}

/**
 * A finding in a file of quarantined rows, where a row that could not be read stands in its first
 * cell: "Opened “soon” is not a date and time that can be read. Write it as 2026-10-31 14:30."
 */
export function sayFinding(finding: QuarantineFinding, header: readonly string[]): string {
	const { field, value, reason } = finding;
	if (field === null)
		return `The row ${reason}. Put each value of the first cell under its column.`;
	const found = value === null ? '' : ` “${value}”`;
	return `${capitalise(sayColumn(finding, header))}${found} ${reason}. ${sayRemedy(finding)}`;
}

/** The name of a column; one without a name is called by its place. */
export function nameColumn(header: readonly string[], position: number): string {
	return header[position] || `column ${position + 1}`;
}

/** The name of a form's field that holds a cell. */
export function toCellName(record: number, position: number): string {
	return `cell.${record}.${position}`;
}

/** "3 rows of this file could not be used". */
export function sayOpenRows(total: number): string {
	return `${formatCountOf(total, 'row')} could not be used and ${total === 1 ? 'is' : 'are'} kept aside`;
}

function capitalise(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
