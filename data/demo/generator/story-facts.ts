/** What came of the planted stories, measured in the finished rows. */
import { type Approval, type ExcludedWork, excludedWork } from './approvals.ts';
import { quarterOf } from './arrivals.ts';
import { elapsedDays } from './calendar.ts';
import { SALES_LOAD_WORDINGS } from './catalogue.ts';
import { clientById, type Coverage, serviceAgreement } from './clients.ts';
import { openTickets } from './flow-facts.ts';
import { type Billing, cents } from './invoices.ts';
import { type Day, DAY, type Instant, localDay, localTime, monthOf, weekdayOf } from './london.ts';
import { countBy, numbersOf, share, sumHours, tenths } from './measuring.ts';
import { AS_OF, LAST_DAY } from './provider.ts';
import { evaluateScope } from './scope.ts';
import {
	FRIDAY_RECONSTRUCTOR,
	RETAINER_RUNS_OUT,
	SALES_LOAD_FAILURES,
	SCOPE_DRIFT,
	STUCK_IN_CLIENT_REVIEW,
} from './stories.ts';
import { lastVersion, type Ticket } from './ticket.ts';
import { type TimeEntry, workedOn } from './time-entry.ts';
import type { World } from './world.ts';

/** The coverage that the rules give an entry; its code's where it has no ticket to judge by. */
function ruledCoverage(entry: TimeEntry): Coverage {
	if (!entry.ticket) return entry.coverage;
	const { client, arrival, subcategory } = entry.ticket;
	const { category } = arrival.issue;
	const subject = { clientId: client.id, category, subcategory: subcategory ?? '' };
	return evaluateScope(subject, workedOn(entry)) ?? entry.coverage;
}

export function scopeDrift(entries: readonly TimeEntry[]) {
	const own = entries.filter(({ client }) => client?.id === SCOPE_DRIFT.clientId);
	const quarters = Map.groupBy(own, (entry) => quarterOf(workedOn(entry)));
	const count = (all: readonly TimeEntry[]) => {
		const inPlay = all.filter(
			({ coverage }) => coverage === 'included' || coverage === 'out_of_scope',
		);
		const byRule = inPlay.filter((entry) => ruledCoverage(entry) === 'out_of_scope');
		const asCoded = inPlay.filter(({ coverage }) => coverage === 'out_of_scope');
		return {
			hours: sumHours(inPlay),
			outOfScopeByRule: sumHours(byRule),
			outOfScopeAsCoded: sumHours(asCoded),
			shareByRule: share(sumHours(byRule), sumHours(inPlay)),
			shareAsCoded: share(sumHours(asCoded), sumHours(inPlay)),
		};
	};
	const byQuarter = [...quarters].map(([quarter, all]) => ({
		quarter,
		allHours: count(all),
		ticketHours: count(all.filter(({ ticket }) => ticket)),
	}));
	const miscoded = own.filter(
		(entry) => entry.coverage === 'included' && ruledCoverage(entry) === 'out_of_scope',
	);
	return {
		client: clientById(SCOPE_DRIFT.clientId).name,
		clientId: SCOPE_DRIFT.clientId,
		byQuarter,
		codedIncludedButExcludedByRule: {
			hours: sumHours(miscoded),
			entries: miscoded.length,
			tickets: new Set(miscoded.map(({ ticket }) => ticket)).size,
		},
	};
}

export function retainerRunsOut(entries: readonly TimeEntry[]) {
	const { clientId, month } = RETAINER_RUNS_OUT;
	const agreement = serviceAgreement(clientId, RETAINER_RUNS_OUT.on);
	const included = agreement?.includedHours ?? 0;
	const covered = entries.filter(
		(entry) =>
			entry.client?.id === clientId &&
			monthOf(workedOn(entry)) === month &&
			entry.coverage === 'included',
	);
	const through = (day: Day): number => sumHours(covered.filter((entry) => workedOn(entry) <= day));
	const days = [...new Set(covered.map(workedOn))].sort();
	const index = days.findIndex((day) => through(day) >= included);
	const on = days[index] ?? null;
	return {
		client: clientById(clientId).name,
		clientId,
		agreement: agreement?.id ?? null,
		month,
		includedHours: included,
		runsOutOn: on,
		coveredThroughDayBefore: through(days[index - 1] ?? ''),
		coveredThroughThatDay: on ? through(on) : 0,
		coveredAtAsOf: sumHours(covered),
		burnShareAtAsOf: share(sumHours(covered), included),
	};
}

