import type { Facts } from './facts.ts';
import { SALES_LOAD_FAILURES, STUCK_IN_CLIENT_REVIEW } from './stories.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const pounds = (amount: number): string => `£${amount.toFixed(2)}`;
const list = (items: readonly string[]): string => items.join(', ');

function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
	const write = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
	return [write(header), write(header.map(() => '---')), ...rows.map(write)].join('\n');
}

const counts = (record: Record<string, number>): string =>
	Object.entries(record)
		.map(([key, count]) => `${key} ${count}`)
		.join(', ');

/** The README of the demo folder. Every figure in it is measured, so none can go stale. */
export function writeReadme(facts: Facts): string {
	return `${[
		introduction(facts),
		files(),
		conventions(),
		totals(facts),
		backlogAndFlow(facts),
		serviceLevels(facts),
		scopeDrift(facts),
		retainer(facts),
		salesLoad(facts),
		stuck(facts),
		friday(facts),
		invoices(facts),
		approvals(facts),
		smallerThings(facts),
	].join('\n\n')}\n`;
}

const introduction = ({ totals, asOf }: Facts): string => `# Demo exports

${totals.provider} does not exist, nor does anybody in these files. It is a managed-service provider in London with ${totals.clients} clients and ${totals.technicians} technicians (one left, one joined), and these are its exports as they would have come out of ServiceNow, Clockify and Xero, beside what it keeps in Waybill itself. They cover 1 August 2025 to 30 October 2026, 18:00 London time (\`${asOf}\`), which is the newest change in the event log.

Some things that a service review should find have been put in on purpose. They are listed below with exact figures, which the generator measures in the finished rows and writes here and to \`facts.json\`. This page is generated: edit \`generator/readme.ts\`.

    node data/demo/generate.ts

writes every file again, the same to the byte under the same version of Node (24; another one may compress the event log differently, with equal content). The seed is in \`generator/random.ts\`, the planted stories are in \`generator/stories.ts\`, and \`generator/verify.ts\` refuses to write a demo in which they are not true.`;

const files = (): string => `## Files

${table(
	['file', 'what it is'],
	[
		['`manifest.json`', 'the files in loading order, each with source, zone and date order'],
		['`facts.json`', 'the figures of this page, for tests'],
		[
			'`model.yaml`',
			'the provider’s service model, kept by hand: hours, holidays and targets, on the defaults of Waybill',
		],
		[
			'`servicenow_incident_event_log.csv.gz`',
			'one row per change of a ticket: the 36 columns of the public UCI incident log, then `company`, `short_description`, `description`, `due_date`, `close_notes`',
		],
		[
			'`ticket_event.csv`',
			'public replies, private notes and client replies of the same tickets, in Waybill’s layout',
		],
		['`clockify_detailed.csv`', 'time entries in the layout of Clockify’s detailed report'],
		[
			'`xero_sales_invoices.csv`',
			'sales invoices and credit notes in the layout of Xero’s export; each invoice total is repeated on its lines',
		],
		[
			'`client.csv` `person.csv` `alias.csv`',
			'who; and the names under which other systems know them',
		],
		[
			'`agreement.csv` `scope_rule.csv` `billing_code.csv` `approval.csv`',
			'what was agreed, what it covers, and what was approved beyond it',
		],
		['`client_size.csv` `absence.csv`', 'users and endpoints each quarter; days away'],
		[
			'`onboarding_step.csv` `major_incident.csv` `client_document.csv`',
			'the newest client’s setup, the major incidents, the documents kept',
		],
	],
)}`;

const conventions = (): string => `## Reading them

- Event log: day-first local time of London without zone, \`?\` where a value is missing. \`resolved_at\`, \`resolved_by\`, \`closed_at\`, \`closed_code\` and \`close_notes\` are filled from the change that made them known and empty again after a reopening. \`caller_id\` is the client’s contact. Self-service and night tickets are opened by \`portal\`; closing after five days is done by \`system\`.
- \`made_sla\` and \`due_date\` are the source’s own verdict. Its clock runs Monday to Friday, 8 to 18, stands still in Awaiting User Info and Client Review, and was never told the bank holidays; critical tickets run around the clock. Targets: 4 h, 10 h, 30 h and 80 h. \`due_date\` does not move when a ticket is paused.
- Clockify: local time of London. \`Task\` is the ticket, \`Tags\` the time category and the billing code, \`Date of creation\` when the entry was made. Rates are in pounds; the client in New York is billed in dollars and has no hourly work.
- Xero: \`LineAmount\` is without tax, \`Total\` with. Credit notes are negative. \`TrackingOption1\` is the agreement and \`TrackingOption2\` the month of service.
- \`valid_to\` is the last day in force. In \`scope_rule.csv\` the matching rule of lowest precedence decides, and \`in\` takes values parted by \`|\`.
- Where a client is spelled differently in one system, \`alias.csv\` says so.`;

