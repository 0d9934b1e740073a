import type { Unit } from '#queries/query-module.server.ts';

/**
 * The only place that words a number. Every function is pure; the parts of one figure are joined
 * by no-break spaces, so that "3 h 20 min" never breaks across lines.
 */

const locale = 'en-GB';
const space = '\u00a0';
const minus = '\u2212';

/** Printed where a value is not known; a screen reader hears `unknownWords` instead. */
export const unknown = '–';
export const unknownWords = 'not known';

/** Below this many cases a share is said as "k of n" and gets no trend. */
export const fewestForShare = 20;

// Made once: making an Intl format costs far more than using it, and a table uses thousands.
const fixed = [0, 1, 2].map(
	(digits) =>
		new Intl.NumberFormat(locale, {
			minimumFractionDigits: digits,
			maximumFractionDigits: digits,
		}),
);
const upToOneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const signed = new Intl.NumberFormat(locale, {
	maximumFractionDigits: 0,
	signDisplay: 'exceptZero',
});
const dayAndMonth = new Intl.DateTimeFormat(locale, {
	day: 'numeric',
	month: 'short',
	timeZone: 'UTC',
});
const monthAndYear = new Intl.DateTimeFormat(locale, {
	month: 'short',
	year: 'numeric',
	timeZone: 'UTC',
});
const weekdayDayMonthYear = new Intl.DateTimeFormat(locale, {
	weekday: 'short',
	day: 'numeric',
	month: 'short',
	year: 'numeric',
	timeZone: 'UTC',
});

function withTrueMinus(figure: string): string {
	return figure.replace('-', minus);
}

/** A figure with exactly 0, 1 or 2 decimals, so that a column aligns on the point. */
export function formatDecimal(value: number, decimals: 0 | 1 | 2): string {
	// −0.4 at no decimals is 0, not −0.
	return withTrueMinus(fixed[decimals]!.format(value)).replace(/^−(?=[0.]+$)/, '');
}

/** A number of things: 1234 → "1,234". */
export function formatCount(count: number): string {
	return formatDecimal(count, 0);
}

/** A number of things with their name: "1 ticket", "1,234 tickets". */
export function formatCountOf(count: number, singular: string, plural = `${singular}s`): string {
	return `${formatCount(count)}${space}${count === 1 ? singular : plural}`;
}

/** A difference between counts with its sign: "+12", "−5", "0". */
export function formatSignedCount(count: number): string {
	return withTrueMinus(signed.format(count));
}

/** "178 of 201". */
export function formatKOfN(numerator: number, denominator: number): string {
	return `${formatCount(numerator)}${space}of${space}${formatCount(denominator)}`;
}

/** Whether so few cases stand behind a share that only "k of n" is honest. */
export function isTooFewForShare(denominator: number | null | undefined): boolean {
	return denominator != null && denominator < fewestForShare;
}

/** What a share is of. */
export interface Cases {
	numerator?: number | null;
	denominator?: number | null;
}

/**
 * A share from 0 to 1 as "91 %", or as "7 of 9" when its cases are given and below 20.
 * Anything short of all never reads "100 %", anything above none never "0 %".
 */
export function formatShare(share: number, { numerator, denominator }: Cases = {}): string {
	if (numerator != null && denominator != null && isTooFewForShare(denominator)) {
		return formatKOfN(numerator, denominator);
	}
	if (share > 0 && share < 0.005) return `<1${space}%`;
	if (share < 1 && share >= 0.995) return `>99${space}%`;
	return `${formatCount(share * 100)}${space}%`;
}

/** Minutes as people say them: 200 → "3 h 20 min"; from 100 hours on in whole hours. */
export function formatDuration(minutes: number): string {
	const rounded = Math.round(Math.abs(minutes));
	const sign = minutes < 0 && rounded > 0 ? minus : '';
	const hours = Math.floor(rounded / 60);
	const rest = rounded % 60;
	if (hours >= 100) return `${sign}${formatCount(rounded / 60)}${space}h`;
	if (hours === 0) return `${sign}${rest}${space}min`;
	return `${sign}${hours}${space}h${rest === 0 ? '' : `${space}${rest}${space}min`}`;
}

