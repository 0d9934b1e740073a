import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilsonInterval } from '#lib/charts/wilson-interval.ts';

test('the interval agrees with the published example of 81 among 263', () => {
	// Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3.
	const { low, high } = wilsonInterval(81, 263);
	expect(low).toBeCloseTo(0.2553, 4);
	expect(high).toBeCloseTo(0.3662, 4);
});

test('all kept of few leaves room for doubt', () => {
	const { low, high } = wilsonInterval(9, 9);
	expect(low).toBeCloseTo(0.7009, 4);
	expect(high).toBe(1);
});

test('of nothing, everything is possible', () => {
	expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

test('the interval holds the share and stays between 0 and 1', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 10_000 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(n, part) => {
				const k = Math.round(n * part);
				const { low, high } = wilsonInterval(k, n);
				expect(low).toBeGreaterThanOrEqual(0);
				expect(high).toBeLessThanOrEqual(1);
				expect(low).toBeLessThanOrEqual(k / n + 1e-12);
				expect(high).toBeGreaterThanOrEqual(k / n - 1e-12);
			},
		),
	);
});