const totals = ({ totals }: Facts): string => `## Totals

${table(
	['', ''],
	[
		['tickets', totals.tickets],
		['event log rows', totals.eventLogRows],
		[
			'replies and notes',
			`${totals.ticketEvents} (${counts(totals.ticketEventsByKind)}), of which ${totals.automatedReplies} automatic`,
		],
		['tickets by last state', counts(totals.ticketsByFinalState)],
		['tickets by client', counts(totals.ticketsByClient)],
		['reopenings', totals.reopens],
		['time entries', totals.timeEntries],
		['hours', `${totals.hours} (${counts(totals.hoursByCode)})`],
		['approvals', totals.approvals],
		[
			'invoices and credit notes',
			`${totals.invoices} and ${totals.creditNotes}, ${totals.invoiceLines} lines`,
		],
		[
			'invoiced without tax',
			`${pounds(totals.invoicedNet.GBP)} and $${totals.invoicedNet.USD.toFixed(2)}`,
		],
		[
			'invoiced with tax',
			`${pounds(totals.invoicedTotal.GBP)} and $${totals.invoicedTotal.USD.toFixed(2)}`,
		],
	],
)}`;

function backlogAndFlow({ backlog, flow }: Facts): string {
	const row = (label: string, week: Facts['flow']['week']): (string | number)[] => [
		label,
		week.openAtStart,
		week.created,
		week.reopened,
		week.arrivals,
		week.closures,
		week.withdrawn,
		week.openAtEnd,
	];
	return `## Backlog and flow

Open at the end: **${backlog.open}**, of which ${backlog.unassigned} without an owner. Age in calendar days since opening: ${counts(backlog.byAge)}. By state: ${counts(backlog.byState)}. By queue: ${counts(backlog.byQueue)}. By priority: ${counts(backlog.byPriority)}.

Arrivals are tickets created and reopened; closures are entries into Resolved or Closed from an open state, so that Resolved to Closed is no second one; withdrawn is Canceled. Weeks begin on Monday 00:00 and end on Friday 18:00, London time.

${table(
	['week', 'open before', 'created', 'reopened', 'arrivals', 'closures', 'withdrawn', 'open after'],
	[row('from 26 October 2026', flow.week), row('from 19 October 2026', flow.previousWeek)],
)}`;
}

const serviceLevels = ({
	sourceServiceLevel: level,
}: Facts): string => `## The source’s own service level

\`made_sla\` in the last row of tickets that end in Resolved or Closed: **${level.met} of ${level.decided}**, ${percent(level.share)}.

${table(
	['priority', 'met', 'decided', 'share'],
	Object.entries(level.byPriority).map(([priority, { met, decided, share }]) => [
		priority,
		met,
		decided,
		percent(share),
	]),
)}`;

function scopeDrift({ scopeDrift: drift }: Facts): string {
	const hidden = drift.codedIncludedButExcludedByRule;
	return `## Scope drifts at ${drift.client} (${drift.clientId})

Out-of-scope hours against included and out-of-scope hours together. By rule: entries with a ticket are judged by \`scope_rule.csv\`, others by their code. The first and last quarters are incomplete.

${table(
	[
		'quarter',
		'hours',
		'out of scope by rule',
		'as coded',
		'share by rule',
		'share as coded',
		'by rule, ticket hours only',
	],
	drift.byQuarter.map(({ quarter, allHours, ticketHours }) => [
		quarter,
		allHours.hours,
		allHours.outOfScopeByRule,
		allHours.outOfScopeAsCoded,
		percent(allHours.shareByRule),
		percent(allHours.shareAsCoded),
		percent(ticketHours.shareByRule),
	]),
)}

Coded as included though the rules exclude it: **${hidden.hours} h** in ${hidden.entries} entries on ${hidden.tickets} tickets.`;
}

const retainer = ({
	retainerRunsOut: story,
}: Facts): string => `## A retainer runs out in the third week: ${story.client} (${story.clientId})

\`${story.agreement}\` includes ${story.includedHours} h a month. In October 2026 the hours coded as included stand at ${story.coveredThroughDayBefore} the working day before, and reach ${story.coveredThroughThatDay} on **${story.runsOutOn}**. At the time of the export they are ${story.coveredAtAsOf}, ${percent(story.burnShareAtAsOf)}. No other agreement of this client and no out-of-scope work is involved.`;

const salesLoad = ({
	salesLoadFailures: story,
}: Facts): string => `## One failing load under ten wordings

**${story.tickets} tickets** about \`${story.system}\` (${counts(story.byClient)}), ${story.firstOpenedOn} to ${story.lastOpenedOn}: every Monday morning at ${SALES_LOAD_FAILURES.everyMonday}, now and then at ${SALES_LOAD_FAILURES.someMondays}, on Tuesday after the bank holiday. ${story.hours} h in all, ${story.stillOpen} still open. Titles:

${Object.entries(story.byWording)
	.map(([wording, count]) => `- ${wording} (${count})`)
	.join('\n')}

Tickets: ${list(story.numbers)}.`;

