import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Delimiter, parseCsv } from '#lib/formats/csv.ts';
import { type Dialect, findDialect } from '#lib/server/import/dialect.ts';
import { findLines, type RecordSpan, RecordScanner, scanRecords } from '#lib/server/import/scan.ts';

let folder: string;
let path: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'scan-'));
	path = join(folder, 'decoded.csv');
});
afterAll(() => rm(folder, { recursive: true }));

const header = 'a,b\n';
const dialect: Dialect = {
	delimiter: ',',
	quote: '"',
	header: ['a', 'b'],
	headerLine: 1,
	headerBytes: 4,
	titles: [],
};

/** Scans records of two fields, which stand below the header `a,b`. */
async function scan(body: string) {
	await writeFile(path, header + body);
	return scanRecords(path, dialect);
}

function readSpans(delimiter: Delimiter, chunks: readonly Uint8Array[]) {
	const spans: RecordSpan[] = [];
	const scanner = new RecordScanner({ delimiter }, (span) => spans.push(span));
	for (const chunk of chunks) scanner.push(chunk);
	scanner.finish();
	return { spans, strayQuotes: scanner.strayQuotes, unterminated: scanner.unterminatedQuote };
}

test('the header is no record', async () => {
	expect(await scan('')).toEqual({
		records: 0,
		odd: 0,
		longest: 0,
		hasMixedEndings: false,
		lineEnding: '\n',
	});
});

test('the last record needs no line ending', async () => {
	expect((await scan('1,2\n3,4')).records).toBe(2);
});

test.each([
	['\\n', '\n'],
	['\\r\\n', '\r\n'],
	['\\r', '\r'],
])('%s ends a record', async (_, ending) => {
	expect(await scan(`1,2${ending}3,4${ending}`)).toMatchObject({ records: 2, odd: 0 });
});

test('blank lines are not records', async () => {
	expect(await scan('\n1,2\n\n\r\n\r3,4\n\n')).toMatchObject({ records: 2, odd: 0 });
});

test('a line ending at the very start is a line', () => {
	expect(readSpans(',', [Buffer.from('\na')]).spans).toEqual([
		{ line: 2, start: 1, end: 2, fields: 1, isStray: false },
	]);
});

test('a record of empty cells is a record', async () => {
	expect(await scan(',\n"",""\n')).toMatchObject({ records: 2, odd: 0 });
});

test('a quoted cell holds delimiters, line endings and doubled quotes', async () => {
	expect(await scan('"1,\r\n\n\r2","say ""hi"""\n3,""""\n')).toMatchObject({
		records: 2,
		odd: 0,
	});
});

test('a quote opens only at the start of a field', async () => {
	expect(await scan('6" disk,12" rack\n3,4\n')).toMatchObject({ records: 2, odd: 1 });
});

test('text after a closing quote belongs to its field and swallows no other record', async () => {
	expect(await scan('"6" disk failed",x\n3,4\n')).toMatchObject({ records: 2, odd: 1 });
});

test('a quote that nothing closes makes the rest of the file one odd record', async () => {
	expect(await scan('1,2\n"3\n",4\n5,"6\n7,8\n')).toMatchObject({ records: 3, odd: 1 });
});

test('records with too few or too many fields are odd', async () => {
	expect(await scan('"1\n",2\n3\n\n4,5\n6,"7",8\n')).toMatchObject({ records: 4, odd: 2 });
});

test('the longest record is known by its bytes', async () => {
	expect((await scan('1,2\n"é\n",2\n3,4\n')).longest).toBe(7);
});

test('line endings of two kinds are mixed, unless one is inside quotes', async () => {
	expect((await scan('1,2\r\n')).hasMixedEndings).toBe(true);
	expect((await scan('1,2\r3,4\n')).hasMixedEndings).toBe(true);
	expect((await scan('"1\r\n\r",2\n3,4\n')).hasMixedEndings).toBe(false);
});

test('a delimiter at the end of each line is no fault where the header has it', async () => {
	await writeFile(path, '"ID";"Título";\n"2 553";"Erro";\n"2 554";"Erro";\n');
	expect(await scanRecords(path, await findDialect(path))).toMatchObject({
		records: 2,
		odd: 0,
	});
});

test('a delimiter at the end of each line is one field too many where the header lacks it', async () => {
	expect((await scan('1,2,\n')).odd).toBe(1);
});

