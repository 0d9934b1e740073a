import { describe, expect, test } from 'vitest';
import { shareClocks } from './calendars.ts';

const clocks = shareClocks();

const due = async (calendar: string, from: string, minutes: number) =>
	(await clocks().dueInstants([{ calendar, from, minutes }]))[0];

describe('a target', () => {
	test('that is used up as business closes is due then, not as it opens again', async () => {
		expect(await due('day', '2026-03-03T16:00:00Z', 60)).toBe('2026-03-03T17:00:00.000Z');
		expect(await due('always', '2026-03-03T23:00:00Z', 60)).toBe('2026-03-04T00:00:00.000Z');
	});

	test('that runs over years of nights is due when they have passed', async () => {
		expect(await due('day', '2026-01-05T09:00:00Z', 100 * 8 * 60 + 1)).toBe(
			'2026-04-15T09:01:00.000Z',
		);
	});

	test('that is used up already is due at once', async () => {
		expect(await due('day', '2026-03-03T20:00:00Z', 0)).toBe('2026-03-03T20:00:00.000Z');
		expect(await due('day', '2026-03-03T20:00:00Z', -5)).toBe('2026-03-03T20:00:00.000Z');
	});

	test.each([
		['the clock ends before it', 'day', '2026-12-30T09:00:00Z'],
		['there never is business', 'closed', '2026-03-03T09:00:00Z'],
		['nobody knows the calendar', 'Mars', '2026-03-03T09:00:00Z'],
		['the clock begins after its start', 'day', '2025-12-30T09:00:00Z'],
	])('is due nobody knows when where %s', async (_, calendar, from) => {
		expect(await due(calendar, from, 40 * 60)).toBeNull();
	});
});

describe('a clock that pauses', () => {
	const run = (from: string, to: string, isRunning: boolean, calendar = 'day') => ({
		clock: 'one',
		calendar,
		from,
		to,
		isRunning,
		target: 120,
	});
	const netOf = async (...runs: ReturnType<typeof run>[]) =>
		(await clocks().netClocks(runs)).get('one');

	test('has no due instant while it stands still', async () => {
		expect(await netOf(run('2026-03-03T10:00:00Z', '2026-03-03T11:00:00Z', false))).toEqual({
			net: 60,
			due: null,
		});
	});

	test('keeps the instant at which its target was used up, whatever came after', async () => {
		expect(
			await netOf(
				run('2026-03-03T10:00:00Z', '2026-03-03T13:00:00Z', false),
				run('2026-03-04T10:00:00Z', '2026-03-04T11:00:00Z', true),
			),
		).toEqual({ net: 240, due: '2026-03-03T12:00:00.000Z' });
	});

	test('is due as it pauses when its target is used up just then', async () => {
		expect(await netOf(run('2026-03-03T10:00:00Z', '2026-03-03T12:00:00Z', false))).toEqual({
			net: 120,
			due: '2026-03-03T12:00:00.000Z',
		});
	});

	test('has an unknown time and due instant as soon as one of its runs has', async () => {
		expect(
			await netOf(
				run('2026-03-03T11:00:00Z', '2026-03-03T10:00:00Z', false),
				run('2026-03-04T10:00:00Z', '2026-03-04T11:00:00Z', true),
			),
		).toEqual({ net: null, due: null });
	});
});
