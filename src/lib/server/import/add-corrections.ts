import { readImports } from '../store/import-log.ts';
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
	// The newest first, so that this is how the file was read last.
	const last = imports.find(
		({ place, confirms, state, is_undone }) =>
			place === named.place && confirms === null && state === 'loaded' && !is_undone,
	);
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
			importId: named.place,
			records: mergeRecords(last.options.corrects?.records ?? [], records),
		},
	};
}

/** The last word on each record. */
function mergeRecords(
	before: readonly Correction[],
	after: readonly Correction[],
): readonly Correction[] {
	const merged = new Map([...before, ...after].map((each) => [each.record, each]));
	return [...merged.values()].sort((one, other) => one.record - other.record);
}