test('records are told where they begin and end, wherever the bytes are cut', () => {
	const text = Buffer.from('a;"b\r\n"\r\n\r\n"""";é\r"x"y;"z');
	const whole = readSpans(';', [text]);
	expect(whole.spans.map(({ start, end }) => text.toString('utf8', start, end))).toEqual([
		'a;"b\r\n"',
		'"""";é',
		'"x"y;"z',
	]);
	expect(whole.spans.map(({ line }) => line)).toEqual([1, 4, 5]);
	expect(whole).toMatchObject({ strayQuotes: 1, unterminated: { line: 5 } });
	for (let cut = 0; cut <= text.length; cut++) {
		expect(readSpans(';', [text.subarray(0, cut), text.subarray(cut)])).toEqual(whole);
	}
	expect(
		readSpans(
			';',
			Array.from(text, (byte) => Uint8Array.of(byte)),
		),
	).toEqual(whole);
});

test('each record is found on the line on which it begins', async () => {
	await writeFile(path, `${header}"1\r\n1",2\r\n\r\n3,4\n5,"6\n\n\r7"\n8,9`);
	expect(await findLines(path, dialect, [4, 1, 2, 3])).toEqual(
		new Map([
			[1, 2],
			[2, 5],
			[3, 6],
			[4, 10],
		]),
	);
});

test('a record that the file does not have has no line', async () => {
	await writeFile(path, `${header}1,2\n`);
	expect(await findLines(path, dialect, [1, 2, 0])).toEqual(new Map([[1, 2]]));
});

test('the incident log has all of its events', async () => {
	const archive = await readFile('test/fixtures/incidents/incident_event_log.csv.gz');
	await writeFile(path, gunzipSync(archive));
	const found = await findDialect(path);
	expect(await scanRecords(path, found)).toEqual({
		records: 141_712,
		odd: 0,
		longest: 381,
		hasMixedEndings: false,
		lineEnding: '\n',
	});
	expect(await findLines(path, found, [141_712])).toEqual(new Map([[141_712, 141_713]]));
});

test.each([
	['jira/jira-cloud-export.anonymised.csv', 56],
	['servicenow-uci/incident_event_log.d-m-yyyy.first198.csv', 36],
	['servicenow-uci/incident_event_log.dd-mm-yyyy.first2000.csv', 36],
	['accounting/quickbooks_csv.csv', 13],
	['accounting/xero_csv.csv', 27],
])('%s has the records that a parser sees, all of them whole', async (fixture, width) => {
	const file = join('test/fixtures', fixture);
	const found = await findDialect(file);
	const [first, ...records] = parseCsv(await readFile(file, 'utf8'), found);
	expect(first).toHaveLength(width);
	expect(await scanRecords(file, found)).toMatchObject({
		records: records.length,
		odd: 0,
	});
});

test('any table, in any delimiter, has its number of records, none ragged, and is read back', async () => {
	const table = fc.integer({ min: 2, max: 6 }).chain((width) => {
		const cell = fc.string({
			unit: fc.constantFrom('a', '7', 'ü', '😀', ' ', ',', ';', '\t', '|', '"', '\n', '\r', '\r\n'),
		});
		return fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 20 });
	});
	const delimiters = fc.constantFrom<Delimiter[]>(',', ';', '\t', '|');
	const endings = fc.constantFrom('\n', '\r\n', '\r');
	await fc.assert(
		fc.asyncProperty(table, delimiters, endings, fc.boolean(), async (...sample) => {
			const [rows, delimiter, ending, quotesAll] = sample;
			const names = (rows[0] ?? ['', '']).map((_, place) => `column ${place}`);
			const quote = (cell: string) =>
				quotesAll || /["\r\n]/.test(cell) || cell.includes(delimiter)
					? `"${cell.replaceAll('"', '""')}"`
					: cell;
			const text = [names, ...rows].map((row) => row.map(quote).join(delimiter) + ending).join('');
			await writeFile(path, text);

			const found = await findDialect(path);
			expect(found).toMatchObject({ delimiter, header: names });
			expect(await scanRecords(path, found)).toMatchObject({
				records: rows.length,
				odd: 0,
				hasMixedEndings: false,
				lineEnding: ending,
			});
			expect(parseCsv(text, found)).toEqual([names, ...rows]);
		}),
		{ numRuns: 300 },
	);
});
