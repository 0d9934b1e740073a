import type { Tables } from './warehouse.ts';

/**
 * Tables of tickets whose change logs go through these statuses, one a day at 09:00 from 2 March
 * 2026 on, the first at the creation. Each ticket has the name of its history as its number.
 */
export function toHistories(histories: Readonly<Record<string, readonly string[]>>): Tables {
	const at = (index: number) => `2026-03-0${index + 2}T09:00:00Z`;
	const tickets = Object.entries(histories).map(
		([name, statuses]) => `${name},Printer,${statuses.at(-1)},${at(0)}`,
	);
	const events = Object.entries(histories).flatMap(([name, statuses]) =>
		statuses.map((to, index) => `${name},${at(index)},status,${statuses[index - 1] ?? ''},${to}`),
	);
	return {
		ticket: ['ticket_id,title,status,created_at', ...tickets].join('\n'),
		ticket_event: ['ticket_id,at,kind,from_value,to_value', ...events].join('\n'),
	};
}
