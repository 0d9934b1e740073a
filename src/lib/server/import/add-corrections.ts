import { readImports } from '../store/import-log.ts';
import type { Store } from '../store/store.ts';
import { ImportError } from './import-error.ts';
import type { Correction, ImportOptions } from './import-options.ts';

/**
 * Completes the options of an import that puts quarantined rows of an earlier one right: everything
 * said of the file then holds again, and what was put right before stays so.
 * @throws {ImportError} when the file is not the one that the earlier import read
 */
export function addCorrections(
	store: Store,
	file: { name: string; sha256: string },
	stated: ImportOptions & { corrects: NonNullable<ImportOptions['corrects']> },
): ImportOptions {
	const { importId, records } = stated.corrects;
	const earlier = readImports(store).find((entry) => entry.import_id === importId);
	if (earlier?.sha256 !== file.sha256) {
		throw new ImportError(`this is not the file of import ${importId}`, {
			file: file.name,
			expected: earlier ? `the content of ${earlier.file_name}` : 'the number of an import',
			remedy: 'correct the rows of an import on its own page',
		});
	}
	const before = earlier.options.corrects?.records ?? [];
	return {
		...earlier.options,
		source: earlier.source,
		corrects: { importId, records: mergeRecords(before, records) },
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
