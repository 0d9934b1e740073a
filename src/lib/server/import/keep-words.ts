import { listMeanings } from '../model/meanings.ts';
import { writeAliases } from '../store/aliases.ts';
import { readModel } from '../store/model-versions.ts';
import type { Store } from '../store/store.ts';
import { writeValueMappings } from '../store/value-mappings.ts';
import { ParameterError } from '../warehouse/errors.ts';
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

/** @throws {ParameterError} when a value is to mean what the service model in force does not know */
export function checkMeanings(store: Store, { values = [] }: ImportOptions): void {
	const { model } = readModel(store);
	for (const { kind, value, canonical } of values) {
		const known = listMeanings(model, kind);
		if (known.includes(canonical)) continue;
		throw new ParameterError(
			`“${value}” cannot mean “${canonical}”: the service model has ${known.join(', ')}`,
		);
	}
}
