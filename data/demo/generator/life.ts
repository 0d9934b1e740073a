/** The life of one ticket, told to its end: every version the source system would store, every reply,
 *  every stint of work. */
import { addServiceMinutes, isWeekday, serviceMinutes } from './calendar.ts';
import { DAY, type Instant, localTime, MINUTE } from './london.ts';
import { TARGET_MINUTES } from './priority.ts';
import {
	onCallTechnician,
	presentMembers,
	type Queue,
	type Team,
	teamOfQueue,
	type Technician,
} from './provider.ts';
import type { Random } from './random.ts';
import {
	isOpen,
	type Message,
	type Stint,
	type State,
	type Ticket,
	type Version,
} from './ticket.ts';
import { closureNote } from './wording.ts';

const stopsTheClock = (state: State): boolean =>
	!isOpen(state) || state === 'Awaiting User Info' || state === 'Client Review';

/** Clients whose portal acknowledges each e-mail by itself. */
const AUTO_REPLYING = new Set(['STA']);

/** Writes one ticket's versions. Its clock moves in service minutes, in plain ones for critical. */
export class Life {
	readonly ticket: Ticket;
	readonly random: Random;
	at: Instant;
	private current: Version;
	private consumedMinutes = 0;

	constructor(ticket: Ticket, first: Version, random: Random) {
		this.ticket = ticket;
		this.random = random;
		this.at = ticket.openedAt;
		this.current = first;
		ticket.versions.push(first);
	}

	get now(): Version {
		return this.current;
	}

	get isRoundTheClock(): boolean {
		return this.current.priority === 1;
	}

	wait(minutes: number): void {
		this.at = this.after(this.at, minutes);
	}

	after(from: Instant, minutes: number): Instant {
		const whole = Math.max(1, Math.round(minutes));
		return this.isRoundTheClock ? from + whole * MINUTE : addServiceMinutes(from, whole);
	}

	record(by: string, changes: Partial<Version>): void {
		const before = this.current;
		if (!stopsTheClock(before.state)) {
			// The source system's schedule knows weekends but was never given the bank holidays.
			this.consumedMinutes += this.isRoundTheClock
				? (this.at - before.at) / MINUTE
				: serviceMinutes(before.at, this.at, isWeekday);
		}
		const after = { ...before, ...changes };
		this.current = {
			...after,
			at: this.at,
			by,
			madeSla: this.consumedMinutes <= TARGET_MINUTES[after.priority],
			modifications: before.modifications + (this.random.chance(0.1) ? 2 : 1),
		};
		this.ticket.versions.push(this.current);
	}

	message(kind: Message['kind'], actor: string, at = this.at): void {
		const actorKind = kind === 'client_reply' ? 'client' : 'agent';
		this.ticket.messages.push({ at, kind, actor, actorKind });
	}

	work(person: Technician, at: Instant, hours: number, kind: Stint['kind'] = 'resolution'): void {
		this.ticket.stints.push({ at, person, team: person.team, hours, kind });
	}

	/** Someone of the team who is in at this moment; at night, whoever is on call. */
	someoneOf(team: Team): Technician {
		const { day, minute } = localTime(this.at);
		const isNight = minute < 7 * 60 || minute > 19 * 60;
		return isNight ? onCallTechnician(day) : this.random.pick(presentMembers(team, day));
	}
}

const WORK_MINUTES = { 1: 55, 2: 105, 3: 280, 4: 620 } as const;
const TRIAGE_MINUTES = { 1: 5, 2: 22, 3: 60, 4: 130 } as const;
const QUEUE_MINUTES = { 1: 4, 2: 25, 3: 110, 4: 420 } as const;
/** Low priority is what gets planned for another day, or waits for a part. */
const SCHEDULED_SHARE = { 1: 0, 2: 0.02, 3: 0.06, 4: 0.24 } as const;
const LONG_TAIL_SHARE = { 1: 0, 2: 0, 3: 0.035, 4: 0.075 } as const;

