/** Sums, shares and counts as the facts state them: tenths of an hour, four decimals. */
import type { Ticket } from './ticket.ts';
import { hoursOf, type TimeEntry } from './time-entry.ts';

export const tenths = (hours: number): number => Math.round(hours * 10) / 10;
export const share = (part: number, whole: number): number =>
	whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
export const sumHours = (entries: readonly TimeEntry[]): number =>
	tenths(entries.reduce((sum, entry) => sum + hoursOf(entry), 0));
export const numbersOf = (tickets: readonly Ticket[]): string[] =>
	tickets.map(({ number }) => number);

/** How many items fall under each key, keys in order of their names. */
export function countBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Record<string, number> {
	const groups = Map.groupBy(items, keyOf);
	return Object.fromEntries(
		[...groups.keys()].sort().map((key) => [key, groups.get(key)?.length ?? 0]),
	);
}
