import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CsvDialect, type Delimiter, parseCsv, type Quote } from '#lib/formats/csv.ts';
import { ImportError } from './import-error.ts';
import { type RecordSpan, RecordScanner } from './scan.ts';

const HEAD_BYTES = 256 * 1024;
/** Reports put a handful of lines above their table, not more. */
const TITLE_RECORDS = 20;
const LINE_ENDINGS: readonly (number | undefined)[] = [0x0a, 0x0d];

/** From the one that prose and amounts contain most to the one that hardly occurs in a cell. */
const DELIMITERS: readonly Delimiter[] = [',', ';', '|', '\t'];

/** How a decoded file is to be read. */
export interface Dialect extends CsvDialect {
	quote: Quote;
	/** The names as the file spells them, trimmed; repeated and empty ones included. */
	header: string[];
	/** Physical line on which the header begins, 1-based. */
	headerLine: number;
	/** Byte offset at which the first data record begins, or the file's size without one. */
	headerBytes: number;
	/** What stands above the header, record by record. */
	titles: Title[];
}

/** A line above the header, such as the name of a report, or what was chosen for it. */
export interface Title {
	/** Physical line, 1-based. */
	line: number;
	text: string;
}

/** The first records of a file, as one delimiter divides them. */
interface Division {
	delimiter: Delimiter;
	/** Those that the sample holds whole, and the header in any case. */
	records: RecordSpan[];
	/** Whether the header goes on beyond the sample, as behind a quote that nothing closes. */
	isHeaderOpen: boolean;
	/** Quotes that this delimiter puts in the middle of a field, per record. */
	strayQuotes: number;
}

/**
 * Finds delimiter, quote and header of a decoded file from its first 256 KiB. The delimiter is the
 * one that gives the records as many fields as it gives the header; the header is the first line
 * that names as many columns as the records have fields.
 * @throws {ImportError} when that line holds data, or has a quote that nothing closes
 */
export async function findDialect(
	path: string,
	{ name: file = basename(path) }: { name?: string } = {},
): Promise<Dialect> {
	const { head, isWhole } = await readHead(path);
	const quote = findQuote(head);
	const division = chooseDivision(
		DELIMITERS.map((delimiter) => divide(head, { delimiter, quote }, isWhole)),
	);
	const { delimiter, records, isHeaderOpen } = division;
	const readCells = ({ start, end }: RecordSpan) =>
		(parseCsv(head.toString('utf8', start, end), { delimiter, quote })[0] ?? []).map((cell) =>
			cell.trim(),
		);

	const place = findHeaderPlace({ file, records, readCells });
	const span = records[place];
	const names = span === undefined ? [] : readCells(span);
	if (span === undefined || isHeaderOpen || names.length !== span.fields) {
		throw new ImportError('The header cannot be told from the records', {
			file,
			line: span?.line ?? 1,
			expected: 'column names in the first line, with each quote closed',
			remedy: 'Correct the quotes in the first line, or export the file again',
		});
	}
	const header = fitToRecords(names, { records: records.slice(place + 1), readCells });
	if (isData(header)) {
		throw new ImportError('The first line holds data, not column names', {
			file,
			line: span.line,
			value: header.join(delimiter),
			expected: 'a header that names the columns',
			remedy: 'Export the file with its header, or add one as the first line',
		});
	}
	let headerBytes = span.end;
	while (LINE_ENDINGS.includes(head[headerBytes])) headerBytes++;
	const titles = records.slice(0, place).map((title) => ({
		line: title.line,
		text: readCells(title)
			.filter((cell) => cell !== '')
			.join(' '),
	}));
	return { delimiter, quote, header, headerLine: span.line, headerBytes, titles };
}

async function readHead(path: string): Promise<{ head: Buffer; isWhole: boolean }> {
	const handle = await open(path);
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
		return { head: buffer.subarray(0, bytesRead), isWhole: bytesRead < HEAD_BYTES };
	} finally {
		await handle.close();
	}
}

/**
 * Takes `'` for the quote where whole cells stand between two of them, names of the header or cells
 * that hold a delimiter among them, and none begins with `"`. An apostrophe that begins a cell and
 * does not end it guards a formula; titles that stand between two of them are titles.
 */
