/** The provider: its period on record, its people, their teams and the days they are away. */
import { isWorkingDay } from './calendar.ts';
import { addDays, type Day, eachDay, type Instant, london, weekdayOf } from './london.ts';
import { randomStream } from './random.ts';

export const PROVIDER = 'Harbour & Lane IT';
export const FIRST_DAY: Day = '2025-08-01';
export const LAST_DAY: Day = '2026-10-30';
/** The moment of the export. Nothing later is known. */
export const AS_OF: Instant = london(LAST_DAY, 18 * 60);

export type Team = 'Service Desk' | 'Infrastructure' | 'Applications';
export type Queue = Team | 'Reporting & Data';

export interface Technician {
	name: string;
	team: Team;
	tier: 1 | 2 | 3;
	/** Weekdays worked, 1 = Monday. */
	workdays: readonly number[];
	costRate: number;
	startedOn: Day;
	endedOn: Day | null;
}

export const HOURS_PER_DAY = 7.5;
const FULL_WEEK = [1, 2, 3, 4, 5];

export const TECHNICIANS: readonly Technician[] = [
	technician('Amara Osei', 'Service Desk', 1, 23.5, '2022-03-14'),
	technician('Callum Frith', 'Service Desk', 1, 22, '2023-09-04'),
	technician('Jodie Marsh', 'Service Desk', 1, 22.5, '2024-02-05', { workdays: [1, 2, 3, 4] }),
	technician('Reece Dalton', 'Service Desk', 1, 21, '2023-01-09', { endedOn: '2026-02-27' }),
	technician('Tomasz Wilk', 'Service Desk', 1, 21.5, '2026-01-12'),
	technician('Daniel Whitcombe', 'Infrastructure', 2, 31, '2020-06-01'),
	technician('Priya Nair', 'Infrastructure', 2, 32.5, '2021-10-18'),
	technician('Owen Bright', 'Infrastructure', 2, 30, '2022-11-07', { workdays: [2, 3, 4] }),
	technician('Helena Voss', 'Applications', 3, 38, '2019-05-20', { workdays: [1, 2, 3, 4] }),
	technician('Samir Haddad', 'Applications', 3, 37, '2021-04-12', { workdays: [1, 2, 4, 5] }),
];

function technician(
	name: string,
	team: Team,
	tier: Technician['tier'],
	costRate: number,
	startedOn: Day,
	{ workdays = FULL_WEEK, endedOn = null }: Partial<Pick<Technician, 'workdays' | 'endedOn'>> = {},
): Technician {
	return { name, team, tier, workdays, costRate, startedOn, endedOn };
}

/** The two who take turns, by week, to answer critical calls outside service hours. */
const ON_CALL = ['Daniel Whitcombe', 'Priya Nair'] as const;

export function onCallTechnician(day: Day): Technician {
	const week = Math.floor(Date.parse(day) / (7 * 86_400_000));
	return technicianNamed(ON_CALL[week % 2 === 0 ? 0 : 1]);
}

function technicianNamed(name: string): Technician {
	const found = TECHNICIANS.find((candidate) => candidate.name === name);
	if (!found) throw new Error(`No technician is called ${name}`);
	return found;
}

export const teamOfQueue = (queue: Queue): Team =>
	queue === 'Reporting & Data' ? 'Applications' : queue;

interface Absence {
	person: string;
	day: Day;
	hours: number;
}

const worksOn = (person: Technician, day: Day): boolean =>
	isWorkingDay(day) &&
	person.workdays.includes(weekdayOf(day)) &&
	person.startedOn <= day &&
	(person.endedOn === null || day <= person.endedOn);

/** Leave is taken in blocks around the school holidays; illness comes a day or two at a time. */
function planAbsences(): Absence[] {
	const random = randomStream('absences');
	const away = new Map<string, Absence>();
	const beAway = (person: Technician, from: Day, length: number): void => {
		for (const day of eachDay(from, addDays(from, length - 1))) {
			if (day < FIRST_DAY || day > LAST_DAY || !worksOn(person, day)) continue;
			away.set(`${person.name} ${day}`, { person: person.name, day, hours: HOURS_PER_DAY });
		}
	};

	TECHNICIANS.forEach((person, index) => {
		// Team mates are never away in the same fortnight of summer.
		beAway(person, addDays('2025-08-04', 7 * (index % 4)), 5);
		beAway(person, addDays('2026-07-13', 7 * ((index * 2) % 7)), index % 3 === 0 ? 12 : 5);
		beAway(person, index % 2 === 0 ? '2025-12-22' : '2025-12-29', 5);
		beAway(person, addDays('2026-02-09', 7 * (index % 5)), 5);
		beAway(person, addDays('2026-04-07', 7 * (index % 4)), 4);
		beAway(person, addDays('2025-10-20', 7 * (index % 3)), 3);
		for (let count = 0; count < 6; count++) {
			beAway(person, addDays(FIRST_DAY, random.integer(0, 440)), random.integer(1, 2));
		}
	});
	return [...away.values()].sort((a, b) =>
		a.day === b.day ? compareText(a.person, b.person) : compareText(a.day, b.day),
	);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const ABSENCES: readonly Absence[] = planAbsences();
const AWAY = new Set(ABSENCES.map(({ person, day }) => `${person} ${day}`));

export const isPresent = (person: Technician, day: Day): boolean =>
	worksOn(person, day) && !AWAY.has(`${person.name} ${day}`);

/** Who of a team is at work that day; whoever is, if nobody of the team; the one on call, if nobody. */
export function presentMembers(team: Team, day: Day): Technician[] {
	const present = TECHNICIANS.filter((person) => isPresent(person, day));
	const members = present.filter((person) => person.team === team);
	if (members.length > 0) return members;
	return present.length > 0 ? present : [onCallTechnician(day)];
}
