import { readImports, type ImportLogEntry } from '../store/import-log.ts';
import type { Store } from '../store/store.ts';
import { ImportError } from './import-error.ts';
import type { Correction, ImportOptions } from './import-options.ts';

/**
 * Completes the options of an import that puts quarantined rows of an earlier one right: everything
 * said of the file then holds again, and what was put right before stays so.
 * @throws {ImportError} when the file is not the one that the earlier import read, or that import is
 *   undone
 */
export function addCorrections(
	store: Store,
	file: { name: string; sha256: string },
	{ importId, records }: NonNullable<ImportOptions['corrects']>,
): ImportOptions {
	const imports = readImports(store);
	const named = imports.find((entry) => entry.import_id === importId);
	if (named?.sha256 !== file.sha256) {
		throw new ImportError(`this is not the file of import ${importId}`, {
			file: file.name,
			expected: named ? `the content of ${named.file_name}` : 'the number of an import',
			remedy: 'correct the rows of an import on its own page',
		});
	}
	const last = findLastReading(imports, named);
	if (last === undefined) {
		throw new ImportError(`import ${importId} is undone`, {
			file: file.name,
			expected: 'an import in force',
			remedy: 'put it back first, then correct its rows',
		});
	}
	return {
		...last.options,
		source: last.source,
		corrects: {
			importId: last.place,
			records: mergeRecords(last.options.corrects?.records ?? [], records),
		},
	};
}

/**
 * Completes the options of an import of content that was loaded for its source before: what was put
 * right in it stays so. They are the same options where there is nothing to take over.
 */
export function takeOverCorrections(
	store: Store,
	file: { sha256: string; source: string },
	options: ImportOptions,
): ImportOptions {
	if (options.corrects) return options;
	const records = findLastReading(readImports(store), file)?.options.corrects?.records ?? [];
	return records.length === 0 ? options : { ...options, corrects: { importId: null, records } };
}

/** The import in force that read some content of a source last. */
export function findLastReading(
	newestFirst: readonly ImportLogEntry[],
	{ sha256, source }: Pick<ImportLogEntry, 'sha256' | 'source'>,
): ImportLogEntry | undefined {
	return newestFirst.find(
		(entry) =>
			entry.sha256 === sha256 &&
			entry.source === source &&
			entry.confirms === null &&
			entry.state === 'loaded' &&
			!entry.is_undone,
	);
}

/** The last word on each record. */
function mergeRecords(
	before: readonly Correction[],
	after: readonly Correction[],
): readonly Correction[] {
	const merged = new Map([...before, ...after].map((each) => [each.record, each]));
	return [...merged.values()].sort((one, other) => one.record - other.record);
}