function findQuote(head: Buffer): Quote {
	const text = head.toString('utf8');
	if (/(^|[,;|\t\r\n])"/.test(text)) return '"';
	const opening = text.match(/(?<=^|[,;|\t\r\n])'/g)?.length ?? 0;
	const whole = text.match(/(?<=^|[,;|\t\r\n])'(?:[^']|'')*'(?=$|[,;|\t\r\n])/g) ?? [];
	const [first = ''] = text.trimStart().split(/[\r\n]/);
	const isEvident = whole.some((cell) => first.includes(cell) || /[,;|\t\r\n]/.test(cell));
	return isEvident && whole.length > 1 && whole.length > opening / 2 ? "'" : '"';
}

function divide(head: Buffer, dialect: Required<CsvDialect>, isWhole: boolean): Division {
	const records: RecordSpan[] = [];
	const scanner = new RecordScanner(dialect, (record) => records.push(record));
	scanner.push(head);
	scanner.finish();
	const isCut = !isWhole || scanner.unterminatedQuote !== null;
	const isHeaderOpen = isCut && records.length === 1;
	if (isCut && records.length > 1) records.pop();
	const strayQuotes = scanner.strayQuotes / Math.max(1, records.length);
	return { delimiter: dialect.delimiter, records, isHeaderOpen, strayQuotes };
}

/** Takes the division of the highest rank, and among equals the delimiter that cells contain least. */
function chooseDivision(divisions: readonly Division[]): Division {
	return divisions.reduce((best, each) => (compareRanks(best, each) > 0 ? best : each));
}

function compareRanks(left: Division, right: Division): number {
	const rightRank = rankDivision(right);
	const differences = rankDivision(left).map(
		(score, place) => score - (rightRank[place] as number),
	);
	return differences.find((difference) => difference !== 0) ?? 0;
}

/**
 * Records that agree with the header decide. If none do under any delimiter, the first line is a
 * title, and records that agree with each other still show the delimiter. If none do that either,
 * the file has one column, and the delimiter to take is the one that cuts no cell.
 */
function rankDivision({ records: [header, ...body], strayQuotes }: Division): number[] {
	if (header === undefined) return [0, 0, 0];
	const agreement = body.length === 0 ? 1 : shareOf(header.fields, body);
	const usual = findUsualWidth(body);
	const ranks = [
		scoreWidth(header.fields, agreement),
		scoreWidth(usual.fields, usual.share),
		shareOf(1, body),
	];
	// A wrong delimiter cuts through quoted fields; an inch mark now and then is no evidence.
	return ranks.map((rank) => rank / (1 + strayQuotes));
}

/**
 * Agreement weighs more than width: a comma in every other amount makes many fields that agree
 * badly, and one broken record in a wide file is no reason to prefer a narrow reading.
 */
function scoreWidth(fields: number, share: number): number {
	return share ** 2 * (fields - 1);
}

function shareOf(fields: number, records: readonly RecordSpan[]): number {
	if (records.length === 0) return 0;
	return records.filter((record) => record.fields === fields).length / records.length;
}

/** The number of fields that most records have, and how many of them do. */
function findUsualWidth(records: readonly RecordSpan[]): { fields: number; share: number } {
	const widths = [...new Set(records.map(({ fields }) => fields))];
	return widths
		.map((fields) => ({ fields, share: shareOf(fields, records) }))
		.reduce((best, each) => (each.share > best.share ? each : best), { fields: 1, share: 0 });
}

interface FirstRecords {
	file: string;
	records: readonly RecordSpan[];
	readCells: (record: RecordSpan) => string[];
}

/**
 * The place of the header among the records: the first one, unless it has fewer names than the
 * records have fields, as the titles of reports do.
 */
function findHeaderPlace({ file, records, readCells }: FirstRecords): number {
	const [first, ...body] = records;
	if (first === undefined) return 0;
	const cells = readCells(first);
	const usual = findUsualWidth(body);
	const isEndedAlike = endsInDelimiter(body, cells.length + 1, readCells);
	const width =
		usual.share > 0.5 && !isEndedAlike ? Math.max(usual.fields, cells.length) : cells.length;
	const named = cells.filter((cell) => cell !== '').length;
	if (cells.length === width && named >= width / 2) return 0;

	const place = body
		.slice(0, TITLE_RECORDS)
		.findIndex((record) => record.fields === width && isHeader(readCells(record)));
	if (place !== -1) return place + 1;
	// One column of prose has commas too; only a header further down proves a title.
	if (cells.length === 1) return 0;
	throw new ImportError('The first line does not name the columns', {
		file,
		line: first.line,
		value: cells.join(' ').trim(),
		expected: `${width} column names, as many as the records have fields`,
		remedy: 'Give every column a name in the first line',
	});
}

/**
 * A delimiter at the end of the header, or of the records, and not of both: the last column has
 * neither a name nor a value, and it counts for all or for none.
 */
function fitToRecords(
	names: string[],
	{ records, readCells }: Pick<FirstRecords, 'records' | 'readCells'>,
): string[] {
	if (endsInDelimiter(records, names.length + 1, readCells)) return [...names, ''];
	const usual = findUsualWidth(records);
	const isSurplus = names.at(-1) === '' && usual.share > 0.5 && usual.fields === names.length - 1;
	return isSurplus ? names.slice(0, -1) : names;
}

/** Whether most records are so wide, and nothing stands in the last cell of any of them. */
function endsInDelimiter(
	records: readonly RecordSpan[],
	width: number,
	readCells: FirstRecords['readCells'],
): boolean {
	const wide = records.filter(({ fields }) => fields === width);
	return (
		wide.length > records.length / 2 &&
		wide.every((record) => (readCells(record).at(-1) ?? '') === '')
	);
}

/** Stricter than `isData` is lenient: a header may lack a name in its first column only. */
function isHeader(cells: readonly string[]): boolean {
	return !cells.slice(1).includes('') && !isData(cells);
}

/** Whether cells are values: a date among them, or more numbers than words. */
function isData(cells: readonly string[]): boolean {
	const filled = cells.filter((cell) => cell !== '');
	const words = filled.filter((cell) => /\p{L}/u.test(cell));
	return filled.some(isDate) || words.length === 0 || words.length < filled.length / 2;
}

/** Dates as exports write them, a time after them or not: `2025-03-31T…`, `31.3.25`, `22/Sep/25 …`. */
function isDate(cell: string): boolean {
	return /^\d{1,4}[-/.](\d{1,2}|\p{L}{3,9}\.?)[-/.]\d{1,4}([T ,].*)?$/u.test(cell);
}
