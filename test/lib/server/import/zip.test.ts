import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeFile } from '#lib/server/import/decode.ts';
import { ImportError } from '#lib/server/import/import-error.ts';
import { makeZip, type ZipMember } from '../../../support/zip.ts';

const MEBIBYTE = 1024 ** 2;
const tickets: ZipMember = { name: 'tickets.csv', content: 'a,b\n1,é\n' };

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'zip-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function decode(bytes: Uint8Array, options?: Parameters<typeof decodeFile>[2]) {
	const path = join(folder, 'tickets.zip');
	const target = join(folder, 'decoded.csv');
	await writeFile(path, bytes);
	const decoded = await decodeFile(path, target, options);
	return { ...decoded, text: await readFile(target, 'utf8') };
}

async function refusal(bytes: Uint8Array, options?: Parameters<typeof decodeFile>[2]) {
	const error: unknown = await decode(bytes, options).catch((reason: unknown) => reason);
	if (!(error instanceof ImportError)) throw new Error('expected an ImportError', { cause: error });
	expect(error.file).toBe('tickets.zip');
	return error;
}

test('the one table of an archive is taken, compressed or not', async () => {
	for (const isStored of [false, true]) {
		expect(await decode(makeZip({ ...tickets, isStored }))).toMatchObject({
			packing: 'zip',
			entry: 'tickets.csv',
			encoding: 'utf-8',
			text: tickets.content,
		});
	}
});

test('a table of many chunks comes back whole, in any encoding', async () => {
	const text = 'Título,日本\n'.repeat(300_000);
	const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
	const decoded = await decode(makeZip({ name: 'a.csv', content: utf16 }));
	expect(decoded.encoding).toBe('utf-16le');
	expect(decoded.text === text).toBe(true);
});

test('folders, hidden files and what systems add are passed over', async () => {
	const { entry, text } = await decode(
		makeZip(
			{ name: 'export/', content: '' },
			{ name: '.DS_Store', content: 'x' },
			{ ...tickets, name: 'export/März.csv' },
			{ name: '__MACOSX/export/._März.csv', content: 'x' },
			{ name: 'export/.hidden.csv', content: 'x' },
			{ name: 'Thumbs.db', content: 'x' },
		),
	);
	expect({ entry, text }).toEqual({ entry: 'export/März.csv', text: tickets.content });
});

test('a file beside the table that is none by its name is passed over', async () => {
	const { entry } = await decode(makeZip({ name: 'manifest.json', content: '{}' }, tickets));
	expect(entry).toBe('tickets.csv');
});

test('a text file is a table only where nothing else is and its name does not say otherwise', async () => {
	const notes = { name: 'notes.txt', content: 'x' };
	expect((await decode(makeZip(notes, tickets))).entry).toBe('tickets.csv');
	const archive = makeZip(
		{ name: 'README.txt', content: 'x' },
		{ ...tickets, name: 'tickets.txt' },
	);
	expect((await decode(archive)).entry).toBe('tickets.txt');
});

test('the only file of an archive is taken whatever its name', async () => {
	const { entry } = await decode(makeZip({ ...tickets, name: 'export' }));
	expect(entry).toBe('export');
});

test('progress counts the bytes of the archive, and what its listener throws ends the reading', async () => {
	const archive = makeZip({ name: 'a.csv', content: 'a,b\n'.repeat(MEBIBYTE) });
	const heard: number[] = [];
	await decode(archive, { onBytes: (bytes) => heard.push(bytes) });
	expect(heard.at(-1)).toBeGreaterThan(0);
	expect(heard.at(-1)).toBeLessThan(archive.length);
	const cancelled = new Error('cancelled');
	const onBytes = () => {
		throw cancelled;
	};
	await expect(decode(archive, { onBytes })).rejects.toBe(cancelled);
});