export function live(life: Life): void {
	const { random, ticket } = life;
	const plan = ticket.arrival.plan.kind;
	const issue = ticket.arrival.issue;
	const contact = ticket.contact ?? 'Unknown caller';

	if (plan === 'instant close') return closeInstantly(life);

	if (AUTO_REPLYING.has(ticket.client.id) && ticket.channel === 'Email') {
		ticket.messages.push({
			at: ticket.openedAt,
			kind: 'public_reply',
			actor: 'Service portal',
			actorKind: 'automation',
		});
	}

	life.wait(random.lognormal(TRIAGE_MINUTES[life.now.priority], 0.9));
	const dispatcher = life.someoneOf('Service Desk');
	life.record(dispatcher.name, { state: 'Triage' });
	if (random.chance(0.62)) life.message('public_reply', dispatcher.name);

	if (plan === 'ordinary' && random.chance(0.03)) {
		life.wait(random.lognormal(120, 1));
		life.record(dispatcher.name, {
			state: 'Canceled',
			closedAt: life.at,
			closeNotes: random.pick(['Duplicate', 'No longer needed', 'Raised in error']),
		});
		return;
	}
	if (plan === 'ordinary' && random.chance(0.05)) reclassify(life, dispatcher.name);
	// A few are passed over at triage and wait there for an owner.
	if (plan === 'ordinary' && random.chance(0.04)) life.wait(random.lognormal(2200, 0.6));

	const isEscalated = life.now.queue !== issue.queue;
	if (isEscalated) {
		life.wait(random.lognormal(25, 0.8));
		if (life.now.priority > 1 && random.chance(0.35)) life.work(dispatcher, life.at, 0.4);
		life.record(dispatcher.name, { queue: issue.queue, reassignments: life.now.reassignments + 1 });
		if (random.chance(0.3)) life.message('private_note', dispatcher.name);
	}

	life.wait(random.lognormal(QUEUE_MINUTES[life.now.priority], 1));
	let owner = life.someoneOf(teamOfQueue(issue.queue));
	life.record(owner.name, { state: 'In Progress', assignee: owner.name });
	if (random.chance(0.3)) life.message('public_reply', owner.name);

	const total = random.lognormal(issue.effort * 1.15, 0.55) * (life.now.priority === 1 ? 1.6 : 1);
	const parts = total < 2.1 ? 1 : total < 5 ? 2 : 3;
	const work = (share: number): void => {
		const kind = isEscalated && random.chance(0.25) ? 'escalation' : 'resolution';
		life.work(owner, life.at, total * share, kind);
	};
	work(1 / parts);

	const workMinutes =
		plan === 'sales load'
			? random.lognormal(150, 0.5)
			: random.lognormal(WORK_MINUTES[life.now.priority], 0.85);
	life.wait(workMinutes * 0.4);

	if (plan === 'stuck in client review') return waitForever(life, owner, total);

	if (plan === 'ordinary' && life.now.priority > 1 && random.chance(0.06))
		owner = bounce(life, owner);
	if (random.chance(0.35)) life.record(owner.name, {});
	if (random.chance(life.now.priority === 1 ? 0.08 : 0.34)) askClient(life, owner, contact);
	if (plan === 'ordinary' && random.chance(SCHEDULED_SHARE[life.now.priority])) {
		life.record(owner.name, { state: 'Scheduled' });
		life.wait(random.lognormal(1700, 0.8));
		life.record(owner.name, { state: 'In Progress' });
	}
	if (parts > 1) work(1 / parts);
	life.wait(workMinutes * 0.6);
	// The long tail: parts on order, vendors, other priorities.
	if (plan === 'ordinary' && random.chance(LONG_TAIL_SHARE[life.now.priority])) {
		life.wait(random.lognormal(9000, 0.8));
		life.record(owner.name, {});
	}
	if (life.now.priority > 1 && random.chance(0.1)) {
		life.record(owner.name, { state: 'Internal Review' });
		life.wait(random.lognormal(240, 0.9));
	}
	if (parts > 2) work(1 / parts);
	if (life.now.priority > 1 && random.chance(0.15)) {
		life.record(owner.name, { state: 'Client Review' });
		life.message('public_reply', owner.name);
		life.wait(random.lognormal(2700, 0.8));
		if (random.chance(0.7)) life.message('client_reply', contact);
	}
	resolve(life, owner, contact);
}

function reclassify(life: Life, by: string): void {
	life.wait(life.random.lognormal(20, 0.6));
	const moved = life.now.priority + (life.random.chance(0.6) ? -1 : 1);
	const priority = Math.min(4, Math.max(2, moved)) as Version['priority'];
	life.record(by, { priority, dueAt: life.now.dueAt && dueAt(life.ticket.openedAt, priority) });
}