export function salesLoadFailures({ tickets, entries }: World) {
	const own = tickets.filter(({ arrival }) => arrival.plan.kind === 'sales load');
	const time = entries.filter(({ ticket }) => ticket && own.includes(ticket));
	return {
		system: 'Sales Warehouse',
		clients: [SALES_LOAD_FAILURES.everyMonday, SALES_LOAD_FAILURES.someMondays],
		tickets: own.length,
		byClient: countBy(own, ({ client }) => client.id),
		wordings: SALES_LOAD_WORDINGS.length,
		byWording: countBy(own, ({ title }) => title),
		openedOnWeekday: countBy(own, ({ openedAt }) => String(weekdayOf(localDay(openedAt)))),
		firstOpenedOn: localDay(own[0]?.openedAt ?? 0),
		lastOpenedOn: localDay(own.at(-1)?.openedAt ?? 0),
		hours: sumHours(time),
		stillOpen: openTickets(own).length,
		numbers: numbersOf(own),
	};
}

const inReviewSince = ({ versions }: Ticket): Instant => {
	const before = versions.findLastIndex(({ state }) => state !== 'Client Review');
	return versions[before + 1]?.at ?? AS_OF;
};

export function stuckInClientReview(tickets: readonly Ticket[]) {
	const { queue } = STUCK_IN_CLIENT_REVIEW;
	const waiting = openTickets(tickets).filter(
		(ticket) => lastVersion(ticket).state === 'Client Review',
	);
	const here = waiting.filter((ticket) => lastVersion(ticket).queue === queue);
	const stuck = here.filter((ticket) => AS_OF - inReviewSince(ticket) >= 14 * DAY);
	const days = stuck
		.map((ticket) => Math.floor(elapsedDays(inReviewSince(ticket), AS_OF)))
		.sort((a, b) => a - b);
	return {
		queue,
		inClientReview: here.length,
		atLeast14Days: stuck.length,
		shortestDays: days[0] ?? 0,
		medianDays: days[Math.floor(days.length / 2)] ?? 0,
		longestDays: days.at(-1) ?? 0,
		numbersAtLeast14Days: numbersOf(stuck),
		inOtherQueues: waiting.length - here.length,
	};
}

export function fridayReconstruction(entries: readonly TimeEntry[]) {
	const own = entries.filter(({ person }) => person.name === FRIDAY_RECONSTRUCTOR);
	const others = entries.filter(({ person }) => person.name !== FRIDAY_RECONSTRUCTOR);
	const isFridayAfternoon = ({ enteredAt }: TimeEntry): boolean => {
		const { day, minute } = localTime(enteredAt);
		return weekdayOf(day) === 5 && minute >= 15 * 60;
	};
	const isHalfHours = ({ minutes }: TimeEntry): boolean => minutes % 30 === 0;
	const isLater = (entry: TimeEntry): boolean => localDay(entry.enteredAt) > workedOn(entry);
	const weeks = Map.groupBy(own, ({ enteredAt }) => localDay(enteredAt));
	const reconstructed = [...weeks.values()].filter((week) => new Set(week.map(workedOn)).size >= 3);
	const measureOf = (all: readonly TimeEntry[]) => ({
		entries: all.length,
		hours: sumHours(all),
		enteredFridayAfternoon: all.filter(isFridayAfternoon).length,
		enteredAfterWorkDay: all.filter(isLater).length,
		inRoundHalfHours: all.filter(isHalfHours).length,
	});
	return {
		person: FRIDAY_RECONSTRUCTOR,
		...measureOf(own),
		enteringDays: weeks.size,
		enteringDaysWithThreeOrMoreWorkDates: reconstructed.length,
		everyoneElse: measureOf(others),
	};
}

