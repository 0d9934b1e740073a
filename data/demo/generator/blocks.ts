/** What fills a day between tickets: maintenance, calls, projects, advice, and work on oneself. */
import { fillSlots, personName } from './catalogue.ts';
import { type Agreement, type Client, CLIENTS, serviceAgreement } from './clients.ts';
import { type Day, dayFirst } from './london.ts';
import type { Random } from './random.ts';
import type { TimeEntry } from './time-entry.ts';

export type Block = Omit<TimeEntry, 'person' | 'startedAt' | 'enteredAt'>;

interface Slot {
	day: Day;
	minutes: number;
}

const ADVISORY_RATE = 145;
const PROJECT_RATE = 95;

export function maintenanceBlock(random: Random, client: Client, { day, minutes }: Slot): Block {
	const agreement = serviceAgreement(client.id, day) ?? null;
	const isTalk = random.chance(0.12);
	const isHourly = agreement?.model === 'time_and_materials';
	return {
		client,
		agreement,
		project: agreement?.name ?? '',
		ticket: null,
		category: isTalk ? 'Client communication' : 'Monitoring and maintenance',
		coverage: 'included',
		note: isTalk ? talkNote(random, day) : maintenanceNote(random, day),
		minutes: isTalk ? Math.min(minutes, 60) : minutes,
		isBillable: isHourly,
		rate: isHourly ? agreement.hourlyRate : 0,
	};
}

export function projectBlock(random: Random, project: Agreement, { day, minutes }: Slot): Block {
	const client = CLIENTS.find(({ id }) => id === project.clientId) ?? null;
	const isTalk = random.chance(0.2);
	return {
		client,
		agreement: project,
		project: project.name,
		ticket: null,
		category: isTalk ? 'Client communication' : 'Ticket resolution',
		coverage: 'project',
		note: isTalk
			? `Project meeting ${dayFirst(day)} with ${personName(random)}, actions agreed`
			: `${random.pick(PROJECT_TASKS)}, work of ${dayFirst(day)}`,
		minutes,
		isBillable: true,
		rate: PROJECT_RATE,
	};
}

export function advisoryBlock(random: Random, { day, minutes }: Slot): Block {
	const clients = CLIENTS.filter(({ id }) => ['GRE', 'ASH', 'MAR', 'STA'].includes(id));
	const client = random.pick(clients);
	const agreement = serviceAgreement(client.id, day) ?? null;
	return {
		client,
		agreement,
		project: agreement?.name ?? '',
		ticket: null,
		category: 'Client communication',
		coverage: 'advisory',
		note: `${random.pick(ADVISORY_TASKS)} for ${personName(random)}, ${dayFirst(day)}`,
		minutes,
		isBillable: true,
		rate: ADVISORY_RATE,
	};
}

export function internalBlock(random: Random, { day, minutes }: Slot): Block {
	const isBilling = random.chance(Number(day.slice(8)) <= 6 ? 0.6 : 0.12);
	return {
		client: null,
		agreement: null,
		project: isBilling ? 'Internal: billing review' : 'Internal: improvement',
		ticket: null,
		category: isBilling ? 'Administrative billing review' : 'Process improvement',
		coverage: 'internal',
		note: isBilling
			? `Checked time and codes before invoicing, ${dayFirst(day)}`
			: `${random.pick(IMPROVEMENTS)}, ${dayFirst(day)}`,
		minutes,
		isBillable: false,
		rate: 0,
	};
}

const SUBJECTS = [
	'file servers',
	'laptops',
	'firewalls',
	'backup jobs',
	'mail rules',
	'admin accounts',
	'licences',
	'switch firmware',
];

const maintenanceNote = (random: Random, day: Day): string =>
	fillSlots(
		random.pick([
			'Patched {subject} for the round of {date} and retried the failures',
			'Reviewed overnight alerts on {subject}, {date}',
			'Tested restore from {subject} set of {date} and logged the result',
			'Checked {subject} against the baseline, {date}',
			'Renewed certificates and cleaned up {subject}, {date}',
		]),
		new Map([
			['subject', random.pick(SUBJECTS)],
			['date', dayFirst(day)],
		]),
	);

const talkNote = (random: Random, day: Day): string =>
	random.pick([
		`Weekly call of ${dayFirst(day)} with ${personName(random)} on open tickets`,
		`Prepared the service summary of ${dayFirst(day)} for ${personName(random)}`,
	]);

const PROJECT_TASKS = [
	'Built and tested the pilot group',
	'Migrated the next batch of users',
	'Configured the new site equipment',
	'Wrote the cutover plan',
	'Rolled out profiles and checked reports',
	'Cabled and labelled the cabinet',
];
const ADVISORY_TASKS = [
	'Drafted the technology roadmap',
	'Compared supplier quotes',
	'Reviewed cyber insurance answers',
	'Prepared the budget forecast',
];
const IMPROVEMENTS = [
	'Rewrote the starter checklist',
	'Tuned monitoring thresholds',
	'Updated runbooks after handover',
	'Reviewed recurring tickets with the team',
	'Tested the new remote tool',
];
