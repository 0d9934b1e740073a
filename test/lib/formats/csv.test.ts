import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCsv, guardFormula, parseCsv, previewCsv, unguardFormula } from '#lib/formats/csv.ts';

const comma = { delimiter: ',' } as const;

test('cells are text, exactly as they stand', () => {
	expect(parseCsv('id,hours\n0001, 1.50\n', comma)).toEqual([
		['id', 'hours'],
		['0001', ' 1.50'],
	]);
});

test('only the delimiter that is asked for divides', () => {
	expect(parseCsv('a,b;c', { delimiter: ';' })).toEqual([['a,b', 'c']]);
});

test('quoted cells keep delimiters, line ends and quotes', () => {
	expect(parseCsv('"a,b","c\r\nd","say ""hi"""', comma)).toEqual([['a,b', 'c\r\nd', 'say "hi"']]);
});

test('blank lines are not records', () => {
	expect(parseCsv('a,b\n\n1,2\n\n', comma)).toEqual([
		['a', 'b'],
		['1', '2'],
	]);
});

test('a record keeps the cells it has, few or many', () => {
	expect(parseCsv('a,b\n1\n1,2,3', comma).map((record) => record.length)).toEqual([2, 1, 3]);
});

test.each([',', ';', '\t', '|'])('a preview is divided by %j where the text is', (delimiter) => {
	const text = ['id', 'title'].join(delimiter) + '\n' + ['1', 'Printer'].join(delimiter) + '\n';
	expect(previewCsv(text, { isWhole: true, records: 5 })).toEqual({
		delimiter,
		records: [
			['id', 'title'],
			['1', 'Printer'],
		],
	});
});

test('a preview leaves out the record that the head of a file cuts off', () => {
	const head = 'id,title\n1,Printer\n2,"Scanner is';
	expect(previewCsv(head, { isWhole: false, records: 5 }).records).toEqual([
		['id', 'title'],
		['1', 'Printer'],
	]);
	expect(previewCsv(`${head} gone"\n3,More\n`, { isWhole: false, records: 3 }).records).toEqual([
		['id', 'title'],
		['1', 'Printer'],
		['2', 'Scanner is gone'],
	]);
});

test('rows are written one a line, quoted only where they must be', () => {
	expect(
		formatCsv([
			['a', 1.5, true],
			['b,c', 'say "hi"', 'two\nlines'],
		]),
	).toBe('a,1.5,true\n"b,c","say ""hi""","two\nlines"\n');
});

test('what is missing is written as an empty cell', () => {
	expect(formatCsv([[null, undefined, '']])).toBe(',,\n');
});

test('no rows are no text', () => {
	expect(formatCsv([])).toBe('');
});

test('an empty cell alone in its row is written in quotes, since a blank line is no row', () => {
	expect(formatCsv([['name'], ['']])).toBe('"name"\n""\n');
});

test('every table comes back as it was written', () => {
	const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '😀', ' ', ',', ';', '"', '\n', '\r') });
	const table = fc
		.integer({ min: 2, max: 5 })
		.chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })));
	fc.assert(
		fc.property(table, (rows) => {
			expect(parseCsv(formatCsv(rows), comma)).toEqual(rows);
		}),
	);
});

test('a cell that a spreadsheet would run is guarded, a number is not', () => {
	expect(['=1+1', '+cmd|x', '-a', '@now', '\tx', "'=x"].map(guardFormula)).toEqual([
		"'=1+1",
		"'+cmd|x",
		"'-a",
		"'@now",
		"'\tx",
		"''=x",
	]);
	expect(['-5', '+49.5', "it's", "'90s", ''].map(guardFormula)).toEqual([
		'-5',
		'+49.5',
		"it's",
		"'90s",
		'',
	]);
});

test('what was guarded comes back as it was, whatever it was', () => {
	const cell = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '5', 'a', '.') });
	fc.assert(
		fc.property(cell, (text) => {
			expect(unguardFormula(guardFormula(text))).toBe(text);
		}),
	);
});