export function invoiceFlaws({ invoices, unbilled }: Billing) {
	const lines = invoices.flatMap((invoice) => invoice.lines.map((line) => ({ invoice, line })));
	const unexplained = lines.filter(({ line }) => line.kind === 'unexplained');
	const short = lines.filter(
		({ line }) => line.loggedHours !== null && line.quantity < line.loggedHours,
	);
	const unpaid = invoices.filter(({ total, paid }) => total - paid > 0.005);
	const balance = (all: typeof invoices, currency: 'GBP' | 'USD'): number =>
		cents(
			all
				.filter((invoice) => invoice.currency === currency)
				.reduce((sum, { total, paid }) => sum + total - paid, 0),
		);
	const overdue = unpaid.filter(({ dueOn }) => dueOn < LAST_DAY);
	return {
		unexplainedLines: {
			count: unexplained.length,
			sum: cents(unexplained.reduce((sum, { line }) => sum + line.amount, 0)),
			currency: 'GBP',
			lines: unexplained.map(({ invoice, line }) => ({
				invoice: invoice.number,
				client: invoice.client.name,
				description: line.description,
				amount: line.amount,
			})),
		},
		unbilledTickets: {
			count: unbilled.length,
			hours: tenths(unbilled.reduce((sum, { hours }) => sum + hours, 0)),
			amount: cents(unbilled.reduce((sum, { amount }) => sum + amount, 0)),
			currency: 'GBP',
			tickets: unbilled.map(({ ticket, month, hours, amount }) => ({
				ticket: ticket.number,
				month,
				hours,
				amount,
			})),
		},
		shortBilledLines: {
			count: short.length,
			hours: tenths(
				short.reduce((sum, { line }) => sum + (line.loggedHours ?? 0) - line.quantity, 0),
			),
			lines: short.map(({ invoice, line }) => ({
				invoice: invoice.number,
				ticket: line.ticket?.number ?? null,
				billedHours: line.quantity,
				loggedHours: line.loggedHours,
			})),
		},
		unpaid: {
			count: unpaid.length,
			balance: { GBP: balance(unpaid, 'GBP'), USD: balance(unpaid, 'USD') },
		},
		overdue: {
			count: overdue.length,
			balance: { GBP: balance(overdue, 'GBP'), USD: balance(overdue, 'USD') },
			numbers: overdue.map(({ number }) => number),
		},
	};
}

export function approvalFlaws({ entries, approvals }: World) {
	const work = excludedWork(entries);
	const approvalOf = new Map(approvals.map((approval) => [approval.ticket, approval]));
	const select = (matches: (approval: Approval | undefined, work: ExcludedWork) => boolean) =>
		work.filter((one) => matches(approvalOf.get(one.ticket), one));
	const count = (all: readonly ExcludedWork[]) => ({
		tickets: all.length,
		hours: tenths(all.reduce((sum, { hours }) => sum + hours, 0)),
		numbers: all.map(({ ticket }) => ticket.number),
	});
	const isAfterStart = (approval: Approval | undefined, { firstWorkAt }: ExcludedWork): boolean =>
		approval?.approvedAt != null && approval.approvedAt > firstWorkAt;
	const retroactive = select(
		(approval, one) => approval?.kind === 'retroactive' && isAfterStart(approval, one),
	);
	const before = entries.filter(({ ticket, coverage, startedAt }) => {
		if (!ticket || coverage !== 'out_of_scope') return false;
		const approval = approvalOf.get(ticket);
		return approval?.kind === 'retroactive' && startedAt < (approval.approvedAt ?? 0);
	});
	const isCovered = (approval: Approval | undefined, one: ExcludedWork): boolean =>
		approval?.approvedAt != null &&
		approval.approvedAt <= one.firstWorkAt &&
		approval.capHours >= one.hours;
	const { tickets, hours } = count(work);
	const { tickets: coveredTickets, hours: coveredHours } = count(select(isCovered));
	return {
		codedOutOfScope: { tickets, hours },
		approvedBeforeWorkWithinCap: { tickets: coveredTickets, hours: coveredHours },
		retroactive: { ...count(retroactive), hoursBeforeApproval: sumHours(before) },
		emergency: count(select((approval) => approval?.kind === 'emergency')),
		undated: count(select((approval) => approval !== undefined && approval.approvedAt === null)),
		capExceeded: count(
			select(
				(approval, one) =>
					approval?.kind === 'prior' &&
					approval.approvedAt !== null &&
					approval.capHours < one.hours,
			),
		),
		none: count(select((approval) => approval === undefined)),
	};
}
