import { expect, test } from 'vitest';
import { sayColumn, sayFinding, sayRemedy, type QuarantineFinding } from '#lib/quarantine.ts';

const header = ['Number', 'Opened', ''];
const finding = (given: Partial<QuarantineFinding>): QuarantineFinding => ({
	relation: 'ticket',
	field: 'created_at',
	value: 'soon',
	reason: 'is not a date and time that can be read',
	positions: [1],
	...given,
});

test('a finding names the column as the file does, the value, the reason and the remedy', () => {
	expect(sayFinding(finding({}), header)).toBe(
		'Opened “soon” is not a date and time that can be read. Write it as 2026-10-31 14:30.',
	);
});

test('a field that no column is known for is called by its own name, a nameless column by its place', () => {
	expect(sayColumn(finding({ positions: [] }), header)).toBe('created at');
	expect(sayColumn(finding({ positions: [0, 2] }), header)).toBe('Number, column 3');
});

test('a finding about a row as a whole is worded as the row, and does not say its text again', () => {
	const whole = finding({
		...{ relation: null, field: null, positions: [] },
		...{ value: 'a;b', reason: 'has 7 cells where the header has 3' },
	});
	expect(sayFinding(whole, header)).toBe(
		'The row has 7 cells where the header has 3. Put each value of the first cell under its column.',
	);
	expect(sayRemedy(whole)).toBe('Open the whole row and put each value under its column.');
});

test('a reason that nobody foresaw has a remedy as well', () => {
	expect(sayRemedy(finding({ reason: 'is odd' }))).toBe(
		'Put it right in the row, or in the source.',
	);
});
