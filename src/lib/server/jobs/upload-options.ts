import type { ImportOptions } from '../import/import-options.ts';
import { ParameterError } from '../warehouse/errors.ts';

/** The fields that an upload's form may have beside its file. */
const known = ['source', 'zone', 'date_order', 'client', 'currency', 'full', 'wait'];

/**
 * What the fields of an upload's form say of its file; an empty field says nothing.
 * @throws {ParameterError} when a field is unknown or says what none can
 */
export function toImportOptions(fields: Readonly<Record<string, string>>): ImportOptions {
	for (const [name, value] of Object.entries(fields)) {
		if (!known.includes(name)) {
			throw new ParameterError(
				`there is no field “${name}” beside the file; there are ${known.join(', ')}`,
			);
		}
		if ((name === 'full' || name === 'wait') && !['', 'true', 'false'].includes(value)) {
			throw new ParameterError(`${name} is true or false, not ${value}`);
		}
	}
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
