import { isUtf8 } from 'node:buffer';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFile } from '#lib/server/import/read-file.ts';
import { stageFile } from '#lib/server/import/stage.ts';
import { makeTemporaryFolder } from '#lib/server/warehouse/temporary-folder.ts';
import { makeZip } from '../../../support/zip.ts';
import { shareWriter } from './share-writer.ts';

const shared = shareWriter();

/** The characters of windows-1252 that are no control characters, and how each is stored. */
const windows1252 = new Map(
	Array.from({ length: 256 }, (_, byte) => byte)
		.filter((byte) => byte >= 0xa0 || byte === 0x80 || (byte >= 0x20 && byte < 0x7f))
		.map((byte) => [byte === 0x80 ? '€' : String.fromCharCode(byte), byte]),
);

interface Table {
	header: string[];
	rows: string[][];
}

interface Dialect {
	delimiter: ',' | ';' | '\t' | '|';
	quotes: 'all' | 'needed';
	lineEnd: '\n' | '\r\n' | '\r';
	isLastLineEnded: boolean;
	encoding: 'utf-8' | 'utf-8 with mark' | 'utf-16le' | 'utf-16be' | 'windows-1252';
	packing: 'plain' | 'gzip' | 'zip' | 'zip, not compressed';
}

const special = fc.constantFrom(...',;\t|"\'\\= €\n\r', '""', '\r\n');
const anyText = fc.string({ unit: 'grapheme', maxLength: 4 });
const fewText = fc.string({ unit: fc.constantFrom(...windows1252.keys()), maxLength: 4 });
const toCell = (text: fc.Arbitrary<string>) =>
	fc.oneof(
		{
			weight: 100,
			arbitrary: fc
				.array(fc.oneof(text, special), { maxLength: 4 })
				.map((parts) => parts.join('').replaceAll('\0', '')),
		},
		{
			weight: 10,
			arbitrary: fc.constantFrom(
				'',
				' ',
				'""',
				'null',
				'NULL',
				'1,5',
				'1;2',
				'2026-03-02',
				'#',
				'--',
			),
		},
		// Longer than the sample that the dialect is found from, or than a chunk.
		{ weight: 1, arbitrary: fc.nat(1_200_000).map((length) => 'é, "x"\n'.repeat(length / 7)) },
	);
const word = fc.stringMatching(/^[a-zäé][a-zäé ]{0,6}[a-zäé]$/);
// A name that breaks its line otherwise than the file does hides the first record from DuckDB, and
// the file is refused.
const mark = special.filter((characters) => !/[\r\n]/.test(characters));
const name = fc.tuple(word, mark, word).map((parts) => parts.join(''));

const tableOf = (cell: fc.Arbitrary<string>) =>
	fc.integer({ min: 1, max: 6 }).chain((width) =>
		fc.record({
			header: fc.array(fc.oneof(word, name), { minLength: width, maxLength: width }),
			rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
				minLength: 1,
				maxLength: 12,
			}),
		}),
	);

const dialectOf = (encoding: fc.Arbitrary<Dialect['encoding']>): fc.Arbitrary<Dialect> =>
	fc.record({
		delimiter: fc.constantFrom(',', ';', '\t', '|'),
		quotes: fc.constantFrom('all', 'needed'),
		lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
		isLastLineEnded: fc.boolean(),
		encoding,
		packing: fc.constantFrom('plain', 'gzip', 'zip', 'zip, not compressed'),
	});

function write({ header, rows }: Table, dialect: Dialect): string {
	const { delimiter, quotes, lineEnd, isLastLineEnded } = dialect;
	const needsQuotes = (cell: string) =>
		quotes === 'all' ||
		/["\r\n]/.test(cell) ||
		cell.includes(delimiter) ||
		// In one column nothing else tells a delimiter from a comma in a sentence, or a cell from a blank line.
		(header.length === 1 && /^$|[,;\t|]/.test(cell));
	const lines = [header, ...rows].map((row, line) =>
		row
			.map((cell) =>
				needsQuotes(cell) || (line === 0 && /[,;\t|]/.test(cell))
					? `"${cell.replaceAll('"', '""')}"`
					: cell,
			)
			.join(delimiter),
	);
	return lines.join(lineEnd) + (isLastLineEnded ? lineEnd : '');
}

function encode(text: string, encoding: Dialect['encoding']): Buffer {
	switch (encoding) {
		case 'utf-8':
			return Buffer.from(text);
		case 'utf-8 with mark':
			return Buffer.from(`\ufeff${text}`);
		case 'utf-16le':
			return Buffer.from(`\ufeff${text}`, 'utf16le');
		case 'utf-16be':
			return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
		case 'windows-1252':
			return Buffer.from(
				[...text].map((character) => windows1252.get(character) ?? character.charCodeAt(0)),
			);
	}
}

function pack(bytes: Buffer, packing: Dialect['packing']): Buffer {
	switch (packing) {
		case 'plain':
			return bytes;
		case 'gzip':
			return gzipSync(bytes);
		default:
			return makeZip({ name: 'table.csv', content: bytes, isStored: packing !== 'zip' });
	}
}

/** Reads and stages a file as an import does. */
async function readBack(bytes: Buffer): Promise<Table> {
	const { session, folder: data } = shared.writer;
	const folder = makeTemporaryFolder(data, 'test');
	try {
		const path = join(folder, 'table');
		writeFileSync(path, bytes);
		const work = mkdtempSync(join(folder, 'work-'));
		const file = await readFile(path, work);
		await stageFile(session, { ...file, corrections: [] });
		const staged = await session.all(
			'select * exclude (record_number) from original_file order by record_number',
		);
		return {
			header: [...file.header.names],
			rows: staged.map((row) =>
				Object.values(row).map((cell) => (cell === null ? '' : String(cell))),
			),
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function expectSame(table: Table, dialect: Dialect): Promise<void> {
	const bytes = encode(write(table, dialect), dialect.encoding);
	// Such bytes are text in both encodings, and nobody can tell.
	fc.pre(dialect.encoding !== 'windows-1252' || !isUtf8(bytes));
	expect(await readBack(pack(bytes, dialect.packing))).toEqual(table);
}

const anyUnicode = fc.constantFrom<Dialect['encoding'][]>(
	'utf-8',
	'utf-8 with mark',
	'utf-16le',
	'utf-16be',
);

test('any table comes back identical from any dialect of CSV', async () => {
	await fc.assert(fc.asyncProperty(tableOf(toCell(anyText)), dialectOf(anyUnicode), expectSame), {
		numRuns: 100,
	});
});

test('any table that windows-1252 can hold comes back identical from it', async () => {
	await fc.assert(
		fc.asyncProperty(
			tableOf(toCell(fewText)),
			dialectOf(fc.constant('windows-1252' as const)),
			expectSame,
		),
		{ numRuns: 40 },
	);
});
