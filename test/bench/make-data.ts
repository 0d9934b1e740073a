import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from './random.ts';
import {
	categories,
	channels,
	clients,
	details,
	messages,
	people,
	queues,
	subjects,
} from './words.ts';

/** One file of the data set, as the floor reads it: no layout to recognise, no type to find out. */
export interface DataFile {
	path: string;
	relation: 'ticket' | 'ticket_event';
	/** Its columns in order, with their DuckDB types. */
	columns: Record<string, string>;
	records: number;
	bytes: number;
}

const seed = 20_260_101;
const changesPerTicket = 6;

const HOUR = 3_600;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Two years that are past on every clock, since the state shown is never later than the import. */
const firstSecond = Date.UTC(2024, 0, 1) / 1000;
const days = 731;
const endSecond = firstSecond + days * DAY;

/** Monday to Sunday; 1 January 2024 was a Monday. */
const weekdayWeights = [1.25, 1.1, 1.05, 1, 0.9, 0.2, 0.15];

const priorities = [
	{ name: 'P1', share: 0.04, dueIn: 4 * HOUR, median: 2.5 * HOUR },
	{ name: 'P2', share: 0.16, dueIn: 8 * HOUR, median: 7 * HOUR },
	{ name: 'P3', share: 0.55, dueIn: 3 * DAY, median: 20 * HOUR },
	{ name: 'P4', share: 0.25, dueIn: 10 * DAY, median: 60 * HOUR },
] as const;

/** Six changes each, from `New` to the status that the ticket has at the end. */
const paths = {
	open: ['Assigned', 'In progress', 'Waiting on customer', 'In progress', 'On hold', 'In progress'],
	waiting: ['Assigned', 'In progress', 'On hold', 'In progress', 'Peer review', 'Pending'],
	resolved: ['Assigned', 'In progress', 'Waiting on customer', 'In progress', 'QA', 'Resolved'],
	closed: ['Assigned', 'In progress', 'Waiting on customer', 'In progress', 'Resolved', 'Closed'],
	reopened: ['In progress', 'Resolved', 'Reopened', 'In progress', 'Resolved', 'Closed'],
	cancelled: ['Assigned', 'In progress', 'Pending', 'In progress', 'On hold', 'Cancelled'],
} as const satisfies Record<string, readonly string[]>;

const ticketColumns = {
	ticket_id: 'VARCHAR',
	client: 'VARCHAR',
	title: 'VARCHAR',
	description: 'VARCHAR',
	status: 'VARCHAR',
	priority: 'VARCHAR',
	category: 'VARCHAR',
	channel: 'VARCHAR',
	assignee: 'VARCHAR',
	queue: 'VARCHAR',
	created_at: 'TIMESTAMP',
	resolved_at: 'TIMESTAMP',
	closed_at: 'TIMESTAMP',
	updated_at: 'TIMESTAMP',
	due_at: 'TIMESTAMP',
	source_resolution_met: 'BOOLEAN',
};

const eventColumns = {
	ticket_id: 'VARCHAR',
	at: 'TIMESTAMP',
	kind: 'VARCHAR',
	from_value: 'VARCHAR',
	to_value: 'VARCHAR',
	actor: 'VARCHAR',
};

/**
 * Writes `ticket.csv` and `ticket_event.csv` in Waybill's own layout: tickets over two years with
 * the rhythm of a working week, each with six status changes that lead to its final status.
 * Memory stays flat whatever the number of tickets.
 */
export function makeData(folder: string, tickets: number): DataFile[] {
	const random = new Random(seed);
	const ticketFile = new CsvFile(join(folder, 'ticket.csv'), Object.keys(ticketColumns));
	const eventFile = new CsvFile(join(folder, 'ticket_event.csv'), Object.keys(eventColumns));
	let number = 0;
	for (const [day, arrivals] of countArrivals(tickets).entries()) {
		const seconds = Array.from({ length: arrivals }, () => drawSecondOfDay(random));
		for (const second of seconds.sort((a, b) => a - b)) {
			const ticket = drawTicket(random, ++number, firstSecond + day * DAY + second);
			ticketFile.write(toTicketRow(random, ticket));
			writeEvents(eventFile, ticket);
		}
	}
	return [
		{ ...ticketFile.close(), relation: 'ticket', columns: ticketColumns },
		{ ...eventFile.close(), relation: 'ticket_event', columns: eventColumns },
	];
}

/** Tickets a day, adding up to exactly the number wanted. */
function countArrivals(tickets: number): number[] {
	const weights = Array.from({ length: days }, (_, day) => weekdayWeights[day % 7]!);
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	let weight = 0;
	let placed = 0;
	return weights.map((share) => {
		weight += share;
		const arrivals = Math.round((tickets * weight) / total) - placed;
		placed += arrivals;
		return arrivals;
	});
}

/** Mostly from 8 to 18 o'clock, with its peak about noon; one in ten at any time. */
function drawSecondOfDay(random: Random): number {
	if (random.next() < 0.1) return Math.floor(random.next() * DAY);
	return Math.floor((8 + 5 * (random.next() + random.next())) * HOUR);
}

