import { expect, test } from 'vitest';
import { ImportError } from '#lib/server/import/import-error.ts';
import { shareWriter } from './share-writer.ts';

const shared = shareWriter();

test('a file with too many columns for the memory of an import is refused in words', async () => {
	const others = Array.from({ length: 15_000 }, (_, at) => `x${at}`);
	const rows = [
		['ticket_id', 'title', 'status', 'created_at', ...others],
		['1', 'Printer', 'Open', '2026-03-02', ...others],
		['2', 'Scanner', 'Open', '2026-03-02', ...others],
		['3', 'Screen', 'Open', '2026-03-02', ...others],
	];
	const wide = rows.map((cells) => cells.join(',')).join('\n');
	const error: unknown = await shared.import('wide', wide).catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(ImportError);
	expect((error as ImportError).message).toBe(
		'The file has too many columns for the memory of an import: 15,004. Found in wide.csv. Expected at most 5,000 columns. Export fewer columns.',
	);
});
