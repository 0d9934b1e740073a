import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { findDamage, type Damage } from './damaged-utf8.ts';
import { refuseForeignFormat } from './foreign-formats.ts';
import { ImportError } from './import-error.ts';
import { describeSize, readSizeLimit } from './size-limit.ts';
import { openPacked, type Chunks, type PackedFile } from './unpack.ts';
import { damagedArchive } from './zip.ts';

const HEAD_BYTES = 4096;
const LF = 0x0a;

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A file brought to plain UTF-8, and what it was before. */
export interface DecodedFile {
	/** Where the UTF-8 text is, without byte order mark. */
	path: string;
	/** The encoding that the file had. */
	encoding: Encoding;
	/** The bytes that are no UTF-8 in a file that is; `null` where there are none. */
	damage: Damage | null;
	/** What it was packed in. */
	packing: PackedFile['packing'];
	/** Its path in a zip archive. */
	entry: string | null;
	/** Size of the original file, as received. */
	bytes: number;
	/** Of the original bytes, in hexadecimal: the same upload is recognised by it. */
	sha256: string;
}

interface DecodeOptions {
	/** What errors call the file; uploads are stored under another name. */
	name?: string;
	/** Largest size of the file, and of its text in UTF-8. */
	maxBytes?: number;
	/** Hears how many bytes of the original have been read; what it throws ends the decoding. */
	onBytes?: (bytes: number) => void;
}

const BYTE_ORDER_MARKS: readonly { encoding: Encoding; mark: Buffer }[] = [
	{ encoding: 'utf-8', mark: Buffer.from([0xef, 0xbb, 0xbf]) },
	{ encoding: 'utf-16le', mark: Buffer.from([0xff, 0xfe]) },
	{ encoding: 'utf-16be', mark: Buffer.from([0xfe, 0xff]) },
];

class NotUtf8 extends Error {}

/**
 * Brings a file to plain UTF-8 at `targetPath`: takes it out of gzip or zip, drops the byte order
 * mark, decodes UTF-16 where a mark announces it, takes UTF-8 if the file is valid or all but a few
 * bytes of it are, with U+FFFD in their place, and windows-1252 otherwise. Streams with flat memory. On an error nothing stays at `targetPath`.
 * @throws {ImportError} when the file is missing, empty, too large, cut short or not text
 */
export async function decodeFile(
	path: string,
	targetPath: string,
	{ name: file = basename(path), maxBytes = readSizeLimit(), onBytes }: DecodeOptions = {},
): Promise<DecodedFile> {
	try {
		const { size: bytes } = await stat(path);
		if (bytes > maxBytes) throw tooLarge(file, maxBytes);
		const packed = await openPacked(path, file);
		const head = await readHead(packed);
		refuseForeignFormat(head, file);
		const marked = BYTE_ORDER_MARKS.find(({ mark }) => head.subarray(0, mark.length).equals(mark));
		const skip = marked?.mark.length ?? 0;
		const read = () => drop(packed.read(onBytes), skip);
		const copy = async (encoding: Encoding, decode = decodeBytes(encoding)) => {
			await writeWhole(checkText(limit(decode(read()), { file, maxBytes }), file), targetPath);
			return { encoding, damage: null };
		};
		const copyDamaged = async () => {
			const damage = await findDamage(read());
			if (!damage) return copy('windows-1252');
			return { ...(await copy('utf-8', decodeBytes('utf-8', { fatal: false }))), damage };
		};
		const announced = marked?.encoding ?? 'utf-8';
		const decoded = await (announced === 'utf-8'
			? copy('utf-8', checkUtf8).catch((error: unknown) => {
					if (error instanceof NotUtf8) return copyDamaged();
					throw error;
				})
			: copy(announced));
		const { packing, entry } = packed;
		return { path: targetPath, ...decoded, packing, entry, bytes, sha256: await hashFile(path) };
	} catch (error) {
		await rm(targetPath, { force: true });
		throw explain(error, file);
	}
}

/**
 * A stream that fails is closed only later, and opening it late would empty the file for whoever
 * writes it next: nothing goes on before it is closed.
 */
async function writeWhole(text: Chunks, path: string): Promise<void> {
	const target = createWriteStream(path);
	const closed = new Promise<void>((resolve) => target.once('close', resolve));
	try {
		await pipeline(text, target);
	} finally {
		await closed;
	}
}

