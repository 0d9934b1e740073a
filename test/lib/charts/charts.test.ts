import { describe, expect, test } from 'vitest';
import { agingBuckets } from '#lib/charts/aging-buckets.ts';
import { arrivalsAndClosures, type FlowRow } from '#lib/charts/arrivals-and-closures.ts';
import { attainment, attainmentHeight, formatInterval } from '#lib/charts/attainment.ts';
import { ownersByAge } from '#lib/charts/owners-by-age.ts';
import { drawChart, wordsOf } from './draw.ts';

function week(period_start_on: string, arrivals: number, closures: number): FlowRow {
	const net_flow = arrivals - closures;
	return { period_start_on, arrivals, closures, net_flow, is_partial: false };
}

function promises(group_value: string | null, met_count: number, decided_count: number) {
	const attainment_share = decided_count === 0 ? null : met_count / decided_count;
	return { group_value, is_total: false, met_count, decided_count, attainment_share };
}

describe('every chart', () => {
	const svg = drawChart(arrivalsAndClosures([week('2026-10-19', 40, 30)]));

	test('is in the page before any script, with its finding as its name', () => {
		expect(svg).toContain('<svg');
		expect(svg).toContain('role="img" aria-label="What it shows"');
	});
	test('takes its colours from the tokens, so that it can follow light, dark and print', () => {
		const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
		const own = colours.filter(
			(colour) => !/^(none|transparent|var\(--[\w-]+\))$/.test(colour ?? ''),
		);
		// The one colour of its own is that of clipping, which is never seen.
		expect(new Set(own)).toEqual(new Set(['#000']));
	});
	test('is drawn the same each time, whatever was drawn before', () => {
		expect(drawChart(arrivalsAndClosures([week('2026-10-19', 40, 30)]))).toBe(svg);
	});
});

test('a name from an imported file stays text', () => {
	const svg = drawChart(attainment([promises('<script>alert(1)</script>', 3, 4)]));
	expect(svg).not.toContain('<script>');
});

describe('arrivals and closures', () => {
	test('both lines and the net of each week carry their figures', () => {
		const words = wordsOf(
			arrivalsAndClosures([week('2026-10-12', 30, 35), week('2026-10-19', 40, 30)]),
		);
		expect(words).toEqual(expect.arrayContaining(['Arrivals 40', 'Closures 30', '−5', '+10']));
	});
	test('a week that is not over is marked, its lines dashed', () => {
		const whole = [week('2026-10-19', 40, 30), week('2026-10-26', 12, 9)];
		const partial = whole.map((row, index) => ({ ...row, is_partial: index === 1 }));
		expect(wordsOf(arrivalsAndClosures(partial))).toContain('so far');
		expect(drawChart(arrivalsAndClosures(partial))).toContain('stroke-dasharray');
		expect(wordsOf(arrivalsAndClosures(whole))).not.toContain('so far');
		expect(drawChart(arrivalsAndClosures(whole))).not.toContain('stroke-dasharray');
	});
	test('figures start at zero, however high they are', () => {
		expect(wordsOf(arrivalsAndClosures([week('2026-10-19', 940, 930)]))).toContain('0');
	});
	test('no weeks draw an empty chart', () => {
		expect(() => drawChart(arrivalsAndClosures([]))).not.toThrow();
	});
});

describe('open tickets by age', () => {
	const rows = [
		{ bucket: '<10', held_by: 'team', open_count: 41 },
		{ bucket: '<10', held_by: 'client', open_count: 13 },
		{ bucket: '>30', held_by: 'client', open_count: 9 },
	];

	test('each part and each bar carries its figure', () => {
		expect(wordsOf(agingBuckets(rows))).toEqual(
			expect.arrayContaining(['<10 days', '10–30 days', '>30 days', '41', '13', '54', '9']),
		);
	});
	test('an age without tickets is a zero, not a gap', () => {
		expect(wordsOf(agingBuckets(rows)).filter((word) => word === '0')).toHaveLength(2);
	});
	test('a holder that is not known is named only where there is one', () => {
		expect(wordsOf(agingBuckets(rows))).not.toContain('Not known');
		expect(
			wordsOf(agingBuckets([...rows, { bucket: '<10', held_by: 'unknown', open_count: 2 }])),
		).toContain('Not known');
	});
});

describe('attainment', () => {
	const all = { ...promises(null, 45, 55), is_total: true };
	const rows = [all, promises('High', 38, 46), promises('Low', 0, 0), promises(null, 7, 9)];

	test('each priority has its k of n', () => {
		const words = wordsOf(attainment(rows));
		expect(words).toEqual(
			expect.arrayContaining(['38 of 46', 'none decided', '7 of 9', '45 of 55']),
		);
	});
	test('all of them stand at the foot, apart from those without a priority', () => {
		const names = ['High', 'Low', '(no priority)', 'All'];
		expect(wordsOf(attainment(rows)).filter((word) => names.includes(word))).toEqual(names);
	});
	test('a priority with nothing decided has words and no dot', () => {
		expect(wordsOf(attainment(rows))).toContain('none decided');
		const circles = drawChart(attainment(rows)).match(/fill="var\(--met\)"/g);
		expect(circles).toHaveLength(3);
	});
	test('a target is a tick on its priority', () => {
		const count = (svg: string) => svg.match(/stroke="var\(--ink\)"/g)?.length ?? 0;
		const withTarget = rows.map((row, index) => ({
			...row,
			target_share: index === 0 ? 0.9 : null,
		}));
		expect(count(drawChart(attainment(rows)))).toBe(0);
		expect(count(drawChart(attainment(withTarget)))).toBe(1);
	});
	test('the interval is said in whole percent', () => {
		expect(formatInterval(promises('High', 38, 46))).toBe('69 to 91');
		expect(formatInterval(promises('Low', 0, 0))).toBeNull();
	});
	test('the chart grows with its rows', () => {
		expect(attainmentHeight(rows)).toBeGreaterThan(attainmentHeight(rows.slice(1)));
	});
});

describe('owners by age', () => {
	test('tickets without an owner come first, then the owner of most', () => {
		const open = (
			group_value: string | null,
			bucket: string,
			held_by: string,
			open_count: number,
		) => ({
			group_value,
			bucket,
			held_by,
			open_count,
		});
		const table = ownersByAge([
			open('Asha', '<10', 'team', 2),
			open('Tom', '<10', 'team', 3),
			open('Tom', '>30', 'client', 4),
			open(null, '10–30', 'unknown', 1),
		]);
		expect(table.map((row) => row.owner)).toEqual(['unassigned', 'Tom', 'Asha']);
		expect(table[1]).toEqual({
			owner: 'Tom',
			young_count: 3,
			middle_count: 0,
			old_count: 4,
			open_count: 7,
			client_count: 4,
		});
	});
});
