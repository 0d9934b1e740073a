import { open } from 'node:fs/promises';
import type { CsvDialect } from '#lib/formats/csv.ts';
import type { Dialect } from './dialect.ts';

const CHUNK_BYTES = 1 << 20;
const LF = 0x0a;
const CR = 0x0d;

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
	/** Whether a quote stands where RFC 4180 has none, or is never closed. */
	isStray: boolean;
}

/** The start of a line. */
export interface Place {
	/** In bytes. */
	offset: number;
	/** Physical line, 1-based. */
	line: number;
}

/**
 * Finds the records of a CSV text in UTF-8 by its bytes alone, after RFC 4180: a quote opens only at
 * the start of a field, a doubled one is a quote, and `\n`, `\r\n` and `\r` all end a line. Blank
 * lines are not records. Text after a closing quote belongs to the field and is not quoted, so that a
 * stray quote spoils one record and does not swallow the next ones.
 */
export class RecordScanner {
	/** Quotes inside an unquoted field, and closing quotes with text after them. */
	strayQuotes = 0;
	/** After `finish`: the line on which a quote opens that nothing closes. */
	unterminatedQuote: { line: number } | null = null;
	/** How many lines outside quotes end in which way. */
	readonly endings = { lf: 0, crlf: 0, cr: 0 };

	readonly #delimiter: number;
	readonly #quote: number;
	/** 1 for the bytes that neither end nor open anything. */
	readonly #isPlain = new Uint8Array(256).fill(1);
	readonly #visit: (record: RecordSpan) => void;
	#state: State = FIELD_START;
	#offset = 0;
	#line = 1;
	#fields = 1;
	#recordStart = 0;
	#recordLine = 1;
	#strayBefore = 0;
	#quoteLine = 0;
	/** Offset of the last `\r`; out of reach at first, so that a `\n` at offset 0 is a line. */
	#lastCr = -2;
	#isCrEnding = false;

	/** `visit` gets each record as soon as its end is known; the last argument says where to begin. */
	constructor(
		{ delimiter, quote = '"' }: CsvDialect,
		visit: (record: RecordSpan) => void,
		{ offset, line }: Place = { offset: 0, line: 1 },
	) {
		this.#delimiter = delimiter.charCodeAt(0);
		this.#quote = quote.charCodeAt(0);
		this.#visit = visit;
		this.#offset = this.#recordStart = offset;
		this.#line = this.#recordLine = line;
		for (const byte of [LF, CR, this.#quote, this.#delimiter]) this.#isPlain[byte] = 0;
	}

	/** Whether lines outside quotes end in more than one way. */
	get hasMixedEndings(): boolean {
		return Object.values(this.endings).filter((count) => count > 0).length > 1;
	}

	/** Takes the next bytes of the file; they may be cut anywhere. */
	push(chunk: Uint8Array): void {
		const isPlain = this.#isPlain;
		const delimiter = this.#delimiter;
		const quote = this.#quote;
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
				if (byte === quote) state = QUOTE_SEEN;
				else if (byte !== delimiter) this.#countLine(byte, at);
			} else if (byte === delimiter) {
				this.#fields++;
				state = FIELD_START;
			} else if (byte !== quote) {
				this.#endRecord(this.#offset + at);
				this.#noteEnding(byte, at);
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
		if (this.#state === QUOTED) this.unterminatedQuote = { line: this.#quoteLine };
		this.#endRecord(this.#offset);
	}

	#endRecord(end: number): void {
		if (end > this.#recordStart) {
			this.#visit({
				line: this.#recordLine,
				start: this.#recordStart,
				end,
				fields: this.#fields,
				isStray: this.strayQuotes > this.#strayBefore || this.unterminatedQuote !== null,
			});
		}
		this.#fields = 1;
		this.#strayBefore = this.strayQuotes;
	}

	/** Counts a line ending outside quotes; a `\r` is one by itself until a `\n` follows. */
	#noteEnding(byte: number, at: number): void {
		if (byte === CR) {
			this.endings.cr++;
		} else if (this.#isCrEnding && this.#lastCr === this.#offset + at - 1) {
			this.endings.cr--;
			this.endings.crlf++;
		} else {
			this.endings.lf++;
		}
		this.#isCrEnding = byte === CR;
	}

	#countLine(byte: number, at: number): void {
		const offset = this.#offset + at;
		const isSecondHalf = byte === LF && this.#lastCr === offset - 1;
		if (byte === CR) this.#lastCr = offset;
		if (!isSecondHalf) this.#line++;
	}
}

/** What the file holds by a count that owes nothing to the database that loads it. */
export interface Scan {
	/** Data records; the header and blank lines are not among them. */
	records: number;
	/** How many of them are ragged or have a stray quote: they have to be mended before all else. */
	odd: number;
	/** Bytes of the longest one. */
	longest: number;
	/** Whether lines outside quotes end in more than one way. */
	hasMixedEndings: boolean;
	/** How most of them end. */
	lineEnding: '\n' | '\r\n' | '\r';
}

/** Whether a record cannot be taken as it stands. */
export function isOdd(span: RecordSpan, { header }: Dialect): boolean {
	return span.isStray || span.fields !== header.length;
}

/**
 * Counts the data records of a decoded file, and those of them that do not have exactly as many
 * fields as the header or a quote out of place. A delimiter at every line's end is no fault where
 * the header has it too. Streams with flat memory.
 * @param onBytes hears how many bytes have been read; what it throws ends the scan
 * @throws the file system's error if the file cannot be read
 */
export async function scanRecords(
	path: string,
	dialect: Dialect,
	onBytes: (bytes: number) => void = () => undefined,
): Promise<Scan> {
	let records = 0;
	let odd = 0;
	let longest = 0;
	const scanner = new RecordScanner(dialect, (span) => {
		if (span.start < dialect.headerBytes) return;
		records++;
		longest = Math.max(longest, span.end - span.start);
		if (isOdd(span, dialect)) odd++;
	});
	let bytes = 0;
	for await (const chunk of readChunks(path)) {
		scanner.push(chunk);
		bytes += chunk.length;
		onBytes(bytes);
	}
	scanner.finish();
	const { endings, hasMixedEndings } = scanner;
	const most = Math.max(...Object.values(endings));
	const lineEnding = endings.lf === most ? '\n' : endings.crlf === most ? '\r\n' : '\r';
	return { records, odd, longest, hasMixedEndings, lineEnding };
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
	const scanner = new RecordScanner(dialect, ({ start, line }) => {
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
