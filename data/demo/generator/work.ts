/** Time entries: the stints of tickets first, then what fills the rest of each working day. */
import {
	advisoryBlock,
	type Block,
	internalBlock,
	maintenanceBlock,
	projectBlock,
} from './blocks.ts';
import { CLOSES, isWorkingDay, nextWorkingDay, OPENS } from './calendar.ts';
import { fillSlots } from './catalogue.ts';
import {
	type Agreement,
	type Client,
	CLIENTS,
	isClientIn,
	PROJECTS,
	serviceAgreement,
} from './clients.ts';
import { DAY_ENDS, Diary } from './diary.ts';
import {
	addDays,
	type Day,
	eachDay,
	type Instant,
	lastDayOfMonth,
	localDay,
	localTime,
	london,
	MINUTE,
	monthOf,
	weekdayOf,
} from './london.ts';
import {
	AS_OF,
	FIRST_DAY,
	HOURS_PER_DAY,
	isPresent,
	LAST_DAY,
	presentMembers,
	type Technician,
	TECHNICIANS,
} from './provider.ts';
import { randomStream } from './random.ts';
import { evaluateScope } from './scope.ts';
import { FRIDAY_RECONSTRUCTOR, RETAINER_RUNS_OUT } from './stories.ts';
import type { Stint, Ticket } from './ticket.ts';
import { hoursOf, type TimeCategory, type TimeEntry } from './time-entry.ts';

/** Everyone books in tenths of an hour, except the one who guesses in half hours. */
const grainOf = (person: Technician): number => (person.name === FRIDAY_RECONSTRUCTOR ? 30 : 6);
const toGrain = (minutes: number, grain: number): number =>
	Math.max(grain, Math.round(minutes / grain) * grain);

/** How much of a working day its entries account for. */
const LOGGED_SHARE = { least: 0.7, most: 0.95 };
const LONGEST_BLOCK = 240;
const SHORTEST_BLOCK = 66;
const SECOND_BLOCK = 168;

export const VAGUE_NOTES = [
	'Worked on it',
	'Misc',
	'Various',
	'As discussed',
	'Support',
	'Bits and pieces',
];
const VAGUE_SHARE = 0.011;

export class WorkLog {
	readonly entries: TimeEntry[] = [];
	private readonly diary = new Diary();
	private readonly random = randomStream('work');
	/** Included hours booked, by client and day, for pacing. */
	private readonly includedHours = new Map<string, number>();
	private readonly monthFactors = new Map<string, number>();

	constructor(tickets: readonly Ticket[]) {
		const wanted = tickets.flatMap((ticket) => ticket.stints.map((stint) => ({ ticket, stint })));
		// Calls at night come first: they happened when they did, and the days bend around them.
		const atNight = wanted.filter(({ stint }) => isOutOfHours(stint.at));
		for (const { ticket, stint } of atNight) this.bookAsHappened(ticket, stint);

		const inHours = wanted.filter(({ stint }) => !isOutOfHours(stint.at));
		const byDay = Map.groupBy(inHours, ({ stint }) => localDay(stint.at));
		for (const day of eachDay(FIRST_DAY, LAST_DAY)) {
			const due = (byDay.get(day) ?? []).sort((a, b) => a.stint.at - b.stint.at);
			for (const { ticket, stint } of due) this.bookStint(ticket, stint);
			if (isWorkingDay(day)) this.fillDay(day);
		}
		this.entries.sort(
			(a, b) => a.startedAt - b.startedAt || (a.person.name < b.person.name ? -1 : 1),
		);
	}

	private bookAsHappened(ticket: Ticket, stint: Stint): void {
		const { person, at } = stint;
		const { day, minute } = localTime(at);
		const minutes = toGrain(stint.hours * 60, 6);
		const start = this.diary.reserve({ person: person.name, day }, minute, minutes);
		this.addTicketEntry(ticket, stint, { person, startedAt: london(day, start), minutes });
	}

	/** By the owner if there is room that day, else by a team mate, else by the owner next day. */
	private bookStint(ticket: Ticket, stint: Stint): void {
		const { day, minute } = localTime(stint.at);
		const following = nextWorkingDay(day);
		const attempts = [
			{ person: stint.person, day, earliest: minute },
			...presentMembers(stint.team, day).map((person) => ({ person, day, earliest: minute })),
			{ person: stint.person, day: following, earliest: 0 },
			...presentMembers(stint.team, following).map((person) => ({
				person,
				day: following,
				earliest: 0,
			})),
		].filter((attempt) => isPresent(attempt.person, attempt.day) && attempt.day <= LAST_DAY);
		for (const { person, day: on, earliest } of attempts) {
			const grain = grainOf(person);
			const minutes = Math.min(toGrain(stint.hours * 60, grain), 240);
			const start = this.diary.book({ person: person.name, day: on }, { earliest, minutes, grain });
			if (start === null) continue;
			this.addTicketEntry(ticket, stint, { person, startedAt: london(on, start), minutes });
			return;
		}
	}

