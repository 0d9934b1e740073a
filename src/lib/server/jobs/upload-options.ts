import type { ImportOptions } from '../import/import-options.ts';
import { ParameterError } from '../warehouse/errors.ts';

/**
 * What the fields of an upload's form say of its file; an empty field says nothing.
 * @throws {ParameterError} when a field says what none can
 */
export function toImportOptions(fields: Readonly<Record<string, string>>): ImportOptions {
	const order = fields['date_order'] || undefined;
	if (order !== undefined && order !== 'dmy' && order !== 'mdy') {
		throw new ParameterError(`date_order is dmy (31/12/2026) or mdy (12/31/2026), not ${order}`);
	}
	const constants = Object.fromEntries(
		['client', 'currency'].flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])),
	);
	return {
		source: fields['source'] || undefined,
		zone: fields['zone'] || undefined,
		dateOrder: order,
		constants: Object.keys(constants).length > 0 ? constants : undefined,
		isFull: fields['full'] ? fields['full'] === 'true' : undefined,
	};
}
