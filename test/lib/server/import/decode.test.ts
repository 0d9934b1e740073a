import { createHash } from 'node:crypto';
import fs, { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { decodeFile } from '#lib/server/import/decode.ts';
import { ImportError } from '#lib/server/import/import-error.ts';
import { makeZip } from '../../../support/zip.ts';

const MEBIBYTE = 1024 * 1024;

let folder: string;
let source: string;
let target: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'decode-'));
	source = join(folder, 'tickets.csv');
	target = join(folder, 'decoded.csv');
});
afterAll(() => rm(folder, { recursive: true }));

async function decode(bytes: Uint8Array | string, options?: Parameters<typeof decodeFile>[2]) {
	await writeFile(source, bytes);
	const decoded = await decodeFile(source, target, options);
	return { ...decoded, text: await readFile(target, 'utf8') };
}

async function refusal(bytes: Uint8Array | string, options?: Parameters<typeof decodeFile>[2]) {
	const error: unknown = await decode(bytes, options).catch((reason: unknown) => reason);
	if (!(error instanceof ImportError)) throw new Error('expected an ImportError', { cause: error });
	return error;
}

function utf16(text: string, { bigEndian }: { bigEndian: boolean }): Buffer {
	const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
	return bigEndian ? bytes.swap16() : bytes;
}

test('UTF-8 passes unchanged', async () => {
	expect(await decode('Título;日本 😀\r\n')).toMatchObject({
		path: target,
		encoding: 'utf-8',
		packing: null,
		text: 'Título;日本 😀\r\n',
	});
});

test('a byte order mark is dropped', async () => {
	expect(await decode('\ufeffSummary,Issue key\n')).toMatchObject({
		encoding: 'utf-8',
		text: 'Summary,Issue key\n',
	});
});

test.each([
	['utf-16le', false],
	['utf-16be', true],
] as const)('%s is recognised by its byte order mark', async (encoding, bigEndian) => {
	expect(await decode(utf16('Título\t😀\n', { bigEndian }))).toMatchObject({
		encoding,
		text: 'Título\t😀\n',
	});
});

test('what is not valid UTF-8 is windows-1252', async () => {
	expect(await decode(Buffer.from('10\x96\x80 caf\xe9', 'latin1'))).toMatchObject({
		encoding: 'windows-1252',
		text: '10–€ café',
	});
});

test('all characters that windows-1252 has beyond latin-1 are decoded', async () => {
	const bytes = Buffer.from(Array.from({ length: 32 }, (_, place) => 0x80 + place));
	const { text } = await decode(bytes);
	expect(text).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ');
});

test('a file of UTF-8 with a few bad bytes is read as UTF-8, and the bytes are told of', async () => {
	const cut = Buffer.concat([Buffer.from('a,'), Buffer.from([0xc3]), Buffer.from(',\n')]);
	const row = Buffer.from('Müller – Größe,\n');
	const rows = Array.from({ length: 2000 }, () => row);
	const { encoding, damage, text } = await decode(Buffer.concat([...rows, cut, row, cut]));
	expect(encoding).toBe('utf-8');
	expect(damage).toEqual({ bytes: 2, lines: [2001, 2003] });
	expect(text).toBe(`${'Müller – Größe,\n'.repeat(2000)}a,\ufffd,\nMüller – Größe,\na,\ufffd,\n`);
});

test('a bad byte is found wherever chunks of the file end', async () => {
	const bytes = Buffer.concat([
		Buffer.alloc(3 * MEBIBYTE, 'x€'),
		Buffer.from('\n\xe2\x82', 'latin1'),
	]);
	expect(await decode(bytes)).toMatchObject({
		encoding: 'utf-8',
		damage: { bytes: 2, lines: [2] },
	});
});

test('the bytes that are no UTF-8 are those that a decoder replaces', async () => {
	const character = fc.constantFrom('a', '\n', 'é', '€', '😀');
	const bad = fc.constantFrom(
		[0x80],
		[0xc3],
		[0xc0],
		[0xe0, 0xa0],
		[0xf4, 0x8f],
		[0xed, 0xa0],
		[0xff],
	);
	await fc.assert(
		fc.asyncProperty(fc.array(fc.oneof(character, bad)), async (parts) => {
			const bytes = Buffer.concat([
				Buffer.alloc(1000, 'é'),
				...parts.map((part) => Buffer.from(part as string)),
			]);
			const { text, damage } = await decode(bytes);
			const kept = [...text].filter((each) => each !== '\ufffd').join('');
			expect(damage?.bytes ?? 0).toBe(bytes.length - Buffer.byteLength(kept));
			expect(damage?.lines ?? []).toEqual(
				text
					.split('\n')
					.flatMap((line, at) => (line.includes('\ufffd') ? [at + 1] : []))
					.slice(0, 20),
			);
		}),
	);
});