async function readHead(packed: PackedFile): Promise<Buffer> {
	let head: Buffer = Buffer.alloc(0);
	for await (const chunk of packed.read()) {
		head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES)]);
		if (head.length >= HEAD_BYTES) break;
	}
	return head;
}

async function hashFile(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path, { highWaterMark: 1024 ** 2 }))
		hash.update(chunk);
	return hash.digest('hex');
}

/** Leaves out the first bytes, which are the byte order mark. */
async function* drop(unpacked: Chunks, count: number): Chunks {
	let left = count;
	for await (const chunk of unpacked) {
		yield chunk.subarray(left);
		left = Math.max(0, left - chunk.length);
	}
}

/** Ends a text that is larger than it may be, counted as it comes, whatever an archive says. */
async function* limit(
	text: Chunks,
	{ file, maxBytes }: { file: string; maxBytes: number },
): Chunks {
	let bytes = 0;
	for await (const chunk of text) {
		bytes += chunk.length;
		if (bytes > maxBytes) throw tooLarge(file, maxBytes);
		yield chunk;
	}
}

function tooLarge(file: string, maxBytes: number): ImportError {
	return new ImportError('The file is too large', {
		file,
		expected: `at most ${describeSize(maxBytes)}, as a file and as text once unpacked`,
		remedy:
			'Export a shorter period, split the file and import its parts, or set WAYBILL_IMPORT_LIMIT to more',
	});
}

async function* checkUtf8(text: Chunks): Chunks {
	let carried: Buffer = Buffer.alloc(0);
	for await (const chunk of text) {
		const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
		const end = endOfWholeCharacters(bytes);
		const whole = bytes.subarray(0, end);
		if (!isUtf8(whole)) throw new NotUtf8();
		carried = bytes.subarray(end);
		yield whole;
	}
	if (carried.length > 0) throw new NotUtf8();
}

/** Where a character begins that the chunk's end cuts, or the end. */
function endOfWholeCharacters(bytes: Buffer): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back] as number;
		const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
		if (length > back) return bytes.length - back;
	}
	return bytes.length;
}

function decodeBytes(encoding: Encoding, { fatal = true } = {}): (text: Chunks) => Chunks {
	return async function* (text) {
		const decoder = new TextDecoder(encoding, { fatal, ignoreBOM: true });
		for await (const chunk of text) yield Buffer.from(decoder.decode(chunk, { stream: true }));
		yield Buffer.from(decoder.decode());
	};
}

/** Passes on text and refuses what is none: NUL bytes, or nothing but white space. */
async function* checkText(text: Chunks, file: string): Chunks {
	let line = 1;
	let isBlank = true;
	for await (const chunk of text) {
		const nul = chunk.indexOf(0);
		if (nul >= 0) {
			throw new ImportError('The file holds a NUL byte, as binary files do', {
				file,
				line: line + countLineFeeds(chunk.subarray(0, nul)),
				expected: 'text in UTF-8, windows-1252, or UTF-16 with a byte order mark',
				remedy: 'Save it as CSV UTF-8; if it is CSV already, remove the byte',
			});
		}
		line += countLineFeeds(chunk);
		isBlank &&= !/\S/.test(chunk.toString('latin1'));
		yield chunk;
	}
	if (isBlank) {
		throw new ImportError('The file is empty', {
			file,
			expected: 'a header and at least one record',
			remedy: 'Check that the export found any records, and export it again',
		});
	}
}

function countLineFeeds(bytes: Buffer): number {
	let count = 0;
	for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count++;
	return count;
}

/** Words for what the system says about a file; anything else is no fault of the file. */
function explain(error: unknown, file: string): unknown {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	const refuse = (problem: string, expected: string, remedy: string) =>
		new ImportError(problem, { file, expected, remedy }, { cause: error });
	switch (code) {
		case 'ENOENT':
			return refuse('The file does not exist', 'the path of a CSV file', 'Check the path');
		case 'EISDIR':
			return refuse(
				'This is a folder',
				'the path of a CSV file',
				'Name the files in it one by one',
			);
		case 'Z_BUF_ERROR':
		case 'Z_DATA_ERROR':
			return damagedArchive(file, error);
		case 'ERR_ENCODING_INVALID_ENCODED_DATA':
			return refuse(
				'The file announces UTF-16 and is not valid UTF-16',
				'text that is what its byte order mark says',
				'Export it again, as CSV UTF-8 if there is a choice',
			);
		default:
			return error;
	}
}
