import { readFileSync } from 'node:fs';
import type { ImportOptions } from '../lib/server/import/import-options.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';

/** What each option has to be, in words; the importer checks what it names against the file. */
const shapes: Record<keyof ImportOptions, (value: unknown) => boolean> = {
	source: isText,
	zone: isText,
	dateOrder: (value) => value === 'dmy' || value === 'mdy',
	decimalMark: (value) => value === '.' || value === ',',
	map: (value) =>
		isRecord(value) && Object.values(value).every((fields) => isRecord(fields, isText)),
	overrides: (value) =>
		isRecord(value) && Object.values(value).every((fields) => isRecord(fields, isFieldOverride)),
	constants: (value) => isRecord(value, isText),
	isFull: isFlag,
	isProfile: isFlag,
	corrects: (value) =>
		isRecord(value) && Number.isInteger(value['importId']) && Array.isArray(value['records']),
};

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

/** @throws {ParameterError} naming the option that is unknown or of another shape */
export function checkOptions(name: string, options: unknown): ImportOptions {
	if (!isRecord(options)) throw new ParameterError(`the options ${name} are no JSON object`);
	for (const [key, value] of Object.entries(options)) {
		if (!Object.hasOwn(shapes, key)) {
			throw new ParameterError(
				`the options ${name} have no place for “${key}”; there are ${Object.keys(shapes).join(', ')}`,
			);
		}
		if (value !== undefined && !shapes[key as keyof ImportOptions](value)) {
			throw new ParameterError(`the option “${key}” of ${name} cannot be ${JSON.stringify(value)}`);
		}
	}
	return options;
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

function isFlag(value: unknown): value is boolean {
	return typeof value === 'boolean';
}

function isRecord(
	value: unknown,
	isEach: (each: unknown) => boolean = () => true,
): value is Record<string, unknown> {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		Object.values(value).every(isEach)
	);
}

function isFieldOverride(value: unknown): boolean {
	if (value === null || isText(value)) return true;
	const readings = ['text', 'hours', 'minutes', 'seconds', 'money'];
	return isRecord(value) && isText(value['column']) && readings.includes(String(value['as']));
}
