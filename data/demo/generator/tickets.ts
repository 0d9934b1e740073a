/** All tickets, cut off at the moment of the export. */
import { type Arrival, generateArrivals } from './arrivals.ts';
import { fillSlots, particulars, personName } from './catalogue.ts';
import { type Client, CLIENTS, usersInMonth } from './clients.ts';
import { dueAt, Life, live } from './life.ts';
import { localTime, weekdayOf } from './london.ts';
import { type Classification, classify } from './priority.ts';
import { AS_OF, presentMembers } from './provider.ts';
import { type Random, randomStream } from './random.ts';
import { lastVersion, type Ticket, type Version } from './ticket.ts';
import { describe } from './wording.ts';

const FIRST_NUMBER = 41_001;
const VAGUE_TITLES = [
	'Help please',
	'Not working',
	'Urgent!!',
	'Quick question',
	'Same problem again',
	'Printer',
];

/** The people of each client who call; a few of them call often. */
function contactsOf(client: Client, random: Random): string[] {
	const count = Math.max(8, Math.round(usersInMonth(client, 0) / 5));
	return Array.from({ length: count }, () => personName(random));
}

function openTicket(arrival: Arrival, number: string, contacts: string[], random: Random): Ticket {
	const { client, issue, openedAt, plan } = arrival;
	const values = particulars(random, client.site, client.id);
	const { day, minute } = localTime(openedAt);
	values.set('date', `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`);
	const isVague = plan.kind === 'ordinary' && random.chance(0.018);
	const template =
		arrival.title ?? (isVague ? random.pick(VAGUE_TITLES) : random.pick(issue.titles));
	const isIncluded = !arrival.client.exclusions.includes(issue.subcategory);
	const mustKeepSystem = plan.kind !== 'ordinary';
	const channel = random.weighted(['Email', 'Phone', 'Self service'] as const, (option) =>
		option === 'Email' ? 48 : option === 'Phone' ? 34 : 18,
	);
	const atDesk = presentMembers('Service Desk', day);
	const contact = random.chance(0.04) ? null : frequentPick(contacts, random);
	return {
		number,
		arrival,
		client,
		openedAt,
		contact,
		channel,
		openedBy:
			channel === 'Self service' || minute < 7 * 60 || minute > 19 * 60 || weekdayOf(day) > 5
				? 'portal'
				: random.pick(atDesk).name,
		title: fillSlots(template, values),
		description: describe({ issue, values, random }),
		subcategory: isIncluded && random.chance(0.04) ? null : issue.subcategory,
		system: !mustKeepSystem && random.chance(0.2) ? null : random.pick(issue.systems),
		values,
		versions: [],
		messages: [],
		stints: [],
	};
}

/** The minimum of two draws favours the head of the list: some people call much more than others. */
const frequentPick = (contacts: string[], random: Random): string => {
	const last = contacts.length - 1;
	const index = Math.min(random.integer(0, last), random.integer(0, last));
	return contacts[index] ?? personName(random);
};

const PLANNED_CLASS: Partial<Record<Arrival['plan']['kind'], Classification>> = {
	outage: { impact: 1, urgency: 1, priority: 1 },
	'sales load': { impact: 2, urgency: 2, priority: 3 },
	'stuck in client review': { impact: 2, urgency: 2, priority: 3 },
	'instant close': { impact: 3, urgency: 2, priority: 4 },
};

function firstVersion(ticket: Ticket, random: Random): Version {
	const { openedAt, openedBy, arrival } = ticket;
	const classification = PLANNED_CLASS[arrival.plan.kind] ?? classify(random);
	// Most people reach the desk first, whatever the matter; monitoring and forms go straight on.
	const goesToDesk = arrival.plan.kind === 'ordinary' && random.chance(0.5);
	return {
		...classification,
		at: openedAt,
		by: openedBy,
		state: 'New',
		queue: goesToDesk ? 'Service Desk' : arrival.issue.queue,
		assignee: null,
		modifications: 0,
		reassignments: 0,
		reopens: 0,
		madeSla: true,
		dueAt: random.chance(0.06) ? null : dueAt(openedAt, classification.priority),
		resolvedAt: null,
		resolvedBy: null,
		closedAt: null,
		closedCode: null,
		closeNotes: null,
	};
}

/** The export catches somebody saving a note: its newest row is stamped with its own moment. */
function touchAtExport(tickets: readonly Ticket[]): void {
	const ticket = tickets.findLast((candidate) => lastVersion(candidate).state === 'In Progress');
	if (!ticket) throw new Error('No ticket is in progress at the moment of the export');
	const version = lastVersion(ticket);
	ticket.versions.push({ ...version, at: AS_OF, modifications: version.modifications + 1 });
}

export function generateTickets(): Ticket[] {
	const contacts = new Map(
		CLIENTS.map((client) => [client.id, contactsOf(client, randomStream(`contacts ${client.id}`))]),
	);
	const tickets = generateArrivals().map((arrival, index) => {
		const number = `INC${String(FIRST_NUMBER + index).padStart(7, '0')}`;
		const random = randomStream(
			`${arrival.client.id} ${arrival.openedAt} ${arrival.issue.subcategory}`,
		);
		const ticket = openTicket(arrival, number, contacts.get(arrival.client.id) ?? [], random);
		live(new Life(ticket, firstVersion(ticket, random), random));
		return ticket;
	});

	for (const ticket of tickets) {
		ticket.versions = ticket.versions.filter(({ at }) => at < AS_OF);
		ticket.messages = ticket.messages.filter(({ at }) => at < AS_OF).sort((a, b) => a.at - b.at);
		ticket.stints = ticket.stints.filter(({ at }) => at < AS_OF);
	}
	touchAtExport(tickets);
	return tickets;
}
