import { isZone } from '../../calendar.ts';
import type { MappedKind } from '../store/value-mappings.ts';
import { ParameterError } from '../warehouse/errors.ts';
import type { ImportOptions } from './import-options.ts';

const mappedKinds: readonly string[] = [
	'status',
	'priority',
	'billing_code',
] satisfies MappedKind[];

/** What each option has to be; the importer checks what it names against the file. */
const shapes: Record<keyof ImportOptions, (value: unknown) => boolean> = {
	source: isText,
	zone: (value) => isText(value) && isZone(value),
	dateOrder: (value) => value === 'dmy' || value === 'mdy',
	decimalMark: (value) => value === '.' || value === ',',
	as: isText,
	map: (value) =>
		isRecord(value) && Object.values(value).every((fields) => isRecord(fields, isText)),
	overrides: (value) =>
		isRecord(value) && Object.values(value).every((fields) => isRecord(fields, isFieldOverride)),
	constants: (value) => isRecord(value, isText),
	values: (value) => Array.isArray(value) && value.every(isMeaning),
	aliases: (value) => Array.isArray(value) && value.every(isAlias),
	isFull: isFlag,
	isProfile: isFlag,
	corrects: (value) =>
		isRecord(value) && Number.isInteger(value['importId']) && Array.isArray(value['records']),
};

/**
 * Checks what was sent or written as the options of an import.
 * @param name what errors call them by
 * @throws {ParameterError} naming the option that is unknown or of another shape
 */
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

function isMeaning(value: unknown): boolean {
	if (!isRecord(value, isText)) return false;
	// Whether there is such a meaning is for the model in force to say.
	return mappedKinds.includes(String(value['kind'])) && 'value' in value && 'canonical' in value;
}

function isAlias(value: unknown): boolean {
	return (
		isRecord(value, isText) &&
		(value['kind'] === 'client' || value['kind'] === 'person') &&
		isText(value['value']) &&
		isText(value['canonical_id'])
	);
}
