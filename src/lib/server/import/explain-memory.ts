import { ImportError } from './import-error.ts';
import type { ReadFile } from './read-file.ts';

/** As many columns as surely fit into the memory of an import. */
const mostColumns = 5000;

/** Words for the end of DuckDB's memory, which is for people who tune it; any other error as it is. */
export function explainMemory(error: unknown, { name, dialect }: ReadFile): unknown {
	if (!(error instanceof Error && error.message.startsWith('Out of Memory Error'))) return error;
	const columns = dialect.header.length;
	const isWide = columns > mostColumns;
	return new ImportError(
		isWide
			? `the file has too many columns for the memory of an import: ${columns.toLocaleString('en')}`
			: 'the file needs more memory than an import has',
		{
			file: name,
			expected: isWide
				? `at most ${mostColumns.toLocaleString('en')} columns`
				: 'rows that fit into it side by side',
			remedy: isWide ? 'export fewer columns' : 'export fewer columns or shorter texts',
		},
		{ cause: error },
	);
}
