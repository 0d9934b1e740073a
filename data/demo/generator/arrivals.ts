/** When tickets enter, from whom, and about what. */
import {
	EXCLUDED_ISSUES,
	type Issue,
	ISSUES,
	OUTAGE,
	SALES_LOAD,
	SALES_LOAD_WORDINGS,
} from './catalogue.ts';
import { isNewYorkWorkingDay, isWeekday, isWorkingDay, nextWorkingDay } from './calendar.ts';
import { type Client, clientById, CLIENTS, isClientIn } from './clients.ts';
import {
	addDays,
	type Day,
	daysBetween,
	eachDay,
	HOUR,
	type Instant,
	localDay,
	london,
	monthOf,
	weekdayOf,
} from './london.ts';
import { AS_OF, FIRST_DAY, LAST_DAY } from './provider.ts';
import { type Random, randomStream } from './random.ts';
import {
	INSTANT_CLOSES,
	ORDINARY_SCOPE,
	OUTAGES,
	RETAINER_RUNS_OUT,
	type PlannedOutage,
	SALES_LOAD_FAILURES,
	SCOPE_DRIFT,
	STUCK_IN_CLIENT_REVIEW,
} from './stories.ts';

type Plan =
	| { kind: 'ordinary' }
	| { kind: 'sales load' }
	| { kind: 'stuck in client review' }
	| { kind: 'instant close' }
	| { kind: 'outage'; outage: PlannedOutage };

export interface Arrival {
	openedAt: Instant;
	client: Client;
	issue: Issue;
	/** A wording fixed by a plan; otherwise the issue supplies one. */
	title: string | null;
	plan: Plan;
	/** True when out-of-scope work is booked as if it were included. */
	isCodedAsIncluded: boolean;
}

const MONTH_FACTOR: Record<string, number> = {
	'01': 1.15,
	'02': 1,
	'03': 1.02,
	'04': 0.92,
	'05': 0.96,
	'06': 1,
	'07': 0.93,
	'08': 0.82,
	'09': 1.12,
	'10': 1.05,
	'11': 1,
	'12': 0.84,
};
/** Schools are empty in August and start over in September. */
const SCHOOL_FACTOR: Record<string, number> = { '08': 0.4, '09': 1.6, '04': 0.8, '12': 0.8 };
const WEEKDAY_FACTOR = [1.28, 1.08, 1, 0.94, 0.72];
const OUT_OF_HOURS_SHARE = 0.05;
const CLOSED_DAY_FACTOR = 0.05;
/** New York's nine o'clock is two in the afternoon in London for all but a few weeks. */
const NEW_YORK_DELAY = 5 * 60;

function expectedTickets(client: Client, day: Day): number {
	const month = day.slice(5, 7);
	const isOpen = client.isNewYork ? isNewYorkWorkingDay(day) : isWorkingDay(day);
	const settlingIn = client.startedOn > FIRST_DAY && daysBetween(client.startedOn, day) < 60;
	return (
		client.ticketsPerDay *
		(MONTH_FACTOR[month] ?? 1) *
		(client.id === 'STA' ? (SCHOOL_FACTOR[month] ?? 1) : 1) *
		(settlingIn ? 1.4 : 1) *
		(isOpen ? (WEEKDAY_FACTOR[weekdayOf(day) - 1] ?? 1) : CLOSED_DAY_FACTOR)
	);
}

/** Two waves a day, mid-morning and after lunch; a few outside hours, never in the dead of night. */
function arrivalMinute(random: Random, client: Client, day: Day): number {
	if (!isWeekday(day) || random.chance(OUT_OF_HOURS_SHARE)) {
		return random.chance(0.35) ? random.integer(6 * 60, 8 * 60) : random.integer(18 * 60, 22 * 60);
	}
	const centre = random.chance(0.62) ? 9 * 60 + 50 : 14 * 60 + 20;
	const spread = (random.next() + random.next() + random.next() - 1.5) * 170;
	return Math.round(centre + spread) + (client.isNewYork ? NEW_YORK_DELAY : 0);
}

const ordinaryIssue = (random: Random, client: Client): Issue => {
	const leaning: Partial<Record<string, string>> = {
		ASH: 'Document management',
		GRE: 'CRM',
		MAR: 'Integration',
		PEN: 'Integration',
		THO: 'Finance system',
		STA: 'Password and MFA',
	};
	return random.weighted(ISSUES, ({ weight, subcategory }) =>
		leaning[client.id] === subcategory ? weight * 2.2 : weight,
	);
};

function ordinaryArrivals(): Arrival[] {
	const random = randomStream('arrivals');
	const arrivals: Arrival[] = [];
	for (const day of eachDay(FIRST_DAY, LAST_DAY)) {
		for (const client of CLIENTS) {
			if (!isClientIn(client, day)) continue;
			for (let left = random.poisson(expectedTickets(client, day)); left > 0; left--) {
				arrivals.push({
					openedAt: london(day, arrivalMinute(random, client, day)),
					client,
					issue: ordinaryIssue(random, client),
					title: null,
					plan: { kind: 'ordinary' },
					isCodedAsIncluded: false,
				});
			}
		}
	}
	// Nothing in the last half hour: the export's newest row is a touch at its very end.
	return arrivals.filter(({ openedAt }) => openedAt < AS_OF - HOUR / 2);
}

