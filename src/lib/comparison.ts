import { formatCount, formatValue } from '#lib/format.ts';
import type { Unit } from '#queries/query-module.server.ts';

/** A figure and the like-for-like one it is held against. */
export interface Comparison {
	value: number;
	/** `null` where it is not known. */
	previous: number | null;
	unit: Unit;
	/** What it is held against, to follow "than": "the week before". */
	against: string;
}

const comparatives: Partial<Record<Unit, { greater: string; smaller: string }>> = {
	count: { greater: 'more', smaller: 'fewer' },
	share: { greater: 'higher', smaller: 'lower' },
	days: { greater: 'longer', smaller: 'shorter' },
	hours: { greater: 'longer', smaller: 'shorter' },
	minutes: { greater: 'longer', smaller: 'shorter' },
};

/** Shares differ by percentage points: from 0.50 to 0.55 is 5 points, not 10 %. */
function formatPoints(difference: number): string {
	const points = Math.round(difference * 100);
	if (points === 0) return 'less than 1\u00a0percentage point';
	return `${formatCount(points)}\u00a0percentage ${points === 1 ? 'point' : 'points'}`;
}

/**
 * The difference in words: "12 fewer than the week before", "same as the week before",
 * "3 percentage points lower than the week before".
 */
export function describeComparison({ value, previous, unit, against }: Comparison): string {
	if (previous === null) return `${against}: not known`;
	if (value === previous) return `same as ${against}`;
	const difference = Math.abs(value - previous);
	const words = unit === 'share' ? formatPoints(difference) : formatValue(difference, unit);
	const { greater, smaller } = comparatives[unit] ?? { greater: 'more', smaller: 'less' };
	return `${words} ${value > previous ? greater : smaller} than ${against}`;
}

/** Whether the change is for the better; `null` where it is neither. */
export function judgeComparison(
	{ value, previous }: Pick<Comparison, 'value' | 'previous'>,
	better: 'more' | 'fewer' | null,
): 'better' | 'worse' | null {
	if (previous === null || better === null || value === previous) return null;
	return value > previous === (better === 'more') ? 'better' : 'worse';
}