const stuck = ({
	stuckInClientReview: story,
}: Facts): string => `## A queue stuck in client review: ${story.queue}

${story.inClientReview} of its open tickets wait in Client Review, **${story.atLeast14Days} of them for 14 days or more** (shortest ${story.shortestDays}, median ${story.medianDays}, longest ${story.longestDays} whole days); in all other queues together ${story.inOtherQueues} wait there. The ${STUCK_IN_CLIENT_REVIEW.count} planted: ${list(story.numbersAtLeast14Days)}.`;

function friday({ fridayReconstruction: story }: Facts): string {
	const row = (name: string, of: Facts['fridayReconstruction']['everyoneElse']) => [
		name,
		of.entries,
		of.hours,
		of.enteredFridayAfternoon,
		of.enteredAfterWorkDay,
		of.inRoundHalfHours,
	];
	return `## The week written down on Friday: ${story.person}

${table(
	[
		'',
		'entries',
		'hours',
		'entered Friday from 15:00',
		'entered after the day of work',
		'round half hours',
	],
	[row(story.person, story), row('everyone else', story.everyoneElse)],
)}

On ${story.enteringDaysWithThreeOrMoreWorkDates} of the ${story.enteringDays} days on which ${story.person.split(' ')[0]} entered time, the entries were for three work dates or more. When Friday is a day off, it is the last day worked.`;
}

function invoices({ invoices: story }: Facts): string {
	const { unexplainedLines, unbilledTickets, shortBilledLines, unpaid, overdue } = story;
	return `## Invoices

**${unexplainedLines.count} lines that nothing explains, ${pounds(unexplainedLines.sum)}** without tax: no agreement, ticket, item or hours behind them.

${table(
	['invoice', 'client', 'description', 'amount'],
	unexplainedLines.lines.map(({ invoice, client, description, amount }) => [
		invoice,
		client,
		description,
		pounds(amount),
	]),
)}

**${unbilledTickets.count} tickets** with hours coded as out of scope are on no invoice: ${unbilledTickets.hours} h, ${pounds(unbilledTickets.amount)} (${list(unbilledTickets.tickets.map(({ ticket, hours }) => `${ticket} ${hours} h`))}). October 2026 is not invoiced yet and not counted.

**${shortBilledLines.count} lines** bill fewer hours than were logged, ${shortBilledLines.hours} h in all: ${list(shortBilledLines.lines.map(({ invoice, ticket, billedHours, loggedHours }) => `${invoice} ${ticket} ${billedHours} of ${loggedHours} h`))}.

Unpaid at the end: ${unpaid.count} invoices, ${pounds(unpaid.balance.GBP)} and $${unpaid.balance.USD.toFixed(2)}; past due ${overdue.count}, ${pounds(overdue.balance.GBP)} (${list(overdue.numbers)}).`;
}

function approvals({ approvals: story }: Facts): string {
	const row = (label: string, of: { tickets: number; hours: number; numbers?: string[] }) => [
		label,
		of.tickets,
		of.hours,
		list(of.numbers ?? []),
	];
	return `## Work outside the agreement and its approval

Tickets with hours coded as out of scope. **${story.retroactive.tickets} were approved only after work had begun** (${story.retroactive.hours} h, of which ${story.retroactive.hoursBeforeApproval} h had been worked by then).

${table(
	['', 'tickets', 'hours', 'which'],
	[
		row('all', story.codedOutOfScope),
		row('approved before work, within the cap', story.approvedBeforeWorkWithinCap),
		row('retroactive', story.retroactive),
		row('emergency', story.emergency),
		row('approval without a date', story.undated),
		row('cap exceeded', story.capExceeded),
		row('no approval', story.none),
	],
)}`;
}

function smallerThings({ majorIncidents, onboarding, documents, blemishes }: Facts): string {
	return `## Smaller things

- ${majorIncidents.count} major incidents (${list(majorIncidents.numbers)}); the review of ${list(majorIncidents.reviewNotHeld)} was due and not held; ${majorIncidents.downgraded} was downgraded afterwards.
- Onboarding of ${onboarding.client}: ${onboarding.done} of ${onboarding.of} steps done, step ${onboarding.doneOutOfOrder.join(', ')} before the one that precedes it, step ${onboarding.notDone.join(', ')} (the test) not done though the client is live.
- ${documents.present} of ${documents.expected} expected client documents exist; ${documents.reviewedOverAYearAgo} were last reviewed over a year ago, ${documents.neverReviewed} carry no date, ${documents.ownedByALeaver} belong to someone who has left.
- ${blemishes.ticketResolutionWithoutTicket} entries of ticket resolution name no ticket (${blemishes.clientEntriesWithoutTicket} client entries in all have none: maintenance, calls, projects, advice); ${blemishes.vagueNotes} notes say nothing.
- ${blemishes.resolvedWithinAMinute} tickets were resolved within a minute of opening: ${list(blemishes.resolvedWithinAMinuteNumbers)}.
- ${blemishes.withoutDescription} tickets have no description, ${blemishes.withoutCaller} no caller, ${blemishes.withoutRelatedSystem} no related system; ${blemishes.doneWithoutClosureNote} ended without a closure note.`;
}