test('western words in windows-1252 are read as they were written', async () => {
	const word = fc.constantFrom(
		...[
			'Müller',
			'Größe',
			'São',
			'AÇÃO',
			'élève',
			'Ærø',
			'señor',
			'Übergabe',
			'«\xa0été\xa0»',
			'naïve',
			'Ñandú',
		],
	);
	await fc.assert(
		fc.asyncProperty(fc.array(word, { minLength: 1 }), async (words) => {
			const text = words.join(' ');
			expect(await decode(Buffer.from(text, 'latin1'))).toMatchObject({
				encoding: 'windows-1252',
				damage: null,
				text,
			});
		}),
	);
});

test('the attempt as UTF-8 never empties the text in windows-1252, however late it opens', async () => {
	const { open } = fs;
	const opened: string[] = [];
	vi.spyOn(fs, 'open').mockImplementation(((path: string, ...rest: unknown[]) => {
		const go = () => {
			Reflect.apply(open, fs, [path, ...rest]);
		};
		if (path === target) opened.push(path);
		if (path === target && opened.length === 1) setTimeout(go, 100);
		else go();
	}) as typeof open);
	onTestFinished(() => void vi.restoreAllMocks());
	await decode(Buffer.from('caf\xe9', 'latin1'));
	await sleep(200);
	expect(opened).toHaveLength(2);
	expect(await readFile(target, 'utf8')).toBe('café');
});

test('UTF-8 that ends within a character is windows-1252', async () => {
	expect((await decode(Buffer.from('€').subarray(0, 2))).encoding).toBe('windows-1252');
});

test('a character that two chunks share is decoded', async () => {
	for (const [character, before] of [
		['é', 1],
		['€', 1],
		['€', 2],
		['😀', 3],
	] as const) {
		const written = 'x'.repeat(MEBIBYTE - before) + character;
		const { encoding, text } = await decode(written);
		expect(encoding).toBe('utf-8');
		expect(text === written).toBe(true);
	}
});

test('gzip is unpacked, in several members too', async () => {
	const members = [gzipSync('\ufeffa,b\n'), gzipSync('1,é\n')];
	expect(await decode(Buffer.concat(members))).toMatchObject({
		encoding: 'utf-8',
		packing: 'gzip',
		text: 'a,b\n1,é\n',
	});
});

test('size and digest are those of the original bytes', async () => {
	const original = gzipSync(utf16('a,b\n1,2\n', { bigEndian: true }));
	const { bytes, sha256 } = await decode(original);
	expect(bytes).toBe(original.length);
	expect(sha256).toBe(createHash('sha256').update(original).digest('hex'));
});

test('size and digest are those of the original bytes after a second attempt too', async () => {
	const original = Buffer.from('caf\xe9', 'latin1');
	const { bytes, sha256 } = await decode(original);
	expect(bytes).toBe(4);
	expect(sha256).toBe(createHash('sha256').update(original).digest('hex'));
});

test('any text comes back from any encoding that can hold it', async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (grapheme) => {
			const text = `a${grapheme}`.replaceAll('\0', '');
			expect((await decode(text)).text).toBe(text);
			expect((await decode(utf16(text, { bigEndian: false }))).text).toBe(text);
			expect((await decode(gzipSync(text))).text).toBe(text);
		}),
		{ numRuns: 30 },
	);
});

test('the incident log is unpacked whole', async () => {
	const log = await readFile('test/fixtures/incidents/incident_event_log.csv.gz');
	const { text, encoding } = await decode(log);
	expect(encoding).toBe('utf-8');
	expect(text.split('\n').filter(Boolean)).toHaveLength(1 + 141_712);
});

test('a missing file is refused', async () => {
	await expect(decodeFile(join(folder, 'none.csv'), target)).rejects.toThrow(
		/^The file does not exist\. Found in none\.csv\./,
	);
});

test('a folder is refused', async () => {
	await expect(decodeFile(folder, target)).rejects.toThrow(/^This is a folder\./);
});

