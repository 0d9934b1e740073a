import { open } from 'node:fs/promises';
import type { Delimiter } from '#lib/formats/csv.ts';
import type { Dialect } from './dialect.ts';

const CHUNK_BYTES = 1 << 20;
const RAGGED_LISTED = 100;
const TEXT_CHARACTERS = 200;
/** A character takes at most four bytes in UTF-8. */
const TEXT_BYTES = 4 * TEXT_CHARACTERS;

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

const FIELD_START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
/** After a quote inside quotes: the field's end, or the first half of an escaped quote. */
const QUOTE_SEEN = 3;
type State = typeof FIELD_START | typeof UNQUOTED | typeof QUOTED | typeof QUOTE_SEEN;

/** Where one record stands in its file, and how wide it is. */
export interface RecordSpan {
	/** Physical line on which it begins, 1-based. */
	line: number;
	/** Byte offset of its first byte. */
	start: number;
	/** Byte offset after its last byte, the line ending excluded. */
	end: number;
	fields: number;
}

/**
 * Finds the records of a CSV text in UTF-8 by its bytes alone, after RFC 4180: a quote opens only at
 * the start of a field, `""` is a quote, and `\n`, `\r\n` and `\r` all end a line. Blank lines are
 * not records. Text after a closing quote belongs to the field and is not quoted, so that a stray
 * quote spoils one record and does not swallow the next ones.
 */
export class RecordScanner {
	/** Quotes inside an unquoted field, and closing quotes with text after them. */
	strayQuotes = 0;
	/** After `finish`: the line on which a quote opens that nothing closes. */
	unterminatedQuote: { line: number } | null = null;

	readonly #delimiter: number;
	/** 1 for the bytes that neither end nor open anything. */
	readonly #isPlain = new Uint8Array(256).fill(1);
	readonly #visit: (record: RecordSpan) => void;
	#state: State = FIELD_START;
	#offset = 0;
	#line = 1;
	#fields = 1;
	#recordStart = 0;
	#recordLine = 1;
	#quoteLine = 0;
	/** Offset of the last `\r`; out of reach at first, so that a `\n` at offset 0 is a line. */
	#lastCr = -2;

	/** `visit` gets each record as soon as its end is known. */
	constructor(delimiter: Delimiter, visit: (record: RecordSpan) => void) {
		this.#delimiter = delimiter.charCodeAt(0);
		this.#visit = visit;
		for (const byte of [LF, CR, QUOTE, this.#delimiter]) this.#isPlain[byte] = 0;
	}

	/** Takes the next bytes of the file; they may be cut anywhere. */
	push(chunk: Uint8Array): void {
		const isPlain = this.#isPlain;
		const delimiter = this.#delimiter;
		const { length } = chunk;
		let state = this.#state;
		for (let at = 0; at < length; at++) {
			const byte = chunk[at] as number;
			if (isPlain[byte] === 1) {
				// Most bytes are plain, and skipping them in a loop of their own doubles the speed.
				while (at + 1 < length && isPlain[chunk[at + 1] as number] === 1) at++;
				if (state === QUOTE_SEEN) this.strayQuotes++;
				if (state !== QUOTED) state = UNQUOTED;
			} else if (state === QUOTED) {
				if (byte === QUOTE) state = QUOTE_SEEN;
				else if (byte !== delimiter) this.#countLine(byte, at);
			} else if (byte === delimiter) {
				this.#fields++;
				state = FIELD_START;
			} else if (byte !== QUOTE) {
				this.#endRecord(this.#offset + at);
				this.#countLine(byte, at);
				this.#recordStart = this.#offset + at + 1;
				this.#recordLine = this.#line;
				state = FIELD_START;
			} else if (state === UNQUOTED) {
				this.strayQuotes++;
			} else {
				if (state === FIELD_START) this.#quoteLine = this.#line;
				state = QUOTED;
			}
		}
		this.#state = state;
		this.#offset += length;
	}

	/** Ends the last record, which may lack a line ending. */
	finish(): void {
		this.#endRecord(this.#offset);
		if (this.#state === QUOTED) this.unterminatedQuote = { line: this.#quoteLine };
	}

	#endRecord(end: number): void {
		if (end > this.#recordStart) {
			this.#visit({
				line: this.#recordLine,
				start: this.#recordStart,
				end,
				fields: this.#fields,
			});
		}
		this.#fields = 1;
	}