describe('refused with what to do', () => {
	test.each([
		[
			'several tables',
			[tickets, { ...tickets, name: 'b/time.tsv' }],
			/2 tables: tickets.csv, b\/time.tsv$/,
			/one at a time/,
		],
		[
			'two tables of one name',
			[tickets, tickets],
			/2 tables: tickets.csv, tickets.csv/,
			/one at a time/,
		],
		[
			'no table',
			[
				{ name: 'a.json', content: '{}' },
				{ name: 'b.pdf', content: '' },
			],
			/no table: a.json, b.pdf/,
			/Put the CSV/,
		],
		['nothing', [], /holds no table$/, /Put the CSV/],
		[
			'a spreadsheet',
			[
				{ name: '[Content_Types].xml', content: '' },
				{ name: 'xl/a.xml', content: '' },
			],
			/spreadsheet workbook/,
			/save the sheet as CSV/,
		],
		['a locked table', [{ ...tickets, flags: 0x1 }], /password/, /Extract/],
		['a strongly locked table', [{ ...tickets, flags: 0x41 }], /password/, /Extract/],
		['an unknown compression', [{ ...tickets, method: 9 }], /method 9/, /Extract/],
		[
			'a link',
			[{ ...tickets, content: '/etc/passwd', mode: 0o120777 }],
			/link in place of a file/,
			/again/,
		],
		['an absolute path', [{ ...tickets, name: '/etc/tickets.csv' }], /outside itself/, /trust/],
		['a path to a drive', [{ ...tickets, name: 'C:\\tickets.csv' }], /outside itself/, /trust/],
		[
			'a path that climbs',
			[tickets, { name: 'a/../../b', content: '' }],
			/outside itself/,
			/trust/,
		],
		[
			'a path that climbs as on Windows',
			[{ ...tickets, name: '..\\b.csv' }],
			/outside itself/,
			/trust/,
		],
		['a wrong checksum', [{ ...tickets, claimedChecksum: 1 }], /damaged/, /again/],
		['a size that is too small', [{ ...tickets, claimedBytes: 4 }], /damaged/, /again/],
		['a size that is too large', [{ ...tickets, claimedBytes: 4e9 }], /damaged/, /again/],
		[
			'a size that is too large, not compressed',
			[{ ...tickets, isStored: true, claimedBytes: 400 }],
			/damaged/,
			/again/,
		],
		[
			'an archive',
			[{ name: 'inner.zip', content: makeZip(tickets) }],
			/archive within another/,
			/inner one/,
		],
		[
			'gzip',
			[{ name: 'tickets.csv', content: gzipSync('a,b\n') }],
			/archive within another/,
			/inner one/,
		],
		['an empty table', [{ ...tickets, content: '' }], /file is empty/, /again/],
		[
			'an empty table, not compressed',
			[{ ...tickets, content: '', isStored: true }],
			/file is empty/,
			/again/,
		],
	] as [string, ZipMember[], RegExp, RegExp][])(
		'an archive with %s',
		async (_, members, problem, remedy) => {
			const error = await refusal(makeZip(...members));
			expect(error.problem).toMatch(problem);
			expect(error.remedy).toMatch(remedy);
		},
	);

	test('an archive in gzip', async () => {
		expect((await refusal(gzipSync(makeZip(tickets)))).problem).toMatch(/archive within another/);
	});

	test('an archive with more files than an export has', async () => {
		const members = Array.from({ length: 10_001 }, (_, place) => ({
			name: `${place}/`,
			content: '',
		}));
		expect((await refusal(makeZip(...members))).problem).toMatch(/10001 files/);
	});

	test('an archive that is cut short anywhere', async () => {
		const archive = makeZip(tickets);
		for (let kept = 4; kept < archive.length; kept++) {
			expect((await refusal(archive.subarray(0, kept))).problem).toMatch(/damaged or cut short/);
		}
	});

	test('an archive that is damaged in its table', async () => {
		const archive = makeZip({ ...tickets, isStored: true });
		archive[archive.indexOf('1,')] = 0x32;
		expect((await refusal(archive)).problem).toMatch(/damaged or cut short/);
	});
});

test('an archive that unpacks to more than the limit is refused, whatever it says of its size', async () => {
	const content = Buffer.alloc(64 * MEBIBYTE, 'a');
	const bomb = makeZip({ name: 'tickets.csv', content, claimedBytes: 10 });
	const { problem } = await refusal(bomb, { maxBytes: MEBIBYTE });
	expect(problem).toBe('The file is too large');
});