	private addTicketEntry(
		ticket: Ticket,
		stint: Stint,
		booked: Pick<TimeEntry, 'person' | 'startedAt' | 'minutes'>,
	): void {
		const { client, arrival } = ticket;
		const day = localDay(booked.startedAt);
		const agreement = serviceAgreement(client.id, day) ?? null;
		const ruled = evaluateScope(
			{
				clientId: client.id,
				category: arrival.issue.category,
				subcategory: ticket.subcategory ?? '',
			},
			day,
		);
		const coverage = arrival.isCodedAsIncluded ? 'included' : (ruled ?? 'included');
		const isHourly = agreement?.model === 'time_and_materials' || coverage === 'out_of_scope';
		const category: TimeCategory =
			stint.kind === 'communication'
				? 'Client communication'
				: stint.kind === 'escalation'
					? 'Escalation support'
					: 'Ticket resolution';
		this.add({
			...booked,
			client,
			// Now and then the number is left out; never where an approval or an invoice hangs on it.
			ticket: !isHourly && this.random.chance(0.006) ? null : ticket,
			agreement,
			project: agreement?.name ?? '',
			category,
			coverage,
			note: this.noteFor(ticket, stint),
			isBillable: isHourly,
			rate: isHourly ? (agreement?.hourlyRate ?? 0) : 0,
		});
	}

	private noteFor(ticket: Ticket, stint: Stint): string {
		if (this.random.chance(VAGUE_SHARE)) return this.random.pick(VAGUE_NOTES);
		const contact = ticket.contact ?? ticket.values.get('person') ?? 'the caller';
		if (stint.kind === 'communication') {
			return `Asked ${contact} for details of "${ticket.title}"`;
		}
		const action = this.random.pick(ticket.arrival.issue.actions);
		const note = fillSlots(action, ticket.values);
		return action.includes('{person}') ? note : `${note} for ${contact}`;
	}

	/** Books blocks of unticketed work until the day looks like a day. */
	private fillDay(day: Day): void {
		const until = day === LAST_DAY ? 16 * 60 : DAY_ENDS;
		const present = TECHNICIANS.filter((person) => isPresent(person, day));
		const isRunOutDay = day === RETAINER_RUNS_OUT.on;
		for (const person of this.random.shuffle(present)) {
			const share =
				LOGGED_SHARE.least + this.random.next() * (LOGGED_SHARE.most - LOGGED_SHARE.least);
			const wanted = HOURS_PER_DAY * 60 * (isRunOutDay ? LOGGED_SHARE.most : share);
			for (let blocks = 0; blocks < 2; blocks++) {
				const left = wanted - this.diary.bookedMinutes(person.name, day);
				const grain = grainOf(person);
				const gap = this.diary.longestGap({ person: person.name, day }, until, grain);
				const most = Math.min(left, gap.end - gap.start, LONGEST_BLOCK);
				const minutes = Math.floor(most / grain) * grain;
				if (minutes < (blocks === 0 ? SHORTEST_BLOCK : SECOND_BLOCK)) break;
				const block = this.chooseBlock(person, day, minutes);
				const start = this.diary.book(
					{ person: person.name, day },
					{ earliest: gap.start, minutes: block.minutes, grain },
				);
				if (start !== null) this.add({ ...block, person, startedAt: london(day, start) });
			}
		}
	}

	private chooseBlock(person: Technician, day: Day, minutes: number): Block {
		const { random } = this;
		const project = PROJECTS.find(
			(candidate) => candidate.validFrom <= day && day <= (candidate.validTo ?? LAST_DAY),
		);
		if (project && person.tier > 1 && random.chance(0.36) && this.hasProjectHoursLeft(project)) {
			return projectBlock(random, project, { day, minutes });
		}
		if (person.tier === 3 && random.chance(0.12))
			return advisoryBlock(random, { day, minutes: Math.min(minutes, 120) });
		const neediest = this.neediestClient(day, minutes);
		const isOwnWork = random.chance(day === RETAINER_RUNS_OUT.on ? 0 : 0.16);
		return neediest && !isOwnWork
			? maintenanceBlock(random, neediest, { day, minutes })
			: internalBlock(random, { day, minutes: Math.min(minutes, 210) });
	}

	private hasProjectHoursLeft({ name, includedHours }: Agreement): boolean {
		const booked = this.entries
			.filter((entry) => entry.project === name)
			.reduce((sum, entry) => sum + hoursOf(entry), 0);
		// Projects run over their estimate, a little.
		return booked < (includedHours ?? 0) * 1.08;
	}