interface Ticket {
	id: string;
	priority: (typeof priorities)[number];
	assignee: string;
	path: readonly string[];
	createdAt: number;
	/** The second of each change of `path`. */
	changedAt: number[];
	dueAt: number;
	resolvedAt: number | null;
	closedAt: number | null;
}

function drawTicket(random: Random, number: number, createdAt: number): Ticket {
	const priority = drawPriority(random);
	const neverEnds = random.next() < 0.005;
	const worked = neverEnds ? Infinity : random.logNormal(priority.median, 1.2);
	const reviewed = worked + Math.min(random.logNormal(2 * DAY, 0.5), WEEK);
	const path: readonly string[] =
		paths[drawOutcome(random, endSecond - 1 - createdAt, { worked, reviewed })];
	const isClosed = path.at(-1) === 'Closed';
	const ends = isClosed ? reviewed : Math.min(worked, endSecond - 1 - createdAt);
	const lastWorked = isClosed ? worked : ends;
	const spread = isClosed ? path.length - 1 : path.length;
	// Later changes take longer; the weights leave the last worked one at exactly `lastWorked`.
	const changedAt = path.map((_, place) =>
		Math.floor(createdAt + (place < spread ? lastWorked * ((place + 1) / spread) ** 1.5 : ends)),
	);
	const resolvedPlace = path.lastIndexOf('Resolved');
	return {
		id: `T${String(number).padStart(7, '0')}`,
		priority,
		assignee: random.pick(people, 1.3),
		path,
		createdAt,
		changedAt,
		dueAt: createdAt + priority.dueIn,
		resolvedAt: changedAt[resolvedPlace] ?? null,
		closedAt: isClosed ? changedAt.at(-1)! : null,
	};
}

function drawPriority(random: Random): Ticket['priority'] {
	let rest = random.next();
	return priorities.find(({ share }) => (rest -= share) < 0) ?? priorities[2];
}

/** How far a ticket has come within the seconds that are left of the two years. */
function drawOutcome(
	random: Random,
	secondsLeft: number,
	{ worked, reviewed }: { worked: number; reviewed: number },
): keyof typeof paths {
	const draw = random.next();
	if (worked >= secondsLeft) return draw < 0.7 ? 'open' : 'waiting';
	if (draw < 0.03) return 'cancelled';
	if (reviewed >= secondsLeft) return 'resolved';
	return draw < 0.1 ? 'reopened' : 'closed';
}

function toTicketRow(random: Random, ticket: Ticket): string {
	const { resolvedAt, closedAt } = ticket;
	return [
		ticket.id,
		random.pick(clients, 1.6),
		`${random.pick(subjects)} on PC-${1000 + Math.floor(random.next() * 9000)}`,
		drawDescription(random),
		ticket.path.at(-1),
		ticket.priority.name,
		random.pick(categories, 1.4),
		random.pick(channels, 1.5),
		ticket.assignee,
		random.pick(queues, 1.4),
		toText(ticket.createdAt),
		resolvedAt === null ? '' : toText(resolvedAt),
		closedAt === null ? '' : toText(closedAt),
		toText(ticket.changedAt.at(-1)!),
		toText(ticket.dueAt),
		resolvedAt === null ? '' : resolvedAt <= ticket.dueAt,
	].join(',');
}

/** Every third one is quoted, over two lines and with a comma and quotes in it. */
function drawDescription(random: Random): string {
	const detail = random.pick(details);
	if (random.next() < 2 / 3) return detail;
	return `"${detail}, since today.\nIt says ""${random.pick(messages)}"""`;
}

function writeEvents(file: CsvFile, ticket: Ticket): void {
	let from = 'New';
	for (let change = 0; change < changesPerTicket; change++) {
		const to = ticket.path[change]!;
		const at = toText(ticket.changedAt[change]!);
		file.write(`${ticket.id},${at},status,${from},${to},${ticket.assignee}`);
		from = to;
	}
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const dayTexts = new Map<number, string>();

/** `2025-03-31 09:05:00`; days are kept, since there are few and formatting them is slow. */
function toText(second: number): string {
	const day = Math.floor(second / DAY);
	let text = dayTexts.get(day);
	if (text === undefined) {
		text = new Date(day * DAY * 1000).toISOString().slice(0, 10);
		dayTexts.set(day, text);
	}
	const rest = second - day * DAY;
	const hour = twoDigits[Math.floor(rest / HOUR)];
	return `${text} ${hour}:${twoDigits[Math.floor(rest / 60) % 60]}:${twoDigits[rest % 60]}`;
}

/** A CSV file that is written a mebibyte at a time. */
class CsvFile {
	readonly #path: string;
	readonly #file: number;
	#pending: string;
	#bytes = 0;
	#records = 0;

	constructor(path: string, header: readonly string[]) {
		this.#path = path;
		this.#file = openSync(path, 'w');
		this.#pending = `${header.join(',')}\n`;
	}

	write(row: string): void {
		this.#pending += `${row}\n`;
		this.#records++;
		if (this.#pending.length > 2 ** 20) this.#flush();
	}

	close(): Pick<DataFile, 'path' | 'records' | 'bytes'> {
		this.#flush();
		closeSync(this.#file);
		return { path: this.#path, records: this.#records, bytes: this.#bytes };
	}

	#flush(): void {
		this.#bytes += writeSync(this.#file, this.#pending);
		this.#pending = '';
	}
}
