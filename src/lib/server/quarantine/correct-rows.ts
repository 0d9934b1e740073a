import { copyFile } from 'node:fs/promises';
import { constants, rmSync } from 'node:fs';
import { join } from 'node:path';
import { correctCells } from '../import/corrected-file.ts';
import type { Correction } from '../import/import-options.ts';
import type { ImportQueue } from '../jobs/import-queue.ts';
import type { ImportLogEntry } from '../store/import-log.ts';
import type { Ask } from '../warehouse/ask.ts';
import type { DataFolder } from '../warehouse/data-folder.ts';
import { makeTemporaryFolder } from '../warehouse/temporary-folder.ts';
import { readOpenRows } from './open-rows.ts';

/** What the fields of a form say of cells: record → position → cell. */
export function readCells(form: FormData): Map<number, Map<number, string>> {
	const stated = new Map<number, Map<number, string>>();
	for (const [name, value] of form) {
		const [, record, position] = /^cell\.(\d{1,9})\.(\d{1,4})$/.exec(name) ?? [];
		if (record === undefined || typeof value !== 'string') continue;
		const cells = stated.get(Number(record)) ?? new Map<number, string>();
		stated.set(Number(record), cells.set(Number(position), value));
	}
	return stated;
}

/** The open rows of an import in which a person changed something, with all of their cells. */
export async function findCorrections(
	ask: Ask,
	entry: Pick<ImportLogEntry, 'import_id' | 'layout'>,
	stated: ReadonlyMap<number, ReadonlyMap<number, string>>,
): Promise<Correction[]> {
	if (stated.size === 0) return [];
	const { rows } = await readOpenRows(ask, entry, { records: [...stated.keys()] });
	return rows.flatMap(({ record, cells }) => {
		const said = stated.get(record)!;
		const corrected = correctCells(
			cells,
			cells.map((cell, position) => said.get(position) ?? cell),
		);
		return corrected ? [{ record, cells: corrected }] : [];
	});
}

/**
 * Queues the import that reads a file again with rows put right.
 * @returns the job's id
 * @throws the file system's error when the kept original cannot be read
 */
export async function queueCorrections(
	{ folder, queue }: { folder: DataFolder; queue: ImportQueue },
	{ import_id, original, file_name }: ImportLogEntry,
	records: readonly Correction[],
): Promise<number> {
	const place = makeTemporaryFolder(folder, 'correction');
	try {
		const file = join(place, file_name);
		await copyFile(join(folder.originals, original), file, constants.COPYFILE_FICLONE);
		return queue.add({ file, options: { corrects: { importId: import_id, records } } });
	} finally {
		rmSync(place, { recursive: true, force: true });
	}
}