/** A time that is only known to lie between two exports: "±1 day as a rule, ±31 days at most". */
export function formatPrecision({
	medianMinutes,
	largestMinutes,
}: {
	medianMinutes: number;
	largestMinutes: number;
}): string {
	const word = (minutes: number) =>
		`±${minutes < 2880 ? formatDuration(minutes) : formatDays(minutes / 1440)}`;
	const [rule, most] = [word(medianMinutes), word(largestMinutes)];
	const gap = rule === most ? rule : `${rule} as a rule, ${most} at most`;
	return `${gap}, where a change of status was only seen between two exports`;
}

/** Days with one decimal below ten: "2.4 days", "1 day", "31 days". */
export function formatDays(days: number): string {
	const isShort = Math.abs(days) < 9.95;
	const figure = isShort ? withTrueMinus(upToOneDecimal.format(days)) : formatCount(days);
	return `${figure}${space}${figure === '1' ? 'day' : 'days'}`;
}

/** Money with its currency where that is known: "£1,204.50". */
export function formatMoney(amount: number, currency?: string): string {
	if (!currency) return formatDecimal(amount, 2);
	return withTrueMinus(
		new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount),
	);
}

/** The locale puts a comma after the weekday, which is one too many before a time. */
function formatDate(day: string, format: Intl.DateTimeFormat): string {
	return format
		.formatToParts(new Date(`${day}T00:00:00Z`))
		.filter((part) => part.type !== 'literal')
		.map((part) => part.value)
		.join(space);
}

/** A local day "2026-10-30" as "Fri 30 Oct 2026". */
export function formatDay(day: string): string {
	return formatDate(day, weekdayDayMonthYear);
}

/** A local day "2026-10-30" as "30 Oct", where the year is plain from what stands around it. */
export function formatDayOfYear(day: string): string {
	return formatDate(day, dayAndMonth);
}

/** A month "2026-10" as "Oct 2026". */
export function formatMonth(month: string): string {
	return formatDate(`${month}-01`, monthAndYear);
}

/** An instant (ISO text) in an IANA zone: "Fri 30 Oct 2026, 18:00". */
export function formatInstant(instant: string, zone: string): string {
	// Swedish writes a local instant as "2026-10-30 18:00".
	const local = new Intl.DateTimeFormat('sv-SE', {
		dateStyle: 'short',
		timeStyle: 'short',
		timeZone: zone,
	}).format(new Date(instant));
	const [day = '', time = ''] = local.split(' ');
	return `${formatDay(day)}, ${time}`;
}

export interface ValueContext extends Cases {
	/** IANA zone that instants are shown in; UTC by default. */
	zone?: string;
	currency?: string;
}

export type Value = string | number | boolean | null | undefined;

/** Any value by its unit, complete in itself: for headlines, sentences and tooltips. */
export function formatValue(value: Value, unit: Unit, context: ValueContext = {}): string {
	if (value == null || value === '' || Number.isNaN(value)) return unknown;
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (typeof value === 'string') {
		if (unit === 'day') return formatDay(value);
		if (unit === 'instant') return formatInstant(value, context.zone ?? 'UTC');
		return value;
	}
	switch (unit) {
		case 'share':
			return formatShare(value, context);
		case 'days':
			return formatDays(value);
		case 'hours':
			return formatDuration(value * 60);
		case 'minutes':
			return formatDuration(value);
		case 'money':
			return formatMoney(value, context.currency);
		default:
			return formatCount(value);
	}
}

const headUnits: Partial<Record<Unit, string>> = {
	share: '%',
	days: 'days',
	hours: 'h',
	minutes: 'min',
};

/** The unit as a column head carries it, the cells below being bare figures; '' for none. */
export function formatUnit(unit: Unit): string {
	return headUnits[unit] ?? '';
}

/** Decimals that a column needs so that all its figures align on the point. */
export function decimalsOf(values: Value[], unit: Unit): 0 | 1 {
	const mayHaveDecimals = unit === 'days' || unit === 'hours';
	return mayHaveDecimals && values.some((value) => !Number.isInteger(value ?? 0)) ? 1 : 0;
}

/** A figure below a head that carries its unit: a share of 0.91 is "91". */
export function formatCell(
	value: Value,
	unit: Unit,
	{ decimals = 0, ...context }: ValueContext & { decimals?: 0 | 1 } = {},
): string {
	if (typeof value !== 'number' || Number.isNaN(value) || formatUnit(unit) === '') {
		return formatValue(value, unit, context);
	}
	return unit === 'share'
		? formatShare(value).replace(`${space}%`, '')
		: formatDecimal(value, decimals);
}
