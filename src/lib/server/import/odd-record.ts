import { parseCsv, parseRecord } from '#lib/formats/csv.ts';
import type { Dialect } from './dialect.ts';
import { isOdd, type RecordSpan, RecordScanner } from './scan.ts';

const CR = 0x0d;
const LF = 0x0a;
/** How far into an odd record a whole one is looked for. */
const SEARCHED_LINES = 1000;
const JOINED_LINES = 100;
/** A parser takes seventy times the memory of a text that is all quotes. */
const LONGEST_READ = 1 << 23;
const CHUNK_BYTES = 1 << 14;

/** Where an odd record is to end. */
export interface Cut {
	/** Offset after its last byte. */
	end: number;
	/** Offset at which the line after it begins. */
	next: number;
	/** How many lines it takes, from the one on which it begins. */
	lines: number;
}

/**
 * Finds where an odd record ends that has swallowed others: before the first of its later lines that
 * begins a whole record. Returns `null` where there is none, and the record is one.
 * @param bytes the record and some of what follows it, since the whole one may go on there
 * @param length that of the record
 */
export function cutRecord(bytes: Buffer, length: number, dialect: Dialect): Cut | null {
	for (const cut of listLines(bytes.subarray(0, length), SEARCHED_LINES)) {
		// Behind a quote that is never closed the last line ending is part of the record.
		if (cut.next === length || beginsWhole(bytes, { from: cut.next, to: length }, dialect))
			return cut;
	}
	return null;
}

/** Ends a record with its first line; `null` if the bytes do not hold it whole. */
export function cutLine(bytes: Buffer): Cut | null {
	const [first = null] = listLines(bytes, 1);
	return first;
}

/**
 * Joins a record that a quote in the middle of a cell has torn at a line break with the lines that
 * belong to it, up to the first one with which it is whole. Returns `null` where there is none before
 * the next whole record.
 * @param bytes the record and some of what follows it
 * @param length that of the record
 */
export function joinLines(
	bytes: Buffer,
	length: number,
	dialect: Dialect,
): { cut: Cut; cells: string[] } | null {
	// Two cells are soon found in prose.
	if (dialect.header.length < 3) return null;
	for (const cut of listLines(bytes, JOINED_LINES)) {
		if (cut.end < length) continue;
		if (cut.end > length) {
			const cells = readWhole(bytes.toString('utf8', 0, cut.end), dialect);
			if (cells !== null) return { cut, cells };
		}
		if (beginsWhole(bytes, { from: cut.next, to: bytes.length }, dialect)) return null;
	}
	return null;
}

/** The places at which a record could end. */
function* listLines(bytes: Buffer, most: number): Generator<Cut> {
	let end = 0;
	for (let lines = 1; lines <= most; lines++) {
		while (end < bytes.length && bytes[end] !== CR && bytes[end] !== LF) end++;
		if (end === bytes.length) return;
		const next = end + (bytes[end] === CR && bytes[end + 1] === LF ? 2 : 1);
		yield { end, next, lines };
		end = next;
	}
}

/**
 * Whether a whole record begins in a part of the bytes: as wide as the header, with its quotes in
 * order or so that a second look can read it.
 */
function beginsWhole(
	bytes: Buffer,
	{ from, to }: { from: number; to: number },
	dialect: Dialect,
): boolean {
	const spans: RecordSpan[] = [];
	const place = { offset: from, line: 1 };
	const scanner = new RecordScanner(dialect, (span) => spans.push(span), place);
	// In a narrow file many a line of prose looks like a record, and all have to.
	const isNarrow = dialect.header.length < 3;
	for (let at = from; at < bytes.length; at += CHUNK_BYTES) {
		scanner.push(bytes.subarray(at, Math.min(at + CHUNK_BYTES, bytes.length)));
		if (spans.length > 0 && (!isNarrow || at > to)) break;
	}
	scanner.finish();
	const looked = isNarrow ? spans.filter(({ start }) => start < to) : spans.slice(0, 1);
	const isWhole = (span: RecordSpan) =>
		!isOdd(span, dialect) ||
		(span.fields === dialect.header.length &&
			readWhole(bytes.toString('utf8', span.start, span.end), dialect) !== null);
	return looked.length > 0 && looked.every((span) => span.start < to && isWhole(span));
}

/** What a second look made of an odd record: its cells, or why it stays unclear. */
export type SecondLook =
	| { cells: string[] }
	| {
			fields: number;
			reason: string;
			/** Whether a quote in it is open at its end. */
			isOpen: boolean;
	  };

/**
 * Reads an odd record with more leniency than RFC 4180 has: quotes inside quoted cells, backslashes
 * before quotes, quotes that are text like any other.
 */
export function readAgain(text: string, dialect: Dialect): SecondLook {
	if (text.length > LONGEST_READ) {
		const reason = 'is longer than 8 MiB and has a quote or a delimiter out of place';
		return { fields: dialect.header.length, reason, isOpen: false };
	}
	const cells = readWhole(text, dialect);
	if (cells !== null) return { cells };
	const width = dialect.header.length;
	const parsed = parseRecord(text, dialect);
	const fields = (parsed ?? parseCsv(text, dialect)[0] ?? []).length;
	const count = fields === 1 ? '1 field' : `${fields} fields`;
	const cause =
		fields > width
			? 'a cell may hold the delimiter without quotes'
			: 'it may have been cut, or a quote in it is not closed';
	const reason =
		fields === width
			? 'has a quote that nothing closes'
			: `has ${count} where the header has ${width}: ${cause}`;
	return { fields, reason, isOpen: parsed === null };
}

/** The cells of a record as wide as the header, in the first reading of its quotes that gives them. */
function readWhole(text: string, dialect: Dialect): string[] | null {
	const { quote, header } = dialect;
	const backslashed = `\\${quote}`;
	const readings = [
		text.includes(backslashed)
			? parseRecord(text.replaceAll(backslashed, quote + quote), dialect)
			: null,
		parseRecord(text, dialect),
		splitVerbatim(text, dialect),
	];
	// An empty cell too many at the end is no surplus: a delimiter may stand in an earlier cell.
	return (
		readings
			.filter((cells) => cells !== null)
			.find((cells) => cells.length === header.length && hasSameLines(cells, text)) ?? null
	);
}

/**
 * Takes quotes for text. Only where each cell has a pair of them, or a delimiter may stand inside
 * quotes.
 */
function splitVerbatim(text: string, { delimiter, quote }: Dialect): string[] | null {
	const cells = text.split(delimiter);
	if (!cells.every((cell) => cell.split(quote).length % 2 === 1)) return null;
	// Of the cells that are quoted as CSV quotes, the quotes are none of the text.
	return cells.map((cell) => {
		const inner = cell.slice(1, -1).replaceAll(quote + quote, '\0');
		const isQuoted = cell.length > 1 && cell.startsWith(quote) && cell.endsWith(quote);
		return isQuoted && !inner.includes(quote) ? inner.replaceAll('\0', quote) : cell;
	});
}

/** A record that is written anew must take as many lines as before, or all later lines are off. */
function hasSameLines(cells: readonly string[], text: string): boolean {
	const countLines = (part: string) => part.match(/\r\n|\r|\n/g)?.length ?? 0;
	return cells.reduce((sum, cell) => sum + countLines(cell), 0) === countLines(text);
}

/** Writes cells as one whole record of a file, the ones that are missing as empty. */
export function writeRecord(
	cells: readonly string[],
	{ header, delimiter, quote }: Dialect,
): string {
	return header
		.map((_, position) => quote + (cells[position] ?? '').replaceAll(quote, quote + quote) + quote)
		.join(delimiter);
}
