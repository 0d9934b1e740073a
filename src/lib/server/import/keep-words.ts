import { writeAliases } from '../store/aliases.ts';
import type { Store } from '../store/store.ts';
import { writeValueMappings } from '../store/value-mappings.ts';
import type { ImportOptions } from './import-options.ts';

/** Keeps what a person said of the values and names of a file, for its source from now on. */
export function keepWords(
	store: Store,
	source: string,
	{ values = [], aliases = [] }: ImportOptions,
): void {
	writeValueMappings(
		store,
		values.map((value) => ({ ...value, source })),
	);
	writeAliases(
		store,
		aliases.map((alias) => ({ ...alias, source })),
	);
}