export const quarterOf = (day: Day): string =>
	`${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** Turns a fixed share of each client's quarter into excluded work, by count and not by chance,
 *  so that the shares planned in the stories are the shares in the file. */
function plantExcludedWork(arrivals: readonly Arrival[]): void {
	const random = randomStream('excluded work');
	const groups = Map.groupBy(
		arrivals.filter(({ client }) => client.exclusions.length > 0),
		({ client, openedAt }) => `${client.id} ${quarterOf(localDay(openedAt))}`,
	);
	for (const [key, group] of groups) {
		const [clientId, quarter] = key.split(' ') as [
			string,
			keyof typeof SCOPE_DRIFT.excludedTickets,
		];
		const isDrifting = clientId === SCOPE_DRIFT.clientId;
		const share = isDrifting
			? SCOPE_DRIFT.excludedTickets[quarter]
			: ORDINARY_SCOPE.excludedTickets;
		const miscoded = isDrifting
			? SCOPE_DRIFT.codedAsIncluded[quarter]
			: ORDINARY_SCOPE.codedAsIncluded;
		// The client whose retainer runs out does so on included work alone.
		if (clientId === RETAINER_RUNS_OUT.clientId && quarter === '2026Q4') continue;

		const chosen = random.shuffle(group).slice(0, Math.round(share * group.length));
		chosen.forEach((arrival, index) => {
			const options = EXCLUDED_ISSUES.filter(({ subcategory }) =>
				arrival.client.exclusions.includes(subcategory),
			);
			// A drifting client drifts in one direction: most of it is the first exclusion.
			const main = options.find(({ subcategory }) => subcategory === arrival.client.exclusions[0]);
			arrival.issue = main && random.chance(isDrifting ? 0.75 : 0.4) ? main : random.pick(options);
			arrival.isCodedAsIncluded = isDrifting
				? index < Math.round(miscoded * chosen.length)
				: random.chance(miscoded);
		});
	}
}

const planned = (
	openedAt: Instant,
	clientId: string,
	rest: Pick<Arrival, 'issue' | 'title' | 'plan'>,
): Arrival => ({ openedAt, client: clientById(clientId), isCodedAsIncluded: false, ...rest });

function salesLoadArrivals(): Arrival[] {
	const random = randomStream('sales load');
	const { from, to, everyMonday, someMondays, sharedMondays } = SALES_LOAD_FAILURES;
	const mondays = eachDay(from, to).filter((day) => weekdayOf(day) === 1);
	let used = 0;
	const arrive = (clientId: string, day: Day): Arrival =>
		planned(london(day, random.integer(8 * 60 + 5, 9 * 60 + 35)), clientId, {
			issue: SALES_LOAD,
			title: SALES_LOAD_WORDINGS[(used++ * 3) % SALES_LOAD_WORDINGS.length] ?? null,
			plan: { kind: 'sales load' },
		});
	return mondays.flatMap((monday, index) => {
		// After a bank holiday the failure is met on Tuesday.
		const day = isWorkingDay(monday) ? monday : nextWorkingDay(monday);
		return [
			arrive(everyMonday, day),
			...(sharedMondays.includes(index) ? [arrive(someMondays, day)] : []),
		];
	});
}

function stuckArrivals(): Arrival[] {
	const random = randomStream('stuck');
	const { queue, count, openedFrom, openedTo } = STUCK_IN_CLIENT_REVIEW;
	const issues = ISSUES.filter((issue) => issue.queue === queue);
	const clients = ['ASH', 'GRE', 'PEN', 'THO', 'STA', 'BRI', 'COB'];
	const span = daysBetween(openedFrom, openedTo);
	return Array.from({ length: count }, (_, index) => {
		let day = addDays(openedFrom, Math.floor((index * span) / (count - 1)));
		if (!isWorkingDay(day)) day = nextWorkingDay(day);
		return planned(london(day, random.integer(9 * 60, 16 * 60)), random.pick(clients), {
			issue: random.pick(issues),
			title: null,
			plan: { kind: 'stuck in client review' },
		});
	});
}

const outageArrivals = (): Arrival[] =>
	OUTAGES.map((outage) =>
		planned(london(outage.day, outage.minute + outage.timeline[0]), outage.clientId, {
			issue: { ...OUTAGE, systems: [outage.system] },
			title: outage.title,
			plan: { kind: 'outage', outage },
		}),
	);

function plantInstantCloses(arrivals: readonly Arrival[]): void {
	const random = randomStream('instant closes');
	const candidates = arrivals.filter(
		({ issue, openedAt }) =>
			issue.subcategory === 'Password and MFA' && monthOf(localDay(openedAt)) < '2026-10',
	);
	for (const arrival of random.shuffle(candidates).slice(0, INSTANT_CLOSES)) {
		arrival.plan = { kind: 'instant close' };
	}
}

/** All arrivals in order of time. */
export function generateArrivals(): Arrival[] {
	const ordinary = ordinaryArrivals();
	plantExcludedWork(ordinary);
	plantInstantCloses(ordinary);
	return [...ordinary, ...salesLoadArrivals(), ...stuckArrivals(), ...outageArrivals()].sort(
		(a, b) => a.openedAt - b.openedAt,
	);
}
