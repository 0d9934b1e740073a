import { describe, expect, test } from 'vitest';
import { quote, sayDateOrder, sayDecimalMark } from '#lib/file-words.ts';
import type { DateFinding } from '#lib/server/import/date-formats.ts';
import type { NumberFinding } from '#lib/server/import/number-formats.ts';

const date = (rest: Partial<DateFinding>): DateFinding => ({
	column: 'Created',
	position: 3,
	separator: '/',
	example: { cell: '03/02/2026', record: 1 },
	cells: 20,
	dmy: null,
	mdy: null,
	dmyCells: 0,
	mdyCells: 0,
	dayOrYear: null,
	order: null,
	from: null,
	...rest,
});
const number = (rest: Partial<NumberFinding>): NumberFinding => ({
	name: 'Amount',
	position: 4,
	isDuration: false,
	isCount: false,
	mark: null,
	from: null,
	point: null,
	comma: null,
	open: null,
	openCells: 0,
	unit: null,
	isMarked: true,
	...rest,
});

describe('the order of day and month is said with what shows it', () => {
	test.each([
		[
			{ order: 'dmy', from: 'column', dmy: { cell: '31/03/2026', record: 17 } },
			'Created: day first, as “31/03/2026” in row 17 shows',
		],
		[{ order: 'mdy', from: 'file' }, 'Created: month first, as the other dates of the file'],
		[
			{ order: 'mdy', from: 'person' },
			'Created: month first, as you said; “03/02/2026” in row 1 could be either',
		],
		[{}, 'Created: “03/02/2026” in row 1 could be either'],
		[
			{ dmy: { cell: '31/03/2026', record: 17 }, mdy: { cell: '03/31/2026', record: 18 } },
			'Created: both orders occur, such as “31/03/2026” in row 17 and “03/31/2026” in row 18',
		],
	] as const)('%o', (finding, words) => {
		expect(sayDateOrder(date(finding))).toBe(words);
	});
});

describe('the mark before fractions is said with what shows it', () => {
	test.each([
		[
			{ mark: ',', from: 'column', comma: { cell: '7,5', record: 2 } },
			'Amount: a comma before fractions, as “7,5” in row 2 shows',
		],
		[
			{ mark: '.', from: 'file', unit: '€' },
			'Amount: a point before fractions, as the other numbers of the file; “€” beside its numbers is understood',
		],
		[
			{ open: { cell: '1,234', record: 3 }, openCells: 3 },
			'Amount: “1,234” in row 3 could be a thousand or a fraction, as 2 more',
		],
		[
			{ point: { cell: '7.5', record: 1 }, comma: { cell: '7,5', record: 2 } },
			'Amount: both marks occur, such as “7.5” in row 1 and “7,5” in row 2',
		],
	] as const)('%o', (finding, words) => {
		expect(sayDecimalMark(number(finding))).toBe(words);
	});
});

test('a cell is shown by its line where that was looked up', () => {
	expect(quote({ cell: '7,5', record: 2, line: 14 })).toBe('“7,5” in line 14');
	expect(quote({ cell: '7,5', record: 2 })).toBe('“7,5” in row 2');
});
