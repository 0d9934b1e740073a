/** Backlog, flow and the source's own service level, read from the history of tickets. */
import { elapsedDays } from './calendar.ts';
import { type Instant, isoInstant } from './london.ts';
import { countBy, share } from './measuring.ts';
import { AS_OF } from './provider.ts';
import { isDone, isOpen, lastVersion, type State, type Ticket } from './ticket.ts';

export const openTickets = (tickets: readonly Ticket[]): Ticket[] =>
	tickets.filter((ticket) => isOpen(lastVersion(ticket).state));

export function backlog(tickets: readonly Ticket[]) {
	const open = openTickets(tickets);
	const bucket = ({ openedAt }: Ticket): string => {
		const age = elapsedDays(openedAt, AS_OF);
		return age < 10 ? 'under 10 days' : age <= 30 ? '10 to 30 days' : 'over 30 days';
	};
	return {
		open: open.length,
		byAge: countBy(open, bucket),
		byState: countBy(open, (ticket) => lastVersion(ticket).state),
		byQueue: countBy(open, (ticket) => lastVersion(ticket).queue),
		byPriority: countBy(open, (ticket) => String(lastVersion(ticket).priority)),
		unassigned: open.filter((ticket) => lastVersion(ticket).assignee === null).length,
		oldestOpenedAt: isoInstant(Math.min(...open.map(({ openedAt }) => openedAt))),
	};
}

interface Change {
	at: Instant;
	from: State;
	to: State;
}

const changesOf = ({ versions }: Ticket): Change[] =>
	versions.slice(1).flatMap((version, index) => {
		const from = versions[index]?.state;
		return from && from !== version.state ? [{ at: version.at, from, to: version.state }] : [];
	});

/** Counts in [from, to). Resolved to Closed is one closure, counted when it was resolved. */
export function flow(tickets: readonly Ticket[], from: Instant, to: Instant) {
	const isWithin = (at: Instant): boolean => at >= from && at < to;
	const changes = tickets.flatMap(changesOf).filter(({ at }) => isWithin(at));
	const created = tickets.filter(({ openedAt }) => isWithin(openedAt)).length;
	const reopened = changes.filter((change) => isDone(change.from) && isOpen(change.to)).length;
	const closures = changes.filter((change) => isOpen(change.from) && isDone(change.to)).length;
	const withdrawn = changes.filter(({ to: state }) => state === 'Canceled').length;
	return {
		from: isoInstant(from),
		to: isoInstant(to),
		created,
		reopened,
		arrivals: created + reopened,
		closures,
		withdrawn,
		openAtStart: openAt(tickets, from),
		openAtEnd: openAt(tickets, to),
	};
}

/** Open just before an instant, from the history and not from the final state. */
const openAt = (tickets: readonly Ticket[], at: Instant): number =>
	tickets.filter(({ versions }) => {
		const then = versions.findLast((version) => version.at < at);
		return then !== undefined && isOpen(then.state);
	}).length;

export function sourceServiceLevel(tickets: readonly Ticket[]) {
	const decided = tickets.map(lastVersion).filter(({ state }) => isDone(state));
	const count = (versions: typeof decided) => {
		const met = versions.filter(({ madeSla }) => madeSla).length;
		return { met, decided: versions.length, share: share(met, versions.length) };
	};
	return {
		...count(decided),
		byPriority: Object.fromEntries(
			[1, 2, 3, 4].map((priority) => [
				String(priority),
				count(decided.filter((version) => version.priority === priority)),
			]),
		),
	};
}