test.each([
	['no bytes', ''],
	['white space', ' \r\n\t\n'],
	['a byte order mark', '\ufeff'],
	['an empty archive', gzipSync('')],
])('a file of %s is refused as empty', async (_, bytes) => {
	expect((await refusal(bytes)).problem).toBe('The file is empty');
});

test.each([
	['an old Excel workbook', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0'],
	['a PDF document', '%PDF-1.7\n'],
	['a SQLite database', 'SQLite format 3\0'],
	['a Parquet file', 'PAR1\x15\x04'],
	['a web page', '\n<!DOCTYPE html><title>Sign in</title>'],
])('%s is refused by its name', async (name, bytes) => {
	const { problem, remedy } = await refusal(Buffer.from(bytes, 'latin1'));
	expect(problem).toBe(`This is ${name}`);
	expect(remedy).toMatch(/CSV/);
});

test('a spreadsheet workbook is refused inside an archive too', async () => {
	const workbook = makeZip({ name: '[Content_Types].xml', content: '' });
	for (const bytes of [gzipSync(workbook), makeZip({ name: 'tickets.xlsx', content: workbook })]) {
		expect((await refusal(bytes)).problem).toBe('This is a spreadsheet workbook');
	}
});

test('a foreign format is recognised inside gzip', async () => {
	expect((await refusal(gzipSync('%PDF-1.7\n'))).problem).toBe('This is a PDF document');
});

test('a NUL byte is refused with its line', async () => {
	const { problem, line } = await refusal(`${'a,b\n'.repeat(MEBIBYTE)}1,\0\n`);
	expect(problem).toMatch(/NUL byte/);
	expect(line).toBe(MEBIBYTE + 1);
});

test('UTF-16 without a byte order mark is refused, since it looks binary', async () => {
	const { expected } = await refusal(Buffer.from('a,b\n', 'utf16le'));
	expect(expected).toMatch(/UTF-16 with a byte order mark/);
});

test('UTF-16 that breaks off within a character is refused', async () => {
	const { problem } = await refusal(utf16('a,b', { bigEndian: false }).subarray(0, -1));
	expect(problem).toMatch(/not valid UTF-16/);
});

test('an archive that is cut short is refused', async () => {
	const archive = gzipSync(Array.from({ length: 10_000 }, (_, row) => `${row}\n`).join(''));
	for (const kept of [12, archive.length >> 1, archive.length - 1]) {
		expect((await refusal(archive.subarray(0, kept))).problem).toMatch(/damaged or cut short/);
	}
});

test('an archive that is damaged is refused', async () => {
	const archive = gzipSync('a,b\n1,2\n');
	archive.fill(0xff, 10, 14);
	expect((await refusal(archive)).problem).toMatch(/damaged or cut short/);
});

test('a file that unpacks to more than the limit is refused', async () => {
	const { problem, expected, remedy } = await refusal(gzipSync(Buffer.alloc(3 * MEBIBYTE, 'a')), {
		maxBytes: 2 * MEBIBYTE,
	});
	expect(problem).toBe('The file is too large');
	expect(expected).toBe('at most 2 MiB, as a file and as text once unpacked');
	expect(remedy).toContain('WAYBILL_IMPORT_LIMIT');
});

test('a file whose text grows over the limit when it becomes UTF-8 is refused', async () => {
	const windows1252 = Buffer.from('\x80'.repeat(4), 'latin1');
	expect((await decode(windows1252, { maxBytes: 12 })).text).toBe('€€€€');
	expect((await refusal(windows1252, { maxBytes: 11 })).problem).toBe('The file is too large');
});

test('a file over the limit is refused before any of it is read', async () => {
	const onBytes = () => expect.unreachable();
	const { problem } = await refusal('abcde', { maxBytes: 4, onBytes });
	expect(problem).toBe('The file is too large');
});

test('a file of exactly the limit is taken', async () => {
	expect((await decode('abcd', { maxBytes: 4 })).text).toBe('abcd');
});

test('a refused file leaves nothing behind', async () => {
	await refusal(`${'a,b\n'.repeat(MEBIBYTE)}\0`);
	expect(existsSync(target)).toBe(false);
});

test('an error speaks of the file by the name that its owner knows', async () => {
	expect((await refusal('', { name: 'March.csv' })).file).toBe('March.csv');
});
