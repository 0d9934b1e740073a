import { describe, expect, test } from 'vitest';
import { describeComparison, judgeComparison } from '#lib/comparison.ts';
import type { Unit } from '#queries/query-module.server.ts';

function describeChange(value: number, previous: number | null, unit: Unit = 'count'): string {
	return describeComparison({ value, previous, unit, against: 'the week before' }).replaceAll(
		'\u00a0',
		' ',
	);
}

describe('a comparison in words', () => {
	test('says how many more or fewer', () => {
		expect(describeChange(40, 52)).toBe('12 fewer than the week before');
		expect(describeChange(53, 52)).toBe('1 more than the week before');
	});
	test('says when nothing changed', () => {
		expect(describeChange(52, 52)).toBe('same as the week before');
	});
	test('says when there is nothing to compare with', () => {
		expect(describeChange(52, null)).toBe('the week before: not known');
	});
	test('measures shares in percentage points', () => {
		expect(describeChange(0.88, 0.91, 'share')).toBe(
			'3 percentage points lower than the week before',
		);
		expect(describeChange(0.92, 0.91, 'share')).toBe(
			'1 percentage point higher than the week before',
		);
		expect(describeChange(0.912, 0.91, 'share')).toBe(
			'less than 1 percentage point higher than the week before',
		);
	});
	test('measures time in time', () => {
		expect(describeChange(180, 200, 'minutes')).toBe('20 min shorter than the week before');
		expect(describeChange(4.4, 2, 'days')).toBe('2.4 days longer than the week before');
	});
});

describe('the judgement of a comparison', () => {
	test('follows the direction that is good for the figure', () => {
		expect(judgeComparison({ value: 40, previous: 52 }, 'fewer')).toBe('better');
		expect(judgeComparison({ value: 40, previous: 52 }, 'more')).toBe('worse');
	});
	test('is withheld where neither direction is good, nothing changed or nothing is known', () => {
		expect(judgeComparison({ value: 40, previous: 52 }, null)).toBeNull();
		expect(judgeComparison({ value: 52, previous: 52 }, 'more')).toBeNull();
		expect(judgeComparison({ value: 52, previous: null }, 'more')).toBeNull();
	});
});
