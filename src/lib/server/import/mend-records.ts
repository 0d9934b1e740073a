import { readSync, writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Dialect } from './dialect.ts';
import { ImportError } from './import-error.ts';
import { cutLine, cutRecord, joinLines, readAgain, writeRecord } from './odd-record.ts';
import { isOdd, type Place, type RecordSpan, RecordScanner } from './scan.ts';

const CR = 0x0d;
const LF = 0x0a;
/** After a cut the next one is often near, so reading begins small. */
const FIRST_CHUNK = 1 << 14;
const LONGEST_CHUNK = 1 << 20;
/** No export holds a record of such a size; one is behind a quote that nothing closes. */
const LONGEST_RECORD = 1 << 26;
/** How much of what follows an odd record is looked at to tell where it ends. */
const LOOKAHEAD = 1 << 18;

/** A record that cannot be read for certain. */
export interface RefusedRecord {
	/** Number among the data records, 1-based. */
	record: number;
	fields: number;
	reason: string;
}

/** What became of the odd records of a file. */
export interface Mending {
	/** Physical lines (1-based) of the records that a second look could read. */
	mended: number[];
	refused: RefusedRecord[];
	/** Where the data begins in the mended text. */
	headerBytes: number;
}

/**
 * Copies a decoded file so that each of its records is well formed, and each keeps the line on which
 * it begins. An odd record is read a second time; one that stays unclear becomes a record whose
 * first cell holds its text as it came. An odd record that swallowed the next ones, behind a quote
 * that is not closed, ends before the first line that begins a whole record, so that it costs no
 * other. Line endings outside quotes are all `\n` afterwards. Memory does not grow with the file, but
 * with the number of its odd records.
 * @throws {ImportError} when an odd record is a line of more than 64 MiB
 * @throws what `onBytes` throws, which ends the copying
 */
export async function mendRecords(
	path: string,
	target: string,
	dialect: Dialect,
	onBytes: (bytes: number) => void = () => undefined,
): Promise<Mending> {
	const source = await open(path);
	try {
		const copy = await open(target, 'w');
		try {
			const mender = new Mender({ source, copy }, dialect, basename(path));
			let next: Place | null = { offset: 0, line: 1 };
			while (next !== null) next = await mender.runFrom(next, onBytes);
			return mender.mending;
		} finally {
			await copy.close();
		}
	} finally {
		await source.close();
	}
}

type NumberedSpan = RecordSpan & { record: number };

/**
 * Goes through the file chunk by chunk, which lets a cancellation in between. What it reads and writes
 * of single records it does at once: a file may have an odd quote in every row, and waiting for each
 * would take five times as long.
 */

class Mender {
	readonly mending: Mending;
	readonly #source: FileHandle;
	readonly #copy: FileHandle;
	readonly #dialect: Dialect;
	readonly #name: string;
	/** Everything before this offset is in the copy. */
	#copied = 0;
	#records = 0;
	/** Where line endings stand that are still to be copied, in order. */
	#gaps: { start: number; end: number }[] = [];

	constructor(
		{ source, copy }: { source: FileHandle; copy: FileHandle },
		dialect: Dialect,
		name: string,
	) {
		this.#source = source;
		this.#copy = copy;
		this.#dialect = dialect;
		this.#name = name;
		this.mending = { mended: [], refused: [], headerBytes: dialect.headerBytes };
	}

