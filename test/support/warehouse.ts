import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, onTestFinished } from 'vitest';
import { importFile, type ImportedFile } from '#lib/server/import/import-file.ts';
import type { ImportOptions } from '#lib/server/import/import-options.ts';
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
export function writeTable(name: string, text: string, folder = makeFolder()): string {
	const path = join(folder, name);
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
	await fillWarehouse(folder, tables, options.prepare);
	return openReader(folder, options.sessionZone);
}

/** Loads these tables, all of one source, and publishes them. */
export async function fillWarehouse(
	folder: DataFolder,
	tables: Tables,
	prepare?: (writer: Writer) => void,
): Promise<void> {
	await write(folder, async (writer) => {
		prepare?.(writer);
		writer.hasChanged = true;
		for (const [name, text] of Object.entries(tables)) {
			const path = writeTable(`${name}.csv`, text, folder.temporary);
			await importFile(writer, path, { zone: 'UTC', source: 'test' });
		}
	});
}

/** A reader that is closed when the test ends. */
export async function openReader(folder: DataFolder, sessionZone?: string): Promise<Reader> {
	const reader = await Reader.open(folder, sessionZone);
	onTestFinished(() => reader.close());
	return reader;
}

/** A warehouse that the tests of a file have in common, open once `beforeAll` has run. */
export interface SharedWarehouse {
	readonly folder: DataFolder;
	readonly reader: Reader;
}

/** Fills a warehouse once for all tests of the calling file or suite, and removes it after them. */
export function shareWarehouse(fill: (folder: DataFolder) => Promise<unknown>): SharedWarehouse {
	let shared: SharedWarehouse | null = null;
	beforeAll(async () => {
		const root = mkdtempSync(join(tmpdir(), 'waybill-test-'));
		const folder = openDataFolder(join(root, 'data'));
		await fill(folder);
		const reader = await Reader.open(folder);
		shared = { folder, reader };
		return () => {
			reader.close();
			rmSync(root, { recursive: true, force: true });
		};
	});
	const opened = () => {
		if (shared === null) throw new Error('a shared warehouse is open only while tests run');
		return shared;
	};
	return {
		get folder() {
			return opened().folder;
		},
		get reader() {
			return opened().reader;
		},
	};
}

/** A warehouse with these tables for all tests of the calling file or suite. */
export function shareTables(tables: Tables, prepare?: (writer: Writer) => void): SharedWarehouse {
	return shareWarehouse((folder) => fillWarehouse(folder, tables, prepare));
}
