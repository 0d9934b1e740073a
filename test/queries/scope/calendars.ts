import { beforeAll } from 'vitest';
import { weekdays, type Calendar, type Hours } from '#lib/server/model/model-schema.ts';
import { ClockDatabase } from '../../support/business-clock.ts';

const version = (time_zone: string, ...hours: Hours[]) => ({
	valid_from: null,
	time_zone,
	windows: hours.map((window) => ({ days: [...weekdays], ...window })),
	holidays: null,
});
const daily = (calendar: string, time_zone: string, ...hours: Hours[]): Calendar => ({
	calendar,
	versions: [version(time_zone, ...hours)],
	own_days: [],
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
	{ calendar: 'closed', versions: [version('UTC')], own_days: [] },
	{
		calendar: 'shorter since May',
		versions: [
			version('UTC', day),
			{ ...version('UTC', { opens: '09:00', closes: '12:00' }), valid_from: '2026-05-01' },
		],
		own_days: [],
	},
	{
		calendar: 'moved to Tokyo in May',
		versions: [
			version('America/New_York', always),
			{ ...version('Asia/Tokyo', always), valid_from: '2026-05-01' },
		],
		own_days: [],
	},
	{
		calendar: 'nights but Christmas',
		versions: [version('UTC', night)],
		own_days: [{ date: '2026-12-25', name: 'Christmas Day', hours: [], is_worked: false }],
	},
	{
		calendar: 'half of Christmas Eve',
		versions: [version('UTC', day)],
		own_days: [
			{
				date: '2026-12-24',
				is_worked: false,
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
