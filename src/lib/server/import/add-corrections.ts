import { readImports } from '../store/import-log.ts';
import type { Store } from '../store/store.ts';
import type { Session } from '../warehouse/duckdb.ts';
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

/**
 * Writes corrected records over those of the staged file.
 * @throws {ImportError} when one has other cells than the file has columns
 */
export async function correctStagedRows(
	session: Session,
	file: { name: string; header: { names: readonly string[] } },
	records: readonly Correction[],
): Promise<void> {
	const { names } = file.header;
	const misfit = records.find(({ cells }) => cells.length !== names.length);
	if (misfit) {
		throw new ImportError(`a corrected row has ${misfit.cells.length} cells`, {
			file: file.name,
			expected: `${names.length} cells, one for each column of the file`,
			remedy: 'keep all cells of a row when some of them are put right',
		});
	}
	const cells = names.map((_, position) => `c${position} = nullif(cells->>${position}, '')`);
	await session.all(
		`update staged_file set ${cells.join(', ')}
		from (
			select unnest($records)::integer as record_number, unnest($cells)::json as cells
		) as correction
		where staged_file.rowid + 1 = correction.record_number`,
		{
			records: records.map(({ record }) => String(record)),
			cells: records.map((each) => JSON.stringify(each.cells)),
		},
	);
}
