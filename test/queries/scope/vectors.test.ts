import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, test } from 'vitest';
import { weekdays, type Calendar, type Hours } from '#lib/server/model/model-schema.ts';
import { ClockDatabase } from '../../support/business-clock.ts';

const zone = 'America/New_York';

type Days = Calendar['versions'][number]['windows'][number]['days'];

function weekly(calendar: string, days: Days, hours: Hours): Calendar {
	const version = {
		valid_from: null,
		time_zone: zone,
		windows: [{ days, ...hours }],
		holidays: null,
	};
	return { calendar, versions: [version], own_days: [] };
}

const workdays = weekdays.slice(0, 5);
const everyDay = [...weekdays];
const calendars = [
	weekly('8–17', workdays, { opens: '08:00', closes: '17:00' }),
	weekly('9–17', workdays, { opens: '09:00', closes: '17:00' }),
	weekly('24×7', everyDay, { opens: '00:00', closes: '24:00' }),
	weekly('nights', everyDay, { opens: '22:00', closes: '06:00' }),
	{
		...weekly('9–17 but 3 July', workdays, { opens: '09:00', closes: '17:00' }),
		own_days: [
			{ date: '2026-07-03', name: 'Independence Day (observed)', hours: [], is_worked: false },
		],
	},
];

/** The instant at which a clock in New York shows a time. */
function at(wall: string): string {
	return Temporal.PlainDateTime.from(wall)
		.toZonedDateTime(zone)
		.toInstant()
		.toString({ smallestUnit: 'millisecond' });
}

/** Hours that pass by the calendar. */
const actualHours = (from: string, to: string) =>
	(Date.parse(at(to)) - Date.parse(at(from))) / 3_600_000;

describe.each(['UTC', 'America/New_York', 'Asia/Tokyo'])('in a session in %s', (sessionZone) => {
	let clock: ClockDatabase;
	beforeAll(async () => {
		clock = await ClockDatabase.open(calendars, {
			startsOn: '2026-01-01',
			endsOn: '2027-01-01',
			sessionZone,
		});
		return () => clock.close();
	});

	const minutes = async (calendar: string, from: string, to: string) =>
		(await clock.businessMinutes([{ calendar, from: at(from), to: at(to) }]))[0];
	const due = async (calendar: string, from: string, minutes: number) =>
		(await clock.dueInstants([{ calendar, from: at(from), minutes }]))[0];
	/** A clock of which the last run goes on. */
	const running = async (calendar: string, target: number, ...runs: [string, string][]) => {
		const clocks = await clock.netClocks(
			runs.map(([from, to], place) => ({
				clock: 'one',
				calendar,
				from: at(from),
				to: at(to),
				isRunning: place === runs.length - 1,
				target,
			})),
		);
		return clocks.get('one');
	};

	test('V1: a weekend counts only its last 90 minutes of business', async () => {
		const business = await minutes('8–17', '2026-06-05T21:00', '2026-06-08T09:30');
		expect(business).toBe(90);
		expect(business! / (8 * 60)).toBe(0.1875);
		const hours = actualHours('2026-06-05T21:00', '2026-06-08T09:30');
		expect(hours).toBe(60.5);
		expect(Math.round((hours / 8) * 100)).toBe(756);
	});

	test('V2: from Friday to Monday at four are 8 hours, not 72', async () => {
		expect(await minutes('9–17', '2026-06-05T16:00', '2026-06-08T16:00')).toBe(8 * 60);
	});

	test('V3: an hour from half past four on Friday is due on Monday at half past nine', async () => {
		expect(await due('9–17', '2026-06-05T16:30', 60)).toBe(at('2026-06-08T09:30'));
	});

	test('V4: a pause of 65 minutes puts the due instant off by as much', async () => {
		expect(
			await running(
				'24×7',
				120,
				['2026-06-05T08:00', '2026-06-05T09:00'],
				['2026-06-05T10:05', '2026-06-05T10:05'],
			),
		).toEqual({ net: 60, due: at('2026-06-05T11:05') });
	});

	test('V5: the offset is that of each day, before and after the clocks change', async () => {
		expect(await minutes('9–17', '2026-03-06T16:00', '2026-03-09T10:00')).toBe(120);
	});

	test('V6: a day around the clock has 23 hours in spring and 25 in autumn', async () => {
		expect(await minutes('24×7', '2026-03-07T09:00', '2026-03-08T09:00')).toBe(1380);
		expect(await minutes('24×7', '2026-10-31T09:00', '2026-11-01T09:00')).toBe(1500);
	});

	test('V7: a night shift has 7 hours in spring and 9 in autumn', async () => {
		expect(await minutes('nights', '2026-03-07T12:00', '2026-03-08T12:00')).toBe(420);
		expect(await minutes('nights', '2026-10-31T12:00', '2026-11-01T12:00')).toBe(540);
	});

	test('V8: a holiday has no business', async () => {
		expect(await minutes('9–17 but 3 July', '2026-07-02T16:00', '2026-07-06T10:00')).toBe(120);
	});

	test('V9: of a pause over the weekend only its business counts', async () => {
		expect(await minutes('9–17', '2026-06-05T15:00', '2026-06-08T11:00')).toBe(240);
		expect(
			await running(
				'9–17',
				8 * 60,
				['2026-06-05T10:00', '2026-06-05T15:00'],
				['2026-06-08T11:00', '2026-06-08T11:00'],
			),
		).toEqual({ net: 300, due: at('2026-06-08T14:00') });
	});

	test('V10: a shorter target takes over what has elapsed', async () => {
		const begun = ['2026-06-05T10:00', '2026-06-05T11:00'] as [string, string];
		expect((await running('24×7', 180, begun))?.due).toBe(at('2026-06-05T13:00'));
		expect(await running('24×7', 120, begun, ['2026-06-05T11:00', '2026-06-05T11:00'])).toEqual({
			net: 60,
			due: at('2026-06-05T12:00'),
		});
	});

	test('V11: what is answered before opening took no business time and is met', async () => {
		const answered = await running('9–17', 60, ['2026-06-06T08:00', '2026-06-08T08:00']);
		expect(answered).toEqual({ net: 0, due: at('2026-06-08T10:00') });
		expect(actualHours('2026-06-06T08:00', '2026-06-08T08:00')).toBe(48);
	});
});
