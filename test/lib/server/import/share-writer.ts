import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach } from 'vitest';
import { importFile, type ImportedFile } from '#lib/server/import/import-file.ts';
import type { ImportOptions } from '#lib/server/import/import-options.ts';
import type { SqlParameters, SqlRow } from '#lib/server/warehouse/duckdb.ts';
import { openDataFolder } from '#lib/server/warehouse/data-folder.ts';
import { write, type Writer } from '#lib/server/warehouse/writer.ts';
import { makeFolder, writeTable } from '../../../support/warehouse.ts';

/**
 * A writer that stays open for the tests of a file, so that each pays for its own import only. What
 * a test loads is of a source of its own, and what it reads is cut down to that source.
 */
export class SharedWriter {
	/** Another one in each test. */
	source = '';
	#writer: Writer | null = null;

	set writer(writer: Writer) {
		this.#writer = writer;
	}

	get writer(): Writer {
		if (this.#writer === null) throw new Error('the shared writer is open only while tests run');
		return this.#writer;
	}

	/** Imports a file as it is. */
	importFile(path: string, options: ImportOptions = {}): Promise<ImportedFile> {
		return importFile(this.writer, path, { zone: 'UTC', source: this.source, ...options });
	}

	/** Imports a table as people write it in a test; its name is that of the file, without `.csv`. */
	import(name: string, text: string, options?: ImportOptions): Promise<ImportedFile> {
		return this.importFile(writeTable(`${name}.csv`, text), options);
	}

	/** Rows of SQL, which may speak of the test's own `$source`. */
	all(sql: string, parameters: SqlParameters = {}): Promise<SqlRow[]> {
		return this.writer.session.all(sql, { source: this.source, ...parameters });
	}

	/** Some columns of the current rows of a relation, as lists. */
	async current(relation: string, columns: string, order = columns): Promise<SqlRow[string][][]> {
		const rows = await this.all(
			`select ${columns} from ${relation} where source = $source order by ${order}`,
		);
		return rows.map((row) => Object.values(row));
	}

	/** How many rows a table of versions holds. */
	async countVersions(relation: string): Promise<number> {
		const rows = await this.all(
			`select count(*)::integer as count from ${relation}_version where source = $source`,
		);
		return rows[0]?.['count'] as number;
	}
}

/** Opens a writer before the tests of the calling file and closes it after them. */
export function shareWriter(): SharedWriter {
	const shared = new SharedWriter();
	beforeAll(async () => {
		const root = mkdtempSync(join(tmpdir(), 'waybill-test-'));
		const opened = Promise.withResolvers<Writer>();
		const done = Promise.withResolvers<undefined>();
		const written = write(openDataFolder(join(root, 'data')), async (writer) => {
			opened.resolve(writer);
			await done.promise;
			writer.hasChanged = false;
		});
		written.catch(opened.reject);
		shared.writer = await opened.promise;
		return async () => {
			done.resolve(undefined);
			await written;
			rmSync(root, { recursive: true, force: true });
		};
	});
	beforeEach(() => {
		shared.source = randomUUID();
	});
	return shared;
}

/** Writes a file to the byte and returns its path. */
export function writeBytes(name: string, content: string | Uint8Array): string {
	const path = join(makeFolder(), name);
	writeFileSync(path, content);
	return path;
}
