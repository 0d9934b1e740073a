import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weekdays, type Calendar, type Hours } from '#lib/server/model/model-schema.ts';
import { ClockDatabase, type Run, type Span } from '../../support/business-clock.ts';
import { markBusiness, readWall } from '../../support/minute-by-minute.ts';

/** Zones with a day around which their clocks do something, or never do. */
const places = [
	['America/New_York', '2026-03-08'],
	['America/New_York', '2026-11-01'],
	['Europe/London', '2026-03-29'],
	['Europe/London', '2026-10-25'],
	['Asia/Kolkata', '2026-06-14'],
	['Asia/Kathmandu', '2025-12-31'],
	// Half an hour only, and in the southern spring.
	['Australia/Lord_Howe', '2026-04-05'],
	['Australia/Lord_Howe', '2025-10-05'],
	['Australia/Adelaide', '2026-04-05'],
	['America/St_Johns', '2026-03-08'],
	// Midnight is skipped, and repeated.
	['America/Santiago', '2026-09-06'],
	['America/Havana', '2026-11-01'],
	// Two hours.
	['Antarctica/Troll', '2026-03-29'],
	// Rules that ended or a new offset: by half an hour, for good, on the other side of the date line.
	['America/Caracas', '2016-05-01'],
	['Asia/Pyongyang', '2018-05-05'],
	['Europe/Istanbul', '2016-09-08'],
	['America/Mexico_City', '2022-10-30'],
	['Asia/Amman', '2022-10-28'],
	['Pacific/Apia', '2011-12-30'],
] as const;

const daysBefore = 5;
const days = 10;
const dayMinutes = 24 * 60;
const minutes = days * dayMinutes;
/** The first of them only tell what the wall clock has shown. */
const margin = 3 * dayMinutes;

const dayAfter = (day: string, count: number) =>
	new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
