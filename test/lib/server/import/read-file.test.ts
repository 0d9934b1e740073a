import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { parseCsv } from '#lib/formats/csv.ts';
import { readFile } from '#lib/server/import/read-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const header = ['id', 'title', 'status', 'opened', 'category'];
const damage = fc.record({
	row: fc.nat(29),
	/** Where in the row, as a part of its length. */
	at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
	taken: fc.integer({ min: 0, max: 3 }),
	put: fc.constantFrom('', '"', '""', ',', '\n', '\r', '\r\n', 'x', '",', ',"', '"\n', '\\"', "'"),
});
const endings = fc.constantFrom('\n', '\r\n');

function writeRow(cells: readonly string[]): string {
	const isQuoted = (cell: string) => /[",\n]/.test(cell) || cells[0]!.endsWith('1');
	return cells.map((cell) => (isQuoted(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

test('a damaged row costs no other, and nothing of it is lost', async () => {
	const intact = Array.from({ length: 30 }, (_, row) => [
		`T${row}`,
		['Printer', 'Printer, "old"\nand broken, since\n\nMonday', 'Disk "big"'][row % 3]!,
		'Open',
		'2026-03-02',
		'',
	]);
	const damages = fc.array(damage, { minLength: 1, maxLength: 4 });
	await fc.assert(
		fc.asyncProperty(damages, endings, async (found, ending) => {
			const texts = intact.map(writeRow);
			for (const { row, at, taken, put } of found) {
				const text = texts[row]!;
				const place = Math.floor(at * text.length);
				texts[row] = text.slice(0, place) + put + text.slice(place + taken);
			}
			const path = join(folder, 'damaged.csv');
			const text = [header.join(','), ...texts].join(ending) + ending;
			writeFileSync(path, text);
			const work = mkdtempSync(join(folder, 'work-'));
			const read = await readFile(path, work);
			const mended = readFileSync(read.path, 'utf8');
			rmSync(work, { recursive: true });

			const rows = parseCsv(mended, { delimiter: ',' }).slice(1);
			expect(read.scan).toMatchObject({ records: rows.length, odd: 0 });
			expect(rows.every((row) => row.length === header.length)).toBe(true);
			const harmed = new Set(found.map(({ row }) => row));
			const written = new Set(rows.map((row) => row.join('\0')));
			const lost = intact.filter(
				(row, place) => !harmed.has(place) && !written.has(row.join('\0')),
			);
			expect(lost).toEqual([]);
			// Words and figures are all still there, wherever they stand.
			const letters = (part: string) => part.replace(/[^A-Za-z0-9]/g, '').length;
			expect(letters(rows.flat().join(''))).toBe(letters(text) - letters(header.join('')));
			const lines = (part: string) => part.split(/\r\n|\r|\n/).length;
			expect(lines(mended)).toBe(lines(text));
		}),
		{ numRuns: 1000 },
	);
});
