import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
	importFile,
	type ImportedFile,
	type ImportOptions,
} from '#lib/server/import/import-file.ts';
import { openDataFolder, type DataFolder } from '#lib/server/warehouse/data-folder.ts';
import { Reader } from '#lib/server/warehouse/reader.ts';
import { write, type Writer } from '#lib/server/warehouse/writer.ts';

/** An empty folder that is removed when the test ends. */
export function makeFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'waybill-test-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** A data folder of the test's own. */
export function makeDataFolder(): DataFolder {
	return openDataFolder(join(makeFolder(), 'data'));
}

/** Writes a table as people write it in a test, one row a line, and returns the file's path. */
export function writeTable(name: string, text: string): string {
	const path = join(makeFolder(), name);
	const lines = text.split('\n').map((line) => line.trim());
	writeFileSync(path, lines.filter((line) => line !== '').join('\n') + '\n');
	return path;
}

/** Imports one file by the product's own path and publishes it. */
export async function importInto(
	folder: DataFolder,
	path: string,
	options: ImportOptions = {},
): Promise<ImportedFile> {
	const { result } = await write(folder, (writer) =>
		importFile(writer, path, { zone: 'UTC', ...options }),
	);
	return result;
}

/** Inline CSV tables by file name, in Waybill's own layout. */
export type Tables = Record<string, string>;

/**
 * A published warehouse that holds these tables, all of one source, and a reader on it.
 * @param options.sessionZone the zone of the reading session, on which no answer may depend
 * @param options.prepare what else the writer is to do, such as adding aliases
 */
export async function openWarehouse(
	tables: Tables,
	options: { sessionZone?: string; prepare?: (writer: Writer) => void } = {},
): Promise<Reader> {
	const folder = makeDataFolder();
	await write(folder, async (writer) => {
		options.prepare?.(writer);
		writer.hasChanged = true;
		for (const [name, text] of Object.entries(tables)) {
			await importFile(writer, writeTable(`${name}.csv`, text), { zone: 'UTC', source: 'test' });
		}
	});
	return openReader(folder, options.sessionZone);
}

/** A reader that is closed when the test ends. */
export async function openReader(folder: DataFolder, sessionZone?: string): Promise<Reader> {
	const reader = await Reader.open(folder, sessionZone);
	onTestFinished(() => reader.close());
	return reader;
}
