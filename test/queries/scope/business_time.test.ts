import { describe, expect, test } from 'vitest';
import { shareClocks } from './calendars.ts';

const clocks = shareClocks();

const minutes = async (calendar: string, from: string, to: string) =>
	(await clocks().businessMinutes([{ calendar, from, to }]))[0];

describe('business time', () => {
	test.each([
		['the end comes before the start', 'day', '2026-03-03T10:00:00Z', '2026-03-03T09:00:00Z'],
		['nothing has ended', 'day', '2026-03-03T10:00:00Z', ''],
		['nobody knows the calendar', 'Mars', '2026-03-03T10:00:00Z', '2026-03-03T11:00:00Z'],
		['it begins before the clock', 'day', '2025-12-31T23:59:59Z', '2026-03-03T11:00:00Z'],
		['it ends after the clock', 'day', '2026-12-31T10:00:00Z', '2027-01-01T00:00:00Z'],
	])('is unknown, not zero, where %s', async (_, calendar, from, to) => {
		expect(await minutes(calendar, from, to)).toBeNull();
	});

	test('is zero between two equal instants, and where there never is business', async () => {
		expect(await minutes('day', '2026-03-03T10:00:00Z', '2026-03-03T10:00:00Z')).toBe(0);
		expect(await minutes('closed', '2026-03-03T10:00:00Z', '2026-04-03T10:00:00Z')).toBe(0);
	});

	test('counts an instant once, however many windows hold it', async () => {
		const whole = ['2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z'] as const;
		expect(await minutes('overlapping', ...whole)).toBe(9 * 60);
		expect(await minutes('touching', ...whole)).toBe(8 * 60);
	});

	test('counts fractions of a minute', async () => {
		expect(await minutes('day', '2026-03-03T08:59:00Z', '2026-03-03T09:00:00.000006Z')).toBe(1e-7);
	});

	test('of a time that is repeated begins and ends with its first reading', async () => {
		// From the first 01:30 to the only 02:00, the repeated hour between them.
		const [from, to] = ['2026-11-01T04:00:00Z', '2026-11-02T00:00:00Z'];
		expect(await minutes('one or two', from, to)).toBe(90);
		expect(await minutes('one or two', from, '2026-11-01T05:31:00Z')).toBe(1);
	});

	test('has no minute that the clock on the wall skips', async () => {
		const skipped = ['2026-03-08T05:00:00Z', '2026-03-08T12:00:00Z'] as const;
		expect(await minutes('in the gap', ...skipped)).toBe(0);
		expect(await minutes('out of the gap', ...skipped)).toBe(60);
	});

	test('follows the calendar as it was on each day', async () => {
		expect(await minutes('shorter since May', '2026-04-30T00:00:00Z', '2026-05-01T00:00:00Z')).toBe(
			8 * 60,
		);
		expect(await minutes('shorter since May', '2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z')).toBe(
			3 * 60,
		);
	});

	test('of a calendar that moves to another zone passes once where its days overlap', async () => {
		expect(
			await minutes('moved to Tokyo in May', '2026-04-29T00:00:00Z', '2026-05-03T00:00:00Z'),
		).toBe(4 * 24 * 60);
	});

	test('of a night belongs to the day on which it begins, also into and out of a holiday', async () => {
		const nights = 'nights but Christmas';
		expect(await minutes(nights, '2026-12-25T00:00:00Z', '2026-12-25T12:00:00Z')).toBe(6 * 60);
		expect(await minutes(nights, '2026-12-25T12:00:00Z', '2026-12-26T12:00:00Z')).toBe(0);
	});

	test('on a holiday is what the holiday names', async () => {
		expect(
			await minutes('half of Christmas Eve', '2026-12-24T00:00:00Z', '2026-12-25T00:00:00Z'),
		).toBe(3 * 60);
	});

	test('is there on the first day of the clock, of windows that opened days before', async () => {
		expect(
			await minutes('round the clock from eleven', '2026-01-01T00:00:00Z', '2026-01-01T12:00:00Z'),
		).toBe(12 * 60);
	});
});
