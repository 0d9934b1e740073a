/** Clients' approvals of work outside their agreement, with the flaws that a review should find. */
import { addServiceMinutes } from './calendar.ts';
import { personName } from './catalogue.ts';
import type { Agreement } from './clients.ts';
import { DAY, type Instant, localDay, MINUTE } from './london.ts';
import { AS_OF } from './provider.ts';
import { randomStream } from './random.ts';
import { APPROVAL_FLAWS } from './stories.ts';
import { lastVersion, type Ticket } from './ticket.ts';
import { hoursOf, type TimeEntry } from './time-entry.ts';

export interface Approval {
	id: string;
	ticket: Ticket;
	agreement: Agreement;
	requestedAt: Instant;
	approvedAt: Instant | null;
	approvedBy: string | null;
	capHours: number;
	kind: 'prior' | 'emergency' | 'retroactive';
}

export interface ExcludedWork {
	ticket: Ticket;
	agreement: Agreement;
	hours: number;
	firstWorkAt: Instant;
}

/** Tickets whose time is coded as out of scope, in order of first work. */
export function excludedWork(entries: readonly TimeEntry[]): ExcludedWork[] {
	const coded = entries.filter((entry) => entry.coverage === 'out_of_scope' && entry.ticket);
	const work: ExcludedWork[] = [];
	for (const [ticket, own] of Map.groupBy(coded, (entry) => entry.ticket)) {
		const agreement = own[0]?.agreement;
		if (!ticket || !agreement) continue;
		work.push({
			ticket,
			agreement,
			hours: own.reduce((sum, entry) => sum + hoursOf(entry), 0),
			firstWorkAt: Math.min(...own.map(({ startedAt }) => startedAt)),
		});
	}
	return work.sort((a, b) => a.firstWorkAt - b.firstWorkAt);
}

export function generateApprovals(entries: readonly TimeEntry[]): Approval[] {
	const random = randomStream('approvals');
	const all = excludedWork(entries);
	const taken = new Set<Ticket>();
	const take = (count: number, isEligible: (work: ExcludedWork) => boolean): Set<Ticket> => {
		const eligible = all.filter((work) => !taken.has(work.ticket) && isEligible(work));
		const chosen = random.shuffle(eligible).slice(0, count);
		if (chosen.length < count) throw new Error(`Only ${chosen.length} of ${count} tickets qualify`);
		for (const { ticket } of chosen) taken.add(ticket);
		return new Set(chosen.map(({ ticket }) => ticket));
	};

	const { retroactive, retroactiveSince, emergency, undated, capExceeded, missing } =
		APPROVAL_FLAWS;
	const late = take(
		retroactive,
		({ firstWorkAt }) =>
			localDay(firstWorkAt) >= retroactiveSince && firstWorkAt < AS_OF - 12 * DAY,
	);
	const urgent = take(emergency, ({ ticket }) => lastVersion(ticket).priority === 2);
	const vague = take(undated, () => true);
	const capped = take(capExceeded, ({ hours }) => hours >= 2);
	const absent = take(missing, () => true);

	return all
		.filter(({ ticket }) => !absent.has(ticket))
		.map(({ ticket, agreement, hours, firstWorkAt }, index) => {
			const isLate = late.has(ticket) || urgent.has(ticket);
			const approvedAt = isLate
				? addServiceMinutes(firstWorkAt, random.integer(90, 1800))
				: Math.max(ticket.openedAt, firstWorkAt - random.integer(1, 30) * MINUTE);
			const requestedAt = Math.max(ticket.openedAt, approvedAt - random.integer(15, 150) * MINUTE);
			const isDated = !vague.has(ticket);
			return {
				id: `APR-${String(1001 + index)}`,
				ticket,
				agreement,
				requestedAt,
				approvedAt: isDated ? approvedAt : null,
				approvedBy: isDated ? (ticket.contact ?? personName(random)) : null,
				capHours: capped.has(ticket)
					? Math.floor(hours) - 1
					: Math.ceil(hours) + random.integer(0, 2),
				kind: urgent.has(ticket) ? 'emergency' : isLate ? 'retroactive' : 'prior',
			};
		});
}
