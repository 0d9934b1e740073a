import { ParameterError } from '../warehouse/errors.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/**
 * How many bytes a file may have, and its text once it is unpacked and in UTF-8: one limit for both,
 * since a small archive can hold a text without end. `WAYBILL_IMPORT_LIMIT` sets it, as `500MiB`,
 * `2G` or a number of bytes; every unit counts in steps of 1024.
 * @throws {ParameterError} when that is no size
 */
export function readSizeLimit(setting = process.env['WAYBILL_IMPORT_LIMIT']): number {
	const [, number, unit] =
		/^\s*(\d+(?:\.\d+)?)\s*(?:([kmgt]?)(?:i?b)?)?\s*$/i.exec(setting || '2GiB') ?? [];
	const bytes = Math.floor(Number(number) * 1024 ** ' kmgt'.indexOf(unit?.toLowerCase() || ' '));
	if (bytes >= 1) return bytes;
	throw new ParameterError(`WAYBILL_IMPORT_LIMIT is a size such as 500MiB or 2GiB, not ${setting}`);
}

/** A size in words, in the largest unit of which it has at least one: "1.5 GiB". */
export function describeSize(bytes: number): string {
	const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
	return `${Number((bytes / 1024 ** power).toFixed(1))} ${UNITS[power]}`;
}
