import { formatCountOf } from './format.ts';
import type { Sighting } from './server/import/date-shapes.ts';
import type { DateFinding, DateOrder } from './server/import/date-formats.ts';
import type { InspectedField } from './server/import/inspection.ts';
import type { DecimalMark, NumberFinding } from './server/import/number-formats.ts';

/** How a file is written and what shows it, in words. */

const delimiters: Readonly<Record<string, string>> = {
	',': 'commas',
	';': 'semicolons',
	'\t': 'tabs',
	'|': 'vertical bars',
};

export function nameDelimiter(delimiter: string): string {
	return delimiters[delimiter] ?? `“${delimiter}”`;
}

/** What a field holds. */
export const typeWords: Readonly<Record<InspectedField['type'], string>> = {
	text: 'text',
	instant: 'date and time',
	day: 'day',
	number: 'number',
	count: 'whole number',
	flag: 'yes or no',
};

/** "created_at" → "created at". */
export function nameField(field: string): string {
	return field.replaceAll('_', ' ');
}

const orderWords: Readonly<Record<DateOrder, string>> = {
	dmy: 'day first',
	mdy: 'month first',
};

/** "Created: day first, as “31/03/2026” in line 18 shows". */
export function sayDateOrder(finding: DateFinding): string {
	const { column, order, from, example, dmy, mdy, dmyCells, mdyCells } = finding;
	if (order === null) {
		if (finding.dayOrYear) {
			return `${column}: ${quote(finding.dayOrYear)} could have the day or the year first`;
		}
		return dmy && mdy
			? `${column}: both orders occur, such as ${quote(dmy)} and ${quote(mdy)}`
			: `${column}: ${quote(example)} could be either`;
	}
	const words = `${column}: ${orderWords[order]}`;
	if (dmy && mdy) {
		const [against, cells] = order === 'dmy' ? [mdy, mdyCells] : [dmy, dmyCells];
		return `${words}, as you said; ${formatCountOf(cells, 'date')} such as ${quote(against)} cannot be read so`;
	}
	const shown = order === 'dmy' ? dmy : mdy;
	if (shown) return `${words}, as ${quote(shown)} shows`;
	if (from === 'person') return `${words}, as you said; ${quote(example)} could be either`;
	return from === 'file'
		? `${words}, as the other dates of the file`
		: `${words}, as the other dates of the column`;
}

const markWords: Readonly<Record<DecimalMark, string>> = { '.': 'a point', ',': 'a comma' };

/** "Amount: a comma before fractions, as “7,5” in line 3 shows". */
export function sayDecimalMark({
	name,
	mark,
	from,
	point,
	comma,
	open,
	openCells,
	unit,
}: NumberFinding): string {
	const units = unit === null ? '' : `; “${unit}” beside its numbers is understood`;
	if (mark === null) {
		if (point && comma) {
			return `${name}: both marks occur, such as ${quote(point)} and ${quote(comma)}${units}`;
		}
		if (!open) return `${name}: whole numbers${units}`;
		const others = openCells > 1 ? `, as ${openCells - 1} more` : '';
		return `${name}: ${quote(open)} could be a thousand or a fraction${others}${units}`;
	}
	const words = `${name}: ${markWords[mark]} before fractions`;
	const shown = mark === '.' ? point : comma;
	if (from === 'person') return `${words}, as you said${units}`;
	if (shown) return `${words}, as ${quote(shown)} shows${units}`;
	return `${words}, as the other numbers of the file${units}`;
}

/** “7,5” in line 3; by its row where nobody looked up the line. */
export function quote({ cell, record, line }: Sighting): string {
	return `“${cell}” in ${line === undefined ? `row ${record}` : `line ${line}`}`;
}
