/** What is planted in the data on purpose, so that each analysis has something true to find.
 *  These are the plans; `facts.ts` measures what came of them in the finished rows. */
import type { Day } from './london.ts';
import type { Queue } from './provider.ts';

/** Excluded work grows from quarter to quarter, and more and more of it is coded as included. */
export const SCOPE_DRIFT = {
	clientId: 'FEN',
	excludedTickets: {
		'2025Q3': 0.06,
		'2025Q4': 0.08,
		'2026Q1': 0.13,
		'2026Q2': 0.23,
		'2026Q3': 0.34,
		'2026Q4': 0.4,
	},
	codedAsIncluded: {
		'2025Q3': 0.25,
		'2025Q4': 0.3,
		'2026Q1': 0.5,
		'2026Q2': 0.65,
		'2026Q3': 0.8,
		'2026Q4': 0.85,
	},
} as const;

/** Elsewhere a small, steady share is excluded and nearly all of it is coded so. */
export const ORDINARY_SCOPE = { excludedTickets: 0.06, codedAsIncluded: 0.1 } as const;

/** A month's included hours are used up in its third week. */
export const RETAINER_RUNS_OUT = {
	clientId: 'LIN',
	month: '2026-10',
	on: '2026-10-16' as Day,
	hoursByMonthEnd: 56,
} as const;

/** The same Monday load fails for two clients; hardly two people word it alike. */
export const SALES_LOAD_FAILURES = {
	everyMonday: 'MAR',
	someMondays: 'PEN',
	from: '2026-06-01' as Day,
	to: '2026-10-26' as Day,
	/** Which of the Mondays, counted from 0, the second client reports as well. */
	sharedMondays: [1, 4, 6, 9, 11, 14, 16, 18, 20] as readonly number[],
} as const;

/** Finished work that nobody chases the client to accept. */
export const STUCK_IN_CLIENT_REVIEW: {
	queue: Queue;
	count: number;
	openedFrom: Day;
	openedTo: Day;
} = { queue: 'Applications', count: 15, openedFrom: '2026-08-10', openedTo: '2026-10-01' };

/** Enters the whole week's time on its last afternoon, in round half hours. */
export const FRIDAY_RECONSTRUCTOR = 'Callum Frith';

/** Lines that no time entry, ticket or fee accounts for. */
export const UNEXPLAINED_LINES = [
	{ clientId: 'GRE', month: '2026-03', description: 'Sundry support', amount: 385 },
	{ clientId: 'MAR', month: '2026-05', description: 'Additional services as agreed', amount: 620 },
	{ clientId: 'FEN', month: '2026-06', description: 'Remote assistance', amount: 247.5 },
	{ clientId: 'ASH', month: '2026-07', description: 'Call-out', amount: 180 },
	{ clientId: 'PEN', month: '2026-08', description: 'Consultancy uplift', amount: 940 },
	{ clientId: 'GRE', month: '2026-09', description: 'Service adjustment', amount: 512.5 },
	{ clientId: 'THO', month: '2026-09', description: 'Miscellaneous IT support', amount: 295 },
] as const;

/** Excluded work that was approved only once it had begun, and such work with other flaws. */
export const APPROVAL_FLAWS = {
	retroactive: 9,
	retroactiveSince: '2026-06-01' as Day,
	emergency: 3,
	undated: 2,
	capExceeded: 3,
	missing: 11,
} as const;

/** Coded and approved, yet on no invoice; and invoiced at fewer hours than were logged. */
export const BILLING_FLAWS = { unbilledTickets: 6, shortBilledLines: 3, since: '2026-06' } as const;

export interface PlannedOutage {
	clientId: string;
	day: Day;
	minute: number;
	title: string;
	system: string;
	/** Minutes from start to detection, acknowledgement, declaration, notice and mitigation. */
	timeline: readonly [number, number, number, number, number];
	severity: 'SEV1' | 'SEV2';
	finalSeverity: 'SEV1' | 'SEV2' | 'SEV3';
	reviewHeldOn: Day | null;
	actionsOpen: number;
}

/** The third was downgraded afterwards; the review of the last was due and is not held. */
export const OUTAGES: readonly PlannedOutage[] = [
	{
		clientId: 'GRE',
		day: '2025-11-12',
		minute: 9 * 60 + 8,
		title: 'Whole Stratford office offline, core switch not responding',
		system: 'Core switch',
		timeline: [6, 11, 24, 38, 172],
		severity: 'SEV1',
		finalSeverity: 'SEV1',
		reviewHeldOn: '2025-11-18',
		actionsOpen: 0,
	},
	{
		clientId: 'ASH',
		day: '2026-03-04',
		minute: 21 * 60 + 15,
		title: 'Document system unavailable for all fee earners before completion',
		system: 'Document management',
		timeline: [18, 31, 42, 65, 214],
		severity: 'SEV2',
		finalSeverity: 'SEV2',
		reviewHeldOn: '2026-03-10',
		actionsOpen: 1,
	},
	{
		clientId: 'STA',
		day: '2026-06-09',
		minute: 8 * 60 + 35,
		title: 'Nobody can sign in at any of the schools',
		system: 'Entra ID',
		timeline: [4, 9, 15, 21, 96],
		severity: 'SEV1',
		finalSeverity: 'SEV3',
		reviewHeldOn: '2026-06-24',
		actionsOpen: 2,
	},
	{
		clientId: 'MAR',
		day: '2026-10-07',
		minute: 5 * 60 + 52,
		title: 'Warehouse picking stopped, order integration and Wi-Fi both down',
		system: 'Order integration',
		timeline: [23, 41, 58, 83, 251],
		severity: 'SEV1',
		finalSeverity: 'SEV1',
		reviewHeldOn: null,
		actionsOpen: 4,
	},
];

/** Opened and resolved within the same minute or the next. */
export const INSTANT_CLOSES = 7;
