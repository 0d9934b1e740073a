import type { DateOrder } from './date-formats.ts';
import { englishMonths, monthNames, weekdayNames } from './month-names.ts';

/**
 * A date in the plain form that `plain_date` gives it: numbers or an English abbreviation of a month,
 * a time of day and an offset at most.
 */
const numericDate = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/;
const month = englishMonths.join('|');
const dayAndMonth = new RegExp(`^(\\d{1,2})([-/. ])(${month})\\2(\\d{4}|\\d{2})(?!\\d)(.*)$`, 'i');
const monthAndDay = new RegExp(
	`^(${month})([-/. ])(\\d{1,2})(, ?|\\2)(\\d{4}|\\d{2})(?!\\d)(.*)$`,
	'i',
);
const yearFirst = new RegExp(`^(\\d{4})([-/. ])(\\d{1,2}|${month})\\2(\\d{1,2})(?!\\d)(.*)$`, 'i');
const timeOfDay = /^([ T]|, )\d{1,2}([:.])\d{2}(?:\2\d{2}(\.\d{1,6})?)?( [AaPp][Mm])?$/;
const isoDate =
	/^\d{4}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?(Z| UTC|[+-]\d{2}(:?\d{2})?)?)?)?$/;

/**
 * An offset that DuckDB reads, which is one after seconds. Also as SQL, so without anything that RE2
 * does not know.
 */
export const isoOffset = /\d:\d{2}:\d{2}(\.\d+)?(Z| UTC|[+-]\d{2}(:?\d{2})?)$/;
/** Any offset after a time of day in digits, as SQL too. */
export const anyOffset = /:\d{2}(\.\d+)?(Z| UTC|[+-]\d{2}(:?\d{2})?)$/;
/** The only form in which `plain_date` leaves an offset. */
export const plainOffset = /(:\d{2}(?:\.\d+)?(?: [AP]M)?)(Z|[+-]\d{2}:\d{2})$/;

/** Whether DuckDB reads the text as a timestamp without being told a format. */
export const isIso = (text: string) => isoDate.test(text);

/** The mark between day, month and year of a date in numbers; `null`: its order does not matter. */
export function readSeparator(text: string): string | null {
	return numericDate.exec(text)?.[2] ?? null;
}

/** The strptime format of a date that is not ISO, or `null` when it is ISO or no date at all. */
export function toFormat(text: string, order: DateOrder): string | null {
	const found = findDate(text, order);
	if (!found) return null;
	const { date, rest } = found;
	if (rest === '') return date;
	const time = timeOfDay.exec(rest);
	if (!time) return null;
	const [, gap = '', mark = ':', fraction, half] = time;
	const hasSeconds = rest.split(mark).length > 2;
	const seconds = hasSeconds ? `${mark}%S${fraction ? '.%f' : ''}` : '';
	return `${date}${gap}${half ? '%I' : '%H'}${mark}%M${seconds}${half ? ' %p' : ''}`;
}

function findDate(text: string, order: DateOrder): { date: string; rest: string } | null {
	const year = (digits: string) => (digits.length === 4 ? '%Y' : '%y');
	const numeric = numericDate.exec(text);
	if (numeric) {
		const [, , mark = '', , digits = '', rest = ''] = numeric;
		const days = order === 'dmy' ? ['%d', '%m'] : ['%m', '%d'];
		return { date: [...days, year(digits)].join(mark), rest };
	}
	const named = dayAndMonth.exec(text);
	if (named) {
		const [, , mark = '', , digits = '', rest = ''] = named;
		return { date: ['%d', '%b', year(digits)].join(mark), rest };
	}
	const american = monthAndDay.exec(text);
	if (american) {
		const [, , mark = '', , second = '', digits = '', rest = ''] = american;
		return { date: `%b${mark}%d${second}${year(digits)}`, rest };
	}
	const reversed = yearFirst.exec(text);
	if (reversed && !isIso(text)) {
		const [, , mark = '', month = '', , rest = ''] = reversed;
		return { date: ['%Y', /\d/.test(month) ? '%m' : '%b', '%d'].join(mark), rest };
	}
	return null;
}

const anyOf = (words: Iterable<string>) => [...words].sort((a, b) => b.length - a.length).join('|');

const monthMap = [...monthNames]
	.map(([name, number]) => `'${name}': '${englishMonths[number - 1]!}'`)
	.join(', ');

/** What is done to a date in words, in this order: a pattern of RE2, and what stands for it. */
const rewrites: readonly (readonly [pattern: string, replacement: string])[] = [
	['[\\x{A0}\\x{202F}\\x{2009}]', ' '],
	[`(?i)^(?:${anyOf(weekdayNames)})\\.?,?\\s+`, ''],
	['(?i)(\\d)(?:st|nd|rd|th|er|º)\\b', '\\1'],
	['(\\d)\\.\\s+(\\p{L})', '\\1 \\2'],
	['(?i)\\s+(?:de|del|of)\\s+', ' '],
	['(?i),?\\s+(?:at|um|à|às|a las|om)\\s+(\\d)', ' \\1'],
	['(?i)\\s+uhr$', ''],
	['(?i)(\\d)\\s*a\\.?\\s?m\\b\\.?', '\\1 AM'],
	['(?i)(\\d)\\s*p\\.?\\s?m\\b\\.?', '\\1 PM'],
	['(?i)(:\\d{2}(?:\\.\\d+)?(?: [AP]M)?)\\s*(?:GMT|UTC)?([+-]\\d{2}):?(\\d{2})$', '\\1\\2:\\3'],
	['(?i)(:\\d{2}(?:\\.\\d+)?(?: [AP]M)?)\\s*(?:GMT|UTC)?([+-]\\d{2})$', '\\1\\2:00'],
	['(?i)(:\\d{2}(?:\\.\\d+)?(?: [AP]M)?)\\s*(?:Z|GMT|UTC)$', '\\1Z'],
];

const rewritten = rewrites.reduce(
	(sql, [pattern, replacement]) => `regexp_replace(${sql}, '${pattern}', '${replacement}', 'g')`,
	'trim(cell)',
);

/**
 * SQL macros for dates that are written in words. A month that no language knows stays as it is, so
 * that nothing reads the date and it is reported.
 */
export const dateTextMacros = `
	create or replace temp macro plain_date(cell) as
		list_transform([${rewritten}], lambda text:
			list_transform([map {${monthMap}}[lower(regexp_extract(text, '\\p{L}{3,}'))]], lambda month:
				if(month is null, text, regexp_replace(text, '\\p{L}{3,}\\.?', month))
			)[1]
		)[1];
	create or replace temp macro without_offset(text) as
		regexp_replace(text, '${plainOffset.source}', '\\1');
	create or replace temp macro offset_us(text) as
		list_transform([regexp_extract(text, '${plainOffset.source}', 2)], lambda mark:
			case
				when mark = 'Z' then 0
				else if(mark[1] = '-', -1, 1)
					* (try_cast(mark[2:3] as integer) * 3600 + try_cast(mark[5:6] as integer) * 60)
					* 1000000::bigint
			end
		)[1];`;
