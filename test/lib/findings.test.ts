import { describe, expect, test } from 'vitest';
import {
	explainAttainment,
	explainPartialWeek,
	findAging,
	findAttainment,
	findFlow,
	findOldest,
	findOwners,
} from '#lib/findings.ts';

/** No-break spaces read as plain ones, so that the expectations below can be read. */
function plain(text: string | null): string | null {
	return text?.replaceAll('\u00a0', ' ') ?? null;
}

describe('the finding of flow', () => {
	const week = {
		period_start_on: '2026-10-26',
		arrivals: 41,
		closures: 28,
		net_flow: 12,
		is_partial: false,
	};

	test('says by how many the backlog grew, and counts withdrawn tickets apart', () => {
		expect(plain(findFlow([week]))).toBe(
			'The backlog grew by 12 in the week from 26 Oct: 41 tickets arrived, 28 closed and 1 withdrawn',
		);
	});
	test('says by how many it shrank', () => {
		expect(plain(findFlow([{ ...week, arrivals: 1, closures: 6, net_flow: -5 }]))).toBe(
			'The backlog shrank by 5 in the week from 26 Oct: 1 ticket arrived, 6 closed',
		);
	});
	test('says that it stood still', () => {
		expect(plain(findFlow([{ ...week, closures: 41, net_flow: 0 }]))).toBe(
			'The backlog stood still in the week from 26 Oct: 41 tickets arrived, 41 closed',
		);
	});
	test('speaks of the last week, and says while it is not over', () => {
		const weeks = [
			{ ...week, period_start_on: '2026-10-19' },
			{ ...week, is_partial: true },
		];
		expect(plain(findFlow(weeks))).toContain('in the week from 26 Oct so far');
		expect(explainPartialWeek(weeks)).toBe('Dashed: the last week is not over.');
		expect(explainPartialWeek([week])).toBeNull();
	});
});

describe('the finding of aging', () => {
	const young = { bucket: '<10', held_by: 'team', open_count: 62 };

	test('says how many are old and who holds them', () => {
		const old = (held_by: string, open_count: number) => ({ bucket: '>30', held_by, open_count });
		expect(plain(findAging([young, old('team', 4), old('client', 8)]))).toBe(
			'12 of 74 open tickets are over 30 days old, 8 of them with the client',
		);
		expect(plain(findAging([young, old('client', 1)]))).toBe(
			'1 of 63 open tickets is over 30 days old, with the client',
		);
		expect(plain(findAging([young, old('team', 2)]))).toBe(
			'2 of 64 open tickets are over 30 days old, none of them with the client',
		);
	});
	test('says that none is old, or none open', () => {
		expect(plain(findAging([young]))).toBe('None of 62 open tickets is over 30 days old');
		expect(findAging([{ ...young, open_count: 0 }])).toBe('No ticket is open');
	});
	test('names the oldest ticket’s age in completed days', () => {
		expect(plain(findOldest([{ age_days: 94.9, held_by: 'client' }]))).toBe(
			'The oldest open ticket is 94 days old and with the client',
		);
		expect(plain(findOldest([{ age_days: 1.2, held_by: 'unknown' }]))).toBe(
			'The oldest open ticket is 1 day old',
		);
	});
});

describe('the finding of owners', () => {
	const owned = { group_value: 'Asha', bucket: '<10', held_by: 'team', open_count: 70 };

	test('counts the tickets without one', () => {
		expect(plain(findOwners([owned, { ...owned, group_value: null, open_count: 4 }]))).toBe(
			'4 of 74 open tickets have no owner',
		);
	});
	test('says when there is none without', () => {
		expect(plain(findOwners([owned]))).toBe('Each of 70 open tickets has an owner');
	});
});

describe('the finding of attainment', () => {
	const high = {
		group_value: 'High',
		is_total: false,
		met_count: 38,
		decided_count: 46,
		attainment_share: 38 / 46,
	};
	const total = {
		group_value: null,
		is_total: true,
		met_count: 178,
		decided_count: 201,
		attainment_share: 178 / 201,
	};

	test('is that of all promises, at their own grain', () => {
		expect(plain(findAttainment([high, total]))).toBe('We kept 178 of 201 promises (89 %)');
	});
	test('has no percentage under 20 cases', () => {
		const few = { ...total, met_count: 7, decided_count: 9, attainment_share: 7 / 9 };
		expect(plain(findAttainment([few]))).toBe('We kept 7 of 9 promises');
	});
	test('says when nothing was decided', () => {
		const none = { ...total, met_count: 0, decided_count: 0, attainment_share: null };
		expect(findAttainment([none])).toBe('No promise was decided in this period');
	});
	test('says by whose verdict, and what was left out', () => {
		const leftOut = { excluded_count: 12, unknown_count: 3, pending_count: 9 };
		expect(plain(explainAttainment([{ ...total, ...leftOut }], 'the source’s own verdict'))).toBe(
			'By the source’s own verdict; 12 excluded, 3 not known, 9 pending. The line is the 95 % interval.',
		);
	});
});