const toTime = (minute: number) =>
	`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const hours: fc.Arbitrary<Hours> = fc
	.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1440 }))
	.map(([opens, closes]) => ({ opens: toTime(opens), closes: toTime(closes) }));
const usualHours = fc.constantFrom<Hours>(
	{ opens: '09:00', closes: '17:00' },
	{ opens: '00:00', closes: '24:00' },
	{ opens: '22:00', closes: '06:00' },
	{ opens: '01:30', closes: '02:15' },
	{ opens: '02:15', closes: '05:00' },
);
const windows = fc.array(
	fc
		.tuple(fc.subarray([...weekdays], { minLength: 1 }), fc.oneof(hours, usualHours))
		.map(([days, window]) => ({ ...window, days })),
	{ maxLength: 3 },
);
const dayNumber = fc.integer({ min: 0, max: days - 1 });

/** A calendar by day numbers, a place for it, and what is asked of it by minutes. */
const sample = fc.record({
	place: fc.constantFrom(...places),
	windows,
	change: fc.option(fc.record({ day: dayNumber, windows })),
	holidays: fc.uniqueArray(
		fc.record({ day: dayNumber, hours: fc.array(hours, { maxLength: 2 }) }),
		{ selector: ({ day }) => day, maxLength: 3 },
	),
	/** Where a clock starts, pauses, resumes and so on; while it runs at last, it goes on. */
	turns: fc.oneof(
		fc.uniqueArray(fc.integer({ min: margin, max: minutes - 1 }), { minLength: 2, maxLength: 9 }),
		// On the hour, when business opens and closes and targets are used up.
		fc.uniqueArray(
			fc.integer({ min: margin / 60, max: minutes / 60 - 1 }).map((hour) => hour * 60),
			{ minLength: 2, maxLength: 9 },
		),
	),
	target: fc.oneof(
		fc.integer({ min: 1, max: 4 * dayMinutes }),
		fc.integer({ min: 1, max: 24 }).map((hours) => hours * 60),
	),
});
type Sample = typeof sample extends fc.Arbitrary<infer Value> ? Value : never;

const firstDayOf = ({ place: [, changesOn] }: Sample) => dayAfter(changesOn, -daysBefore);

function toCalendar(drawn: Sample, calendar: string): Calendar {
	const time_zone = drawn.place[0];
	const dayOf = (number: number) => dayAfter(firstDayOf(drawn), number);
	return {
		calendar,
		versions: [
			{ valid_from: null, time_zone, windows: drawn.windows, holidays: null },
			...(drawn.change
				? [
						{
							valid_from: dayOf(drawn.change.day),
							time_zone,
							windows: drawn.change.windows,
							holidays: null,
						},
					]
				: []),
		],
		own_days: drawn.holidays.map(({ day, hours }) => ({
			date: dayOf(day),
			is_worked: false,
			name: 'Day off',
			hours,
		})),
	};
}

const walls = new Map<string, number[]>();

function wallOf(drawn: Sample): number[] {
	const key = drawn.place.join(' ');
	const wall = walls.get(key) ?? readWall(drawn.place[0], `${firstDayOf(drawn)}T00:00Z`, minutes);
	walls.set(key, wall);
	return wall;
}

/** The runs of a clock between its turns, as minutes; the last may go on. */
function toRuns(turns: readonly number[]): [number, number][] {
	const sorted = turns.toSorted((a, b) => a - b);
	return sorted.flatMap((from, place): [number, number][] =>
		place % 2 === 0 ? [[from, sorted[place + 1] ?? from]] : [],
	);
}

/** Net minutes, and the minute at which they reach the target, counted one by one. */
function countNet(business: readonly boolean[], drawn: Sample) {
	let net = 0;
	let due: number | null = null;
	for (const [from, to] of toRuns(drawn.turns)) {
		// A last run that goes on is looked at to the end of what is known.
		const isRunning = drawn.turns.length % 2 === 1 && from === Math.max(...drawn.turns);
		let passed = net;
		for (let minute = from; minute < (isRunning ? minutes : to); minute++) {
			if (business[minute] && ++passed === drawn.target) due = minute + 1;
		}
		if (!isRunning) net = passed;
	}
	return { net, due };
}

const sessionZones = fc.constantFrom('UTC', 'America/New_York', 'Asia/Tokyo');

test('business time, net time and due instants are those of a clock that counts minute by minute', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(sample, { minLength: 120, maxLength: 120 }),
			sessionZones,
			async (samples, sessionZone) => {
				// One database a year, since clocks span all years between the first and the last.
				const byYear = Map.groupBy(samples, (drawn) => firstDayOf(drawn).slice(0, 4));
				for (const drawn of byYear.values()) await compare(drawn, sessionZone);
			},
		),
		{ numRuns: 2 },
	);
});

async function compare(samples: readonly Sample[], sessionZone: string): Promise<void> {
	const firstDays = samples.map(firstDayOf).sort();
	const clock = await ClockDatabase.open(
		samples.map((drawn, place) => toCalendar(drawn, String(place))),
		{
			startsOn: dayAfter(firstDays[0]!, margin / dayMinutes),
			endsOn: dayAfter(firstDays.at(-1)!, days),
			sessionZone,
		},
	);

	try {
		const instants = samples.map(
			(drawn) => (minute: number) =>
				new Date(Date.parse(firstDayOf(drawn)) + minute * 60_000).toISOString(),
		);
		const business = samples.map((drawn, place) =>
			markBusiness(wallOf(drawn), toCalendar(drawn, String(place))),
		);
		const spans: Span[] = [];
		const counted: number[] = [];
		const runs: Run[] = [];
		samples.forEach((drawn, place) => {
			const calendar = String(place);
			const instant = instants[place]!;
			const sorted = drawn.turns.toSorted((a, b) => a - b);
			for (const to of sorted.slice(1)) {
				spans.push({ calendar, from: instant(sorted[0]!), to: instant(to) });
				counted.push(business[place]!.slice(sorted[0], to).filter(Boolean).length);
			}
			const ran = toRuns(drawn.turns);
			ran.forEach(([from, to], number) =>
				runs.push({
					clock: calendar,
					calendar,
					from: instant(from),
					to: instant(to),
					isRunning: drawn.turns.length % 2 === 1 && number === ran.length - 1,
					target: drawn.target,
				}),
			);
		});
		expect(await clock.businessMinutes(spans)).toEqual(counted);
		const clocks = await clock.netClocks(runs);
		samples.forEach((drawn, place) => {
			const expected = countNet(business[place]!, drawn);
			const { net, due } = clocks.get(String(place))!;
			expect({ drawn, net }).toEqual({ drawn, net: expected.net });
			const end = instants[place]!(minutes);
			// The clock looks further than the minutes that were counted.
			const known = due !== null && due <= end ? due : null;
			expect({ drawn, due: known }).toEqual({
				drawn,
				due: expected.due === null ? null : instants[place]!(expected.due),
			});
		});
	} finally {
		clock.close();
	}
}