	/** The client furthest behind the pace of its month; null when all are on pace. */
	private neediestClient(day: Day, minutes: number): Client | null {
		let neediest: Client | null = null;
		let largest = 0.25;
		for (const client of CLIENTS) {
			if (!isClientIn(client, day)) continue;
			const booked = this.includedThrough(client, day);
			const deficit = this.pace(client, day) - booked;
			if (client.id === RETAINER_RUNS_OUT.clientId && monthOf(day) === RETAINER_RUNS_OUT.month) {
				const included = serviceAgreement(client.id, day)?.includedHours ?? 0;
				// Not a minute over before the day itself, and over by the end of it.
				if (day < RETAINER_RUNS_OUT.on && booked + minutes / 60 >= included) continue;
				if (day === RETAINER_RUNS_OUT.on && booked < included) return client;
			}
			if (deficit > largest) {
				largest = deficit;
				neediest = client;
			}
		}
		return neediest;
	}

	/** Included hours of the month up to the end of a day; work put off to a later day is not among them. */
	private includedThrough(client: Client, day: Day): number {
		return eachDay(`${monthOf(day)}-01`, day).reduce(
			(sum, date) => sum + (this.includedHours.get(`${client.id} ${date}`) ?? 0),
			0,
		);
	}

	/** Hours of included work that a client should have had by the end of a day. */
	private pace(client: Client, day: Day): number {
		const month = monthOf(day);
		const workingDays = eachDay(`${month}-01`, lastDayOfMonth(month)).filter(isWorkingDay);
		const elapsed = workingDays.filter((candidate) => candidate <= day).length;
		const { clientId, month: runOutMonth, on, hoursByMonthEnd } = RETAINER_RUNS_OUT;
		if (client.id !== clientId || month !== runOutMonth) {
			const hours = client.monthlyHours * this.monthFactor(client, month);
			return (hours * elapsed) / workingDays.length;
		}
		const included = serviceAgreement(client.id, day)?.includedHours ?? 0;
		const before = workingDays.filter((candidate) => candidate <= on).length;
		return elapsed <= before
			? (included * elapsed) / before
			: included +
					((hoursByMonthEnd - included) * (elapsed - before)) / (workingDays.length - before);
	}

	private monthFactor(client: Client, month: string): number {
		const key = `${client.id} ${month}`;
		const known = this.monthFactors.get(key);
		if (known !== undefined) return known;
		const random = randomStream(`pace ${key}`);
		const factor = 0.84 + 0.24 * random.next();
		this.monthFactors.set(key, factor);
		return factor;
	}

	/** Keeps an entry if it had been entered by the moment of the export. */
	private add(entry: Omit<TimeEntry, 'enteredAt'>): void {
		const enteredAt = this.enteredAt(entry);
		if (enteredAt > AS_OF) return;
		this.entries.push({ ...entry, enteredAt });
		if (entry.client && entry.coverage === 'included') {
			const key = `${entry.client.id} ${localDay(entry.startedAt)}`;
			this.includedHours.set(key, (this.includedHours.get(key) ?? 0) + entry.minutes / 60);
		}
	}

	private enteredAt({ person, startedAt, minutes }: Omit<TimeEntry, 'enteredAt'>): Instant {
		const { random } = this;
		const endedAt = startedAt + minutes * MINUTE;
		const day = localDay(startedAt);
		if (person.name === FRIDAY_RECONSTRUCTOR) {
			const entered = london(lastDayIn(person, day), random.integer(15 * 60 + 40, 17 * 60 + 25));
			return Math.max(entered, endedAt + MINUTE);
		}
		const roll = random.next();
		if (roll < 0.6) return endedAt + random.integer(2, 35) * MINUTE;
		if (roll < 0.82)
			return Math.max(endedAt + MINUTE, london(day, random.integer(16 * 60 + 50, 17 * 60 + 55)));
		const morning = london(nextWorkingDay(day), random.integer(8 * 60 + 20, 9 * 60 + 40));
		if (roll < 0.95) return morning;
		return london(nextWorkingDay(addDays(day, random.integer(2, 8))), random.integer(600, 1000));
	}
}

function isOutOfHours(at: Instant): boolean {
	const { day, minute } = localTime(at);
	return minute < OPENS || minute >= CLOSES || !isWorkingDay(day);
}

/** The last day of a week on which somebody is at work: Friday, unless away. */
function lastDayIn(person: Technician, day: Day): Day {
	const friday = addDays(day, 5 - Math.min(5, weekdayOf(day)));
	for (let candidate = friday; candidate > day; candidate = addDays(candidate, -1)) {
		if (isPresent(person, candidate)) return candidate;
	}
	return day;
}
