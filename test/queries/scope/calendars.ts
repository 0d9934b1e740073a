import { beforeAll } from 'vitest';
import type { Calendar, Hours } from '#lib/server/model/defaults.ts';
import { ClockDatabase } from '../../support/business-clock.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const version = (timeZone: string, ...hours: Hours[]) => ({
	validFrom: null,
	timeZone,
	windows: hours.map((window) => ({ weekdays: everyDay, ...window })),
});
const daily = (calendar: string, timeZone: string, ...hours: Hours[]): Calendar => ({
	calendar,
	versions: [version(timeZone, ...hours)],
	holidays: [],
});

const day = { opens: '09:00', closes: '17:00' };
const night = { opens: '22:00', closes: '06:00' };
const always = { opens: '00:00', closes: '24:00' };
const calendars: Calendar[] = [
	daily('day', 'UTC', day),
	daily('always', 'UTC', always),
	daily('New York', 'America/New_York', day),
	daily('one or two', 'America/New_York', { opens: '01:30', closes: '02:00' }),
	daily('in the gap', 'America/New_York', { opens: '02:15', closes: '02:45' }),
	daily('out of the gap', 'America/New_York', { opens: '02:30', closes: '04:00' }),
	daily('overlapping', 'UTC', day, { opens: '16:00', closes: '18:00' }, { ...day }),
	daily(
		'touching',
		'UTC',
		{ opens: '09:00', closes: '12:00' },
		{ opens: '12:00', closes: '17:00' },
	),
	daily('round the clock from eleven', 'America/New_York', { opens: '23:00', closes: '23:00' }),
	{ calendar: 'closed', versions: [version('UTC')], holidays: [] },
	{
		calendar: 'shorter since May',
		versions: [
			version('UTC', day),
			{ ...version('UTC', { opens: '09:00', closes: '12:00' }), validFrom: '2026-05-01' },
		],
		holidays: [],
	},
	{
		calendar: 'moved to Tokyo in May',
		versions: [
			version('America/New_York', always),
			{ ...version('Asia/Tokyo', always), validFrom: '2026-05-01' },
		],
		holidays: [],
	},
	{
		calendar: 'nights but Christmas',
		versions: [version('UTC', night)],
		holidays: [{ holidayOn: '2026-12-25', name: 'Christmas Day', hours: [] }],
	},
	{
		calendar: 'half of Christmas Eve',
		versions: [version('UTC', day)],
		holidays: [
			{
				holidayOn: '2026-12-24',
				name: 'Christmas Eve',
				hours: [
					{ opens: '08:00', closes: '10:00' },
					{ opens: '11:00', closes: '12:00' },
				],
			},
		],
	},
];

/** The clocks of these calendars over 2026, for all tests of the calling file. */
export function shareClocks(): () => ClockDatabase {
	let clocks: ClockDatabase;
	beforeAll(async () => {
		clocks = await ClockDatabase.open(calendars, { startsOn: '2026-01-01', endsOn: '2027-01-01' });
		return () => clocks.close();
	});
	return () => clocks;
}
