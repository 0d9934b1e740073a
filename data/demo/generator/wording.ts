/** The prose of tickets: what callers submit, and what technicians leave behind at closure. */
import { fillSlots, type Issue } from './catalogue.ts';
import type { Random } from './random.ts';
import type { Ticket } from './ticket.ts';

interface Submission {
	issue: Issue;
	values: ReadonlyMap<string, string>;
	random: Random;
}

const IMPACTS = [
	'one person cannot work',
	'a team is held up',
	'workaround in use',
	'clients are waiting',
];
const TIMINGS = ['today', 'by the end of the week', 'no rush', 'before Monday', 'ASAP'];

/** From a filled-in form, through one loose sentence, to nothing at all. */
export function describe({ issue, values, random }: Submission): string | null {
	const roll = random.next();
	if (roll < 0.24) return null;
	const detail = random.pick(issue.details);
	if (roll < 0.62) return detail;
	const parts = [
		detail,
		`Impact: ${random.pick(IMPACTS)}.`,
		`Needed: ${random.pick(TIMINGS)}.`,
		`Contact ${values.get('person') ?? 'the sender'}.`,
		'Screenshot attached.',
	];
	return (roll < 0.85 ? parts.slice(0, random.integer(2, 3)) : parts).join(' ');
}

const TERSE = [
	'Done',
	'Fixed',
	'Resolved.',
	'Sorted with user',
	'As discussed',
	'Completed, closing',
];

/** Closure notes carry between none and all of: summary, actions, systems, decisions, time, follow-up. */
export function closureNote(
	ticket: Ticket,
	{ hours, random }: { hours: number; random: Random },
): string | null {
	const { issue } = ticket.arrival;
	const fill = (text: string): string => fillSlots(text, ticket.values);
	const action = fill(random.pick(issue.actions));
	const outcome = fill(random.pick(issue.outcomes));
	const roll = random.next();
	if (roll < 0.06) return null;
	if (roll < 0.26) return random.pick(TERSE);
	if (roll < 0.58) return `${action}; ${outcome}.`;
	const sections = [
		`Summary: ${ticket.title}.`,
		`Actions: ${action}.`,
		`Systems: ${ticket.system ?? issue.subcategory}.`,
		`Decisions: ${random.pick(['none needed', 'agreed with the line manager', 'workaround kept until the next release'])}.`,
		`Time: ${hours.toFixed(1)} h.`,
		`Follow-up: ${random.pick(['none', 'check in a week', 'raise with the vendor', 'add to the runbook'])}.`,
	];
	return (roll < 0.82 ? sections.slice(0, random.integer(3, 4)) : sections).join(' ');
}