function askClient(life: Life, owner: Technician, contact: string): void {
	const { random } = life;
	life.record(owner.name, { state: 'Awaiting User Info' });
	// One in twenty is parked without a question having been asked.
	if (random.chance(0.95)) life.message('public_reply', owner.name);
	if (random.chance(0.25)) life.work(owner, life.at, 0.3, 'communication');
	life.wait(random.lognormal(life.now.priority === 1 ? 40 : 2300, 1.1));
	life.message('client_reply', contact);
	life.wait(random.lognormal(45, 0.9));
	life.record(owner.name, { state: 'In Progress' });
}

/** To another team and back, or just to a colleague. */
function bounce(life: Life, owner: Technician): Technician {
	const { random } = life;
	const home = life.now.queue;
	if (random.chance(0.35)) {
		const away: Queue = home === 'Service Desk' ? 'Infrastructure' : 'Service Desk';
		const other = life.someoneOf(teamOfQueue(away));
		life.record(owner.name, {
			queue: away,
			assignee: other.name,
			reassignments: life.now.reassignments + 1,
		});
		life.message('private_note', owner.name);
		life.wait(random.lognormal(150, 0.8));
		life.work(other, life.at, 0.3, 'escalation');
	}
	const next = life.someoneOf(teamOfQueue(home));
	life.record(next.name, {
		queue: home,
		assignee: next.name,
		reassignments: life.now.reassignments + 1,
	});
	life.wait(random.lognormal(60, 0.8));
	return next;
}

function waitForever(life: Life, owner: Technician, total: number): void {
	life.wait(life.random.lognormal(900, 0.3));
	life.work(owner, life.at, total / 2);
	life.record(owner.name, { state: 'Client Review' });
	life.message('public_reply', owner.name);
}

function resolve(life: Life, owner: Technician, contact: string): void {
	const { random, ticket } = life;
	const close = (): void => {
		const byContact = random.chance(0.18);
		life.at = byContact ? addServiceMinutes(life.at, random.integer(300, 1800)) : life.at + 5 * DAY;
		life.record(byContact ? contact : 'system', { state: 'Closed', closedAt: life.at });
	};
	const finish = (): void => {
		const hours = ticket.stints.reduce((sum, stint) => sum + stint.hours, 0);
		life.record(owner.name, {
			state: 'Resolved',
			resolvedAt: life.at,
			resolvedBy: owner.name,
			closedCode: closedCode(ticket, random),
			closeNotes: closureNote(ticket, { hours, random }),
		});
		if (random.chance(0.26)) life.message('public_reply', owner.name);
	};

	finish();
	if (random.chance(0.034)) {
		life.wait(random.lognormal(700, 0.7));
		life.message('client_reply', contact);
		life.record(owner.name, {
			state: 'In Progress',
			reopens: life.now.reopens + 1,
			resolvedAt: null,
			resolvedBy: null,
			closedCode: null,
			closeNotes: null,
		});
		life.work(owner, life.at, 0.7);
		life.wait(random.lognormal(300, 0.8));
		finish();
	}
	close();
}

const closedCode = ({ arrival }: Ticket, random: Random): string =>
	arrival.plan.kind === 'sales load'
		? 'Data corrected'
		: random.weighted(
				[
					['Solved (Permanently)', 62],
					['Solved (Work Around)', 16],
					['Advice given', 12],
					['Configuration changed', 10],
				] as const,
				([, weight]) => weight,
			)[0];

function closeInstantly(life: Life): void {
	const person = life.someoneOf('Service Desk');
	life.at += life.random.integer(0, 1) * MINUTE;
	life.record(person.name, {
		state: 'Resolved',
		assignee: person.name,
		resolvedAt: life.at,
		resolvedBy: person.name,
		closedCode: 'Solved (Permanently)',
		closeNotes: 'Done on the phone',
	});
	life.work(person, life.at, 0.2);
	life.at += 5 * DAY;
	life.record('system', { state: 'Closed', closedAt: life.at });
}

export const dueAt = (openedAt: Instant, priority: Version['priority']): Instant =>
	priority === 1
		? openedAt + TARGET_MINUTES[1] * MINUTE
		: addServiceMinutes(openedAt, TARGET_MINUTES[priority], isWeekday);
