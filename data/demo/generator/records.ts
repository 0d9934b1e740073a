/** What the provider keeps about its clients besides tickets, time and money. */
import { nextWorkingDay } from './calendar.ts';
import { type Client, CLIENTS, isClientIn, usersInMonth } from './clients.ts';
import { addDays, type Day, isoInstant, localDay, london, MINUTE } from './london.ts';
import { LAST_DAY, TECHNICIANS } from './provider.ts';
import { randomStream } from './random.ts';
import type { Ticket } from './ticket.ts';

interface ClientSize {
	clientId: string;
	asOfOn: Day;
	users: number;
	endpoints: number;
}

const SIZE_DAYS = [
	'2025-08-01',
	'2025-11-01',
	'2026-02-01',
	'2026-05-01',
	'2026-08-01',
	'2026-10-01',
];

export const clientSizes = (): ClientSize[] =>
	CLIENTS.flatMap((client) =>
		SIZE_DAYS.flatMap((asOfOn, index) => {
			if (!isClientIn(client, asOfOn)) return [];
			const users = usersInMonth(client, index * 3);
			return [{ clientId: client.id, asOfOn, users, endpoints: Math.round(users * 1.22) }];
		}),
	);

interface ClientDocument {
	clientId: string;
	kind: string;
	location: string;
	reviewedOn: Day | null;
	owner: string;
}

const DOCUMENT_KINDS = [
	'network diagram',
	'asset inventory',
	'configuration record',
	'credential location',
	'change history',
	'runbook',
	'escalation path',
];
/** Of the documents that a client should have: the share that nobody wrote, dated, or reviewed. */
const MISSING = 0.08;
const UNDATED = 0.05;
const STALE = 0.22;

export function clientDocuments(): ClientDocument[] {
	const random = randomStream('documents');
	const isNew = ({ startedOn }: Client): boolean => startedOn > '2026-01-01';
	return CLIENTS.flatMap((client) =>
		DOCUMENT_KINDS.flatMap((kind) => {
			const roll = random.next();
			const daysAgo = isNew(client)
				? random.integer(40, 110)
				: random.chance(STALE)
					? random.integer(380, 900)
					: random.integer(10, 340);
			const owner = random.pick(TECHNICIANS).name;
			if (roll < (isNew(client) ? 0.25 : MISSING)) return [];
			return [
				{
					clientId: client.id,
					kind,
					location: `Documentation/${client.id}/${kind.replaceAll(' ', '-')}`,
					reviewedOn: roll > 1 - UNDATED ? null : addDays(LAST_DAY, -daysAgo),
					owner,
				},
			];
		}),
	);
}

interface OnboardingStep {
	clientId: string;
	step: number;
	doneOn: Day | null;
	evidence: string | null;
}

/** The newest client: the seventh step was done before the sixth, and the test never took place. */
export const ONBOARDING: readonly OnboardingStep[] = [
	['2026-06-10', 'Kick-off notes and contact list'],
	['2026-06-15', 'Signed agreement and scope schedule'],
	['2026-06-24', 'Asset inventory from discovery scan'],
	['2026-07-01', 'Access handed over, break-glass sealed'],
	['2026-07-08', 'Monitoring agents on 58 of 77 endpoints'],
	['2026-08-19', 'Priorities and response targets agreed by e-mail'],
	['2026-08-03', 'Queue and categories live in the service desk'],
	['2026-08-26', 'Billing codes mapped with finance'],
	['2026-09-14', 'Escalation path published to staff'],
	[null, null],
].map(([doneOn, evidence], index) => ({
	clientId: 'OAK',
	step: index + 1,
	doneOn: doneOn ?? null,
	evidence: evidence ?? null,
}));

interface MajorIncident {
	ticket: Ticket;
	cells: (string | number | null)[];
}

const REVIEW_WITHIN_WORKING_DAYS = 5;

function reviewDueOn(mitigatedOn: Day): Day {
	let day = mitigatedOn;
	for (let count = 0; count < REVIEW_WITHIN_WORKING_DAYS; count++) day = nextWorkingDay(day);
	return day;
}

export const MAJOR_INCIDENT_HEADER = [
	'ticket_id',
	'severity',
	'final_severity',
	'started_at',
	'detected_at',
	'acknowledged_at',
	'declared_at',
	'client_notified_at',
	'mitigated_at',
	'review_due_on',
	'review_held_on',
	'actions_open',
];

export function majorIncidents(tickets: readonly Ticket[]): MajorIncident[] {
	return tickets.flatMap((ticket) => {
		const { plan } = ticket.arrival;
		if (plan.kind !== 'outage') return [];
		const { outage } = plan;
		const start = london(outage.day, outage.minute);
		const instants = [0, ...outage.timeline].map((after) => isoInstant(start + after * MINUTE));
		const mitigatedOn = localDay(start + outage.timeline[4] * MINUTE);
		return [
			{
				ticket,
				cells: [
					ticket.number,
					outage.severity,
					outage.finalSeverity,
					...instants,
					reviewDueOn(mitigatedOn),
					outage.reviewHeldOn,
					outage.actionsOpen,
				],
			},
		];
	});
}