	/** Goes on from one place up to the next cut, which it returns, or to the end of the file. */
	async runFrom(place: Place, onBytes: (bytes: number) => void): Promise<Place | null> {
		const odd: NumberedSpan[] = [];
		let settled = place.offset;
		const scanner = new RecordScanner(
			this.#dialect,
			(span) => {
				this.#gaps.push({ start: settled, end: span.start });
				settled = span.end;
				if (span.start < this.#dialect.headerBytes) return;
				const record = ++this.#records;
				if (isOdd(span, this.#dialect)) odd.push({ ...span, record });
			},
			place,
		);
		const buffer = Buffer.allocUnsafe(LONGEST_CHUNK);
		let { offset } = place;
		let size = FIRST_CHUNK;
		while (true) {
			const { bytesRead } = await this.#source.read(buffer, 0, size, offset);
			const isEnd = bytesRead === 0;
			if (isEnd) scanner.finish();
			else scanner.push(buffer.subarray(0, bytesRead));
			offset += bytesRead;
			for (const span of odd.splice(0)) {
				const cut = this.#mend(span);
				if (cut !== null) return cut;
			}
			if (isEnd) this.#gaps.push({ start: settled, end: offset });
			this.#copyTo(isEnd ? offset : settled);
			onBytes(offset);
			if (isEnd) return null;
			size = Math.min(2 * size, LONGEST_CHUNK);
		}
	}

	/** Writes an odd record; returns where the next line begins if it ends elsewhere than it seemed. */
	#mend({ start, end, line, record, isStray }: NumberedSpan): Place | null {
		this.#copyTo(start);
		const dialect = this.#dialect;
		const length = Math.min(end - start, LONGEST_RECORD);
		let bytes = this.#read(start, length);
		// Where all quotes are in order, what stands between them is the record's own.
		const isTorn = isStray && (bytes.includes(LF) || bytes.includes(CR));
		if (isTorn) bytes = this.#read(start, length + LOOKAHEAD);
		let cut = isTorn ? cutRecord(bytes, length, dialect) : null;
		if (cut === null && length < end - start) {
			cut = cutLine(bytes);
			if (cut === null) this.#refuseLongLine(line);
		}
		const text = bytes.toString('utf8', 0, cut?.end ?? length);
		const look = readAgain(text, dialect);
		let cells = 'cells' in look ? look.cells : null;
		if ('isOpen' in look && look.isOpen && cut === null) {
			bytes = this.#read(start, length + LOOKAHEAD);
			const joined = joinLines(bytes, length, dialect);
			if (joined) ({ cut, cells } = joined);
		}
		if (cells) this.mending.mended.push(line);
		else if ('reason' in look) {
			this.mending.refused.push({ record, fields: look.fields, reason: look.reason });
		}
		this.#write(Buffer.from(writeRecord(cells ?? [text], dialect)));
		this.#copied = start + (cut?.end ?? length);
		if (cut === null) return null;
		this.#records = record;
		this.#gaps = [{ start: this.#copied, end: start + cut.next }];
		this.#copyTo(start + cut.next);
		return { offset: start + cut.next, line: line + cut.lines };
	}

	#refuseLongLine(line: number): never {
		throw new ImportError('a line with a quote out of place is too long to be read', {
			file: this.#name,
			line,
			expected: `rows of at most ${LONGEST_RECORD / 1024 ** 2} MiB, quoted as CSV quotes`,
			remedy: 'mend the quotes of that line, or export the file again',
		});
	}

	/** Copies what stands before an offset at which a record begins or ends. */
	#copyTo(end: number): void {
		const bytes = this.#read(this.#copied, end - this.#copied);
		const from = this.#copied;
		let length = 0;
		let position = 0;
		const take = (until: number) => {
			bytes.copyWithin(length, position, until);
			length += until - position;
			position = until;
		};
		const later = this.#gaps.findIndex((gap) => gap.end > end);
		for (const gap of this.#gaps.splice(0, later === -1 ? this.#gaps.length : later)) {
			take(gap.start - from);
			const before = position - length;
			while (position < gap.end - from) {
				const isPair = bytes[position] === CR && bytes[position + 1] === LF;
				bytes[length++] = LF;
				position += isPair ? 2 : 1;
			}
			if (gap.end <= this.#dialect.headerBytes) {
				this.mending.headerBytes -= position - length - before;
			}
		}
		take(bytes.length);
		this.#write(bytes.subarray(0, length));
		this.#copied = end;
	}

	#read(start: number, length: number): Buffer {
		const bytes = Buffer.allocUnsafe(length);
		return bytes.subarray(0, readSync(this.#source.fd, bytes, 0, length, start));
	}

	#write(bytes: Buffer): void {
		for (let done = 0; done < bytes.length;) done += writeSync(this.#copy.fd, bytes, done);
	}
}
