/** What the finished rows say, for the README and for tests: nothing here is copied from a plan. */
import { clientById, CLIENTS } from './clients.ts';
import { backlog, flow, sourceServiceLevel } from './flow-facts.ts';
import { cents } from './invoices.ts';
import { HOUR, isoInstant, london } from './london.ts';
import { countBy, numbersOf, sumHours } from './measuring.ts';
import { AS_OF, LAST_DAY, PROVIDER, TECHNICIANS } from './provider.ts';
import { clientDocuments, majorIncidents, ONBOARDING } from './records.ts';
import { OUTAGES } from './stories.ts';
import {
	approvalFlaws,
	fridayReconstruction,
	invoiceFlaws,
	retainerRunsOut,
	salesLoadFailures,
	scopeDrift,
	stuckInClientReview,
} from './story-facts.ts';
import { isDone, lastVersion, type Ticket } from './ticket.ts';
import { VAGUE_NOTES } from './work.ts';
import type { World } from './world.ts';

export type Facts = ReturnType<typeof measure>;

export function measure(world: World) {
	return {
		asOf: isoInstant(AS_OF),
		reportingZone: 'Europe/London',
		totals: totals(world),
		backlog: backlog(world.tickets),
		flow: {
			week: flow(world.tickets, london('2026-10-26', 0), AS_OF),
			previousWeek: flow(world.tickets, london('2026-10-19', 0), london('2026-10-23', 18 * 60)),
		},
		sourceServiceLevel: sourceServiceLevel(world.tickets),
		scopeDrift: scopeDrift(world.entries),
		retainerRunsOut: retainerRunsOut(world.entries),
		salesLoadFailures: salesLoadFailures(world),
		stuckInClientReview: stuckInClientReview(world.tickets),
		fridayReconstruction: fridayReconstruction(world.entries),
		invoices: invoiceFlaws(world.billing),
		approvals: approvalFlaws(world),
		majorIncidents: majorIncidentFacts(world.tickets),
		onboarding: onboardingFacts(),
		documents: documentFacts(),
		blemishes: blemishes(world),
	};
}

function totals({ tickets, entries, approvals, billing }: World) {
	const messages = tickets.flatMap((ticket) => ticket.messages);
	const invoices = billing.invoices.filter(({ isCreditNote }) => !isCreditNote);
	const sumOf = (currency: 'GBP' | 'USD', field: 'net' | 'total') =>
		cents(
			billing.invoices
				.filter((invoice) => invoice.currency === currency)
				.reduce((sum, invoice) => sum + invoice[field], 0),
		);
	return {
		provider: PROVIDER,
		clients: CLIENTS.length,
		technicians: TECHNICIANS.length,
		tickets: tickets.length,
		eventLogRows: tickets.reduce((sum, { versions }) => sum + versions.length, 0),
		ticketEvents: messages.length,
		ticketEventsByKind: countBy(messages, ({ kind }) => kind),
		automatedReplies: messages.filter(({ actorKind }) => actorKind === 'automation').length,
		ticketsByFinalState: countBy(tickets, (ticket) => lastVersion(ticket).state),
		ticketsByClient: countBy(tickets, ({ client }) => client.id),
		reopens: tickets.reduce((sum, ticket) => sum + lastVersion(ticket).reopens, 0),
		timeEntries: entries.length,
		hours: sumHours(entries),
		hoursByCode: Object.fromEntries(
			[...Map.groupBy(entries, ({ coverage }) => coverage)].map(([coverage, own]) => [
				coverage,
				sumHours(own),
			]),
		),
		approvals: approvals.length,
		invoices: invoices.length,
		creditNotes: billing.invoices.length - invoices.length,
		invoiceLines: billing.invoices.reduce((sum, { lines }) => sum + lines.length, 0),
		/** Credit notes deducted; without and with tax. */
		invoicedNet: { GBP: sumOf('GBP', 'net'), USD: sumOf('USD', 'net') },
		invoicedTotal: { GBP: sumOf('GBP', 'total'), USD: sumOf('USD', 'total') },
	};
}

function majorIncidentFacts(tickets: readonly Ticket[]) {
	const all = majorIncidents(tickets);
	return {
		count: all.length,
		numbers: all.map(({ ticket }) => ticket.number),
		reviewNotHeld: all
			.filter(
				({ ticket: { arrival } }) =>
					arrival.plan.kind === 'outage' && !arrival.plan.outage.reviewHeldOn,
			)
			.map(({ ticket }) => ticket.number),
		downgraded: OUTAGES.filter(({ severity, finalSeverity }) => severity !== finalSeverity).length,
	};
}

function onboardingFacts() {
	const outOfOrder = ONBOARDING.filter(({ doneOn, step }) =>
		ONBOARDING.some(
			(earlier) =>
				earlier.step < step &&
				doneOn !== null &&
				(earlier.doneOn === null || earlier.doneOn > doneOn),
		),
	);
	return {
		client: clientById('OAK').name,
		done: ONBOARDING.filter(({ doneOn }) => doneOn !== null).length,
		of: ONBOARDING.length,
		doneOutOfOrder: outOfOrder.map(({ step }) => step),
		notDone: ONBOARDING.filter(({ doneOn }) => doneOn === null).map(({ step }) => step),
	};
}

function documentFacts() {
	const documents = clientDocuments();
	const yearAgo = `${Number(LAST_DAY.slice(0, 4)) - 1}${LAST_DAY.slice(4)}`;
	const leavers = new Set(TECHNICIANS.filter(({ endedOn }) => endedOn).map(({ name }) => name));
	return {
		present: documents.length,
		expected: CLIENTS.length * 7,
		reviewedOverAYearAgo: documents.filter(({ reviewedOn }) => reviewedOn && reviewedOn < yearAgo)
			.length,
		neverReviewed: documents.filter(({ reviewedOn }) => reviewedOn === null).length,
		ownedByALeaver: documents.filter(({ owner }) => leavers.has(owner)).length,
	};
}

function blemishes({ tickets, entries }: World) {
	const clientFacing = entries.filter(
		({ category, ticket, client }) => client && !ticket && category === 'Ticket resolution',
	);
	const quick = tickets.filter(({ versions, openedAt }) =>
		versions.some(({ state, at }) => state === 'Resolved' && at - openedAt <= HOUR / 60),
	);
	return {
		clientEntriesWithoutTicket: entries.filter(({ client, ticket }) => client && !ticket).length,
		ticketResolutionWithoutTicket: clientFacing.filter(({ coverage }) => coverage === 'included')
			.length,
		vagueNotes: entries.filter(({ note }) => VAGUE_NOTES.includes(note)).length,
		resolvedWithinAMinute: quick.length,
		resolvedWithinAMinuteNumbers: numbersOf(quick),
		withoutDescription: tickets.filter(({ description }) => description === null).length,
		withoutCaller: tickets.filter(({ contact }) => contact === null).length,
		withoutRelatedSystem: tickets.filter(({ system }) => system === null).length,
		doneWithoutClosureNote: tickets.filter((ticket) => {
			const { state, closeNotes } = lastVersion(ticket);
			return isDone(state) && closeNotes === null;
		}).length,
	};
}
