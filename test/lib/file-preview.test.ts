import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { previewFile } from '#lib/file-preview.ts';

const text = 'Ref;Subject\n1;Überlauf\n2;Scanner\n';
const preview = (content: string | Uint8Array<ArrayBuffer>) => previewFile(new Blob([content]));
const expected = {
	delimiter: ';',
	names: ['Ref', 'Subject'],
	rows: [
		['1', 'Überlauf'],
		['2', 'Scanner'],
	],
};

describe('the head of a file is shown', () => {
	test.each([
		['UTF-8', Buffer.from(text)],
		['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
		['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
		['UTF-16, the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
		['windows-1252', Buffer.from(text, 'latin1')],
		['gzip', gzipSync(text)],
	])('whatever it is written in: %s', async (_, bytes) => {
		expect(await preview(new Uint8Array(bytes))).toEqual(expected);
	});

	test('from the line that names the columns, below what stands above it', async () => {
		expect(await preview(`Report of March\n\n${text}`)).toEqual(expected);
	});

	test('with its first five rows, however long it is and wherever it is cut', async () => {
		const row = `7;${'ü'.repeat(500)}\n`;
		// An odd number of bytes before the rows, so that the cut falls within a character.
		for (const head of ['Ref;Subject\n', 'Ref;Subjects\n']) {
			const seen = await preview(head + row.repeat(1000));
			expect(seen?.rows).toHaveLength(5);
			expect(seen?.rows[4]?.[1]).toBe('ü'.repeat(500));
		}
		const packed = await preview(new Uint8Array(gzipSync(`Ref;Subject\n${row.repeat(1000)}`)));
		expect(packed?.rows).toHaveLength(5);
	});
});

test.each([
	['an archive', new Uint8Array(Buffer.from('PK\u0003\u0004 and more'))],
	['an image', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0])],
	['nothing', ''],
])('%s is left to the server', async (_, content) => {
	expect(await preview(content)).toBeNull();
});
