import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { ImportError } from './import-error.ts';

const MEBIBYTE = 1024 ** 2;
const CHUNK_BYTES = MEBIBYTE;
const HEAD_BYTES = 4096;
const LF = 0x0a;

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A file brought to plain UTF-8, and what it was before. */
export interface DecodedFile {
	/** Where the UTF-8 text is, without byte order mark. */
	path: string;
	/** The encoding that the file had. */
	encoding: Encoding;
	/** Whether the file was gzipped. */
	isCompressed: boolean;
	/** Size of the original file, as received. */
	bytes: number;
	/** Of the original bytes, in hexadecimal: the same upload is recognised by it. */
	sha256: string;
}

interface DecodeOptions {
	/** What errors call the file; uploads are stored under another name. */
	name?: string;
	/** Largest size once unpacked, against files that unpack without end. */
	maxBytes?: number;
	/** Hears how many bytes of the original have been read; what it throws ends the decoding. */
	onBytes?: (bytes: number) => void;
}

type Chunks = AsyncIterable<Buffer>;

const BYTE_ORDER_MARKS: readonly { encoding: Encoding; mark: Buffer }[] = [
	{ encoding: 'utf-8', mark: Buffer.from([0xef, 0xbb, 0xbf]) },
	{ encoding: 'utf-16le', mark: Buffer.from([0xff, 0xfe]) },
	{ encoding: 'utf-16be', mark: Buffer.from([0xfe, 0xff]) },
];

const SAVE_AS_CSV = 'Open it in a spreadsheet and save the sheet as CSV UTF-8';
const EXPORT_AS_CSV = 'Export the data as CSV';

/** Formats that people upload in place of CSV, the more specific ones first. */
const FOREIGN_FORMATS: readonly { name: string; pattern: RegExp; remedy: string }[] = [
	{
		name: 'a spreadsheet workbook',
		pattern: /^PK\x03\x04[^]*(\[Content_Types\]|xl\/|opendocument\.spreadsheet)/,
		remedy: SAVE_AS_CSV,
	},
	{
		name: 'an old Excel workbook',
		pattern: /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/,
		remedy: SAVE_AS_CSV,
	},
	{
		name: 'a zip archive',
		pattern: /^PK(\x03\x04|\x05\x06)/,
		remedy: 'Unpack it and import the CSV inside',
	},
	{ name: 'a PDF document', pattern: /^%PDF-/, remedy: EXPORT_AS_CSV },
	{ name: 'a SQLite database', pattern: /^SQLite format 3\0/, remedy: EXPORT_AS_CSV },
	{ name: 'a Parquet file', pattern: /^PAR1/, remedy: EXPORT_AS_CSV },
	{
		name: 'a web page',
		// Some tools call an HTML table an Excel export; an expired session downloads a sign-in page.
		pattern: /^(\xef\xbb\xbf)?\s*<(!doctype html|html|table)\b/i,
		remedy: 'Sign in to the source again and export the data as CSV',
	},
];

class NotUtf8 extends Error {}

/**
 * Brings a file to plain UTF-8 at `targetPath`: unpacks gzip, drops the byte order mark, decodes
 * UTF-16 where a mark announces it, takes UTF-8 only if the whole file is valid and windows-1252
 * otherwise. Streams with flat memory. On an error nothing stays at `targetPath`.
 * @throws {ImportError} when the file is missing, empty, too large, cut short or not text
 */
export async function decodeFile(
	path: string,
	targetPath: string,
	{ name: file = basename(path), maxBytes = 2048 * MEBIBYTE, onBytes }: DecodeOptions = {},
): Promise<DecodedFile> {
	try {
		const { isCompressed, head } = await readHead(path);
		refuseForeignFormat(head, file);
		const marked = BYTE_ORDER_MARKS.find(({ mark }) => head.subarray(0, mark.length).equals(mark));
		const copy = (encoding: Encoding) =>
			copyAs(encoding, {
				path,
				targetPath,
				isCompressed,
				file,
				maxBytes,
				skip: marked?.mark.length ?? 0,
				onBytes,
			});
		return await copy(marked?.encoding ?? 'utf-8').catch((error: unknown) => {
			if (error instanceof NotUtf8) return copy('windows-1252');
			throw error;
		});
	} catch (error) {
		await rm(targetPath, { force: true });
		throw explain(error, file);
	}
}

async function readHead(path: string): Promise<{ isCompressed: boolean; head: Buffer }> {
	const stored = await readStart(path);
	if (stored[0] !== 0x1f || stored[1] !== 0x8b) return { isCompressed: false, head: stored };
	// Z_SYNC_FLUSH hands out what there is, where the default asks for the end of the archive.
	return { isCompressed: true, head: gunzipSync(stored, { finishFlush: constants.Z_SYNC_FLUSH }) };
}

async function readStart(path: string): Promise<Buffer> {
	const handle = await open(path);
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

function refuseForeignFormat(head: Buffer, file: string): void {
	const text = head.toString('latin1');
	const format = FOREIGN_FORMATS.find(({ pattern }) => pattern.test(text));
	if (format === undefined) return;
	throw new ImportError(`This is ${format.name}`, {
		file,
		expected: 'a CSV file',
		remedy: format.remedy,
	});
}

interface Copy {
	path: string;
	targetPath: string;
	isCompressed: boolean;
	file: string;
	maxBytes: number;
	/** Bytes of the byte order mark. */
	skip: number;
	onBytes: DecodeOptions['onBytes'];
}

async function copyAs(encoding: Encoding, copy: Copy): Promise<DecodedFile> {
	const hash = createHash('sha256');
	let bytes = 0;
	const decode = encoding === 'utf-8' ? checkUtf8 : (text: Chunks) => decodeBytes(text, encoding);
	await pipeline(
		createReadStream(copy.path, { highWaterMark: CHUNK_BYTES }),
		async function* (stored: Chunks) {
			for await (const chunk of stored) {
				hash.update(chunk);
				bytes += chunk.length;
				copy.onBytes?.(bytes);
				yield chunk;
			}
		},
		copy.isCompressed ? createGunzip({ chunkSize: CHUNK_BYTES }) : new PassThrough(),
		(unpacked: Chunks) => checkText(decode(limit(unpacked, copy)), copy.file),
		createWriteStream(copy.targetPath),
	);
	const { targetPath, isCompressed } = copy;
	return { path: targetPath, encoding, isCompressed, bytes, sha256: hash.digest('hex') };
}

/** Drops the byte order mark, and stops a file that unpacks to more than it may. */
async function* limit(unpacked: Chunks, { file, maxBytes, skip }: Copy): Chunks {
	let bytes = 0;
	for await (const chunk of unpacked) {
		const text = chunk.subarray(Math.max(0, skip - bytes));
		bytes += chunk.length;
		if (bytes > maxBytes) {
			throw new ImportError('The file is too large', {
				file,
				expected: `at most ${Math.floor(maxBytes / MEBIBYTE)} MiB of text once unpacked`,
				remedy: 'Export a shorter period, or split the file and import its parts',
			});
		}
		yield text;
	}
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

async function* decodeBytes(text: Chunks, encoding: Encoding): Chunks {
	const decoder = new TextDecoder(encoding, { fatal: true });
	for await (const chunk of text) yield Buffer.from(decoder.decode(chunk, { stream: true }));
	yield Buffer.from(decoder.decode());
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

const CUT_SHORT = 'The compressed file is damaged or cut short';

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
			return refuse(CUT_SHORT, 'a whole gzip file', 'Copy or download it again');
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
