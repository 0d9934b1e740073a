import { readFileSync } from 'node:fs';
import { checkOptions } from '../lib/server/import/check-options.ts';
import type { ImportOptions } from '../lib/server/import/import-options.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';

/**
 * Reads the options of an import from a JSON file.
 * @throws {ParameterError} naming the option that is unknown or of another shape
 */
export function readOptionsFile(path: string): ImportOptions {
	let options: unknown;
	try {
		options = JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		throw new ParameterError(`the options ${path} are no JSON: ${(error as Error).message}`);
	}
	return checkOptions(path, options);
}