	#countLine(byte: number, at: number): void {
		const offset = this.#offset + at;
		const isSecondHalf = byte === LF && this.#lastCr === offset - 1;
		if (byte === CR) this.#lastCr = offset;
		if (!isSecondHalf) this.#line++;
	}
}

/** A record whose number of fields differs from the header's. */
export interface RaggedRecord {
	/** Number among the data records, 1-based. */
	record: number;
	/** Physical line on which it begins, 1-based. */
	line: number;
	fields: number;
	/** Its first 200 characters, as they stand in the file. */
	text: string;
}

/** What the file holds by a count that owes nothing to the database that loads it. */
export interface Scan {
	/** Data records; the header and blank lines are not among them. */
	records: number;
	/** The first hundred ragged records. */
	ragged: RaggedRecord[];
	/** How many ragged records there are in all. */
	raggedCount: number;
	/** Where a quote opens that nothing closes: everything after it is one record. */
	unterminatedQuote: { line: number } | null;
	strayQuotes: number;
}

/**
 * Counts the data records of a decoded file and lists those that do not have exactly as many fields
 * as the header. A delimiter at every line's end is no fault where the header has it too. Streams
 * with flat memory.
 * @param onBytes hears how many bytes have been read; what it throws ends the scan
 * @throws the file system's error if the file cannot be read
 */
export async function scanRecords(
	path: string,
	dialect: Dialect,
	onBytes: (bytes: number) => void = () => undefined,
): Promise<Scan> {
	const expectedFields = dialect.header.length;
	const ragged: NumberedSpan[] = [];
	let records = 0;
	let raggedCount = 0;
	const scanner = new RecordScanner(dialect.delimiter, (span) => {
		if (span.start < dialect.headerBytes) return;
		records++;
		if (span.fields === expectedFields) return;
		raggedCount++;
		if (ragged.length < RAGGED_LISTED) ragged.push({ ...span, record: records });
	});
	let bytes = 0;
	for await (const chunk of readChunks(path)) {
		scanner.push(chunk);
		bytes += chunk.length;
		onBytes(bytes);
	}
	scanner.finish();
	const { unterminatedQuote, strayQuotes } = scanner;
	return {
		records,
		ragged: await readTexts(path, ragged),
		raggedCount,
		unterminatedQuote,
		strayQuotes,
	};
}

/**
 * Finds the physical line (1-based) on which each of the given data records (1-based) begins, and
 * reads no further than the last of them. Records that the file does not have are left out.
 * @throws the file system's error if the file cannot be read
 */
export async function findLines(
	path: string,
	dialect: Dialect,
	records: readonly number[],
): Promise<Map<number, number>> {
	const wanted = new Set(records);
	const lines = new Map<number, number>();
	let record = 0;
	const scanner = new RecordScanner(dialect.delimiter, ({ start, line }) => {
		if (start < dialect.headerBytes) return;
		record++;
		if (wanted.has(record)) lines.set(record, line);
	});
	for await (const chunk of readChunks(path)) {
		scanner.push(chunk);
		if (lines.size === wanted.size) return lines;
	}
	scanner.finish();
	return lines;
}

/** Yields views of one buffer, which the next chunk overwrites. */
async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
	const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
	const file = await open(path);
	try {
		while (true) {
			const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES);
			if (bytesRead === 0) return;
			yield buffer.subarray(0, bytesRead);
		}
	} finally {
		await file.close();
	}
}

type NumberedSpan = RecordSpan & { record: number };

/** Goes back for the text of a few records, so that the scan need not keep any. */
async function readTexts(path: string, spans: readonly NumberedSpan[]): Promise<RaggedRecord[]> {
	const records: RaggedRecord[] = [];
	const file = await open(path);
	try {
		for (const { record, line, fields, start, end } of spans) {
			const buffer = Buffer.alloc(Math.min(end - start, TEXT_BYTES));
			await file.read(buffer, 0, buffer.length, start);
			const text = [...buffer.toString('utf8')].slice(0, TEXT_CHARACTERS).join('');
			records.push({ record, line, fields, text });
		}
	} finally {
		await file.close();
	}
	return records;
}
