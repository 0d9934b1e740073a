import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Estimate } from '#lib/server/import/estimate.ts';
import type { Progress } from '#lib/server/import/import-options.ts';

test('nothing is known before anything is heard', () => {
	expect(new Estimate().stand(0)).toBeNull();
});

test('the time left follows from the pace so far', () => {
	const estimate = new Estimate();
	estimate.follow({ step: 'decode', done: { bytes: 0, of: 100 } }, 0);
	expect(estimate.stand(0)).toMatchObject({ fraction: 0, secondsLeft: null });
	// Loading begins at 14 hundredths and is 43 of them.
	estimate.follow({ step: 'load', done: { rows: 50, of: 100 } }, 71);
	expect(estimate.stand(71)).toMatchObject({
		fraction: 0.355,
		rows: { done: 50, of: 100 },
		secondsLeft: expect.closeTo(129) as number,
	});
	expect(estimate.stand(100)?.secondsLeft).toBeCloseTo(100);
});

test('the time left is not known once it took longer than foretold', () => {
	const estimate = new Estimate();
	estimate.follow({ step: 'decode', done: { bytes: 0, of: 100 } }, 0);
	estimate.follow({ step: 'load', done: { rows: 50, of: 100 } }, 71);
	expect(estimate.stand(201)?.secondsLeft).toBeNull();
});

test('waiting for another import is no part of the pace', () => {
	const estimate = new Estimate();
	estimate.follow({ step: 'wait', done: null }, 0);
	expect(estimate.stand(500)).toMatchObject({ step: 'wait', fraction: 0, secondsLeft: null });
	estimate.follow({ step: 'decode', done: { bytes: 0, of: 100 } }, 1000);
	estimate.follow({ step: 'load', done: { rows: 50, of: 100 } }, 1071);
	expect(estimate.stand(1071)?.secondsLeft).toBeCloseTo(129);
});

test('whatever is heard, what is done never falls and stays between nothing and all', () => {
	const step = fc.constantFrom<Progress['step']>(
		...(['wait', 'decode', 'scan', 'stage', 'load', 'facts', 'publish'] as const),
	);
	const done = fc.option(fc.record({ bytes: fc.nat(), of: fc.nat() }), { nil: null });
	fc.assert(
		fc.property(fc.array(fc.record({ step, done }), { minLength: 1 }), (heard) => {
			const estimate = new Estimate();
			const fractions = heard.map((progress, at) => {
				estimate.follow(progress, at);
				return estimate.stand(at)!.fraction;
			});
			expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
			expect(fractions.at(-1)).toBeLessThanOrEqual(1);
		}),
	);
});
