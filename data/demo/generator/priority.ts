import type { Random } from './random.ts';

export type Level = 1 | 2 | 3;
export type Priority = 1 | 2 | 3 | 4;

export const PRIORITY_LABELS: Record<Priority, string> = {
	1: '1 - Critical',
	2: '2 - High',
	3: '3 - Moderate',
	4: '4 - Low',
};
export const LEVEL_LABELS: Record<Level, string> = { 1: '1 - High', 2: '2 - Medium', 3: '3 - Low' };

/** Resolution targets of the source system: service minutes, but plain minutes for critical. */
export const TARGET_MINUTES: Record<Priority, number> = { 1: 240, 2: 600, 3: 1800, 4: 4800 };

export interface Classification {
	impact: Level;
	urgency: Level;
	priority: Priority;
}

/** The usual impact × urgency matrix; its fifth level does not exist here and counts as low. */
const priorityOf = (impact: Level, urgency: Level): Priority =>
	Math.min(4, Math.max(1, impact + urgency - 1)) as Priority;

const CELLS: readonly (readonly [Level, Level, number])[] = [
	[1, 1, 1.2],
	[1, 2, 5],
	[2, 1, 6],
	[2, 2, 38],
	[1, 3, 4],
	[3, 1, 11],
	[2, 3, 13],
	[3, 2, 17],
	[3, 3, 6],
];

/** In one of fifteen the priority was set by hand, against the matrix and mostly upwards. */
const OVERRIDE_SHARE = 0.065;

export function classify(random: Random): Classification {
	const [impact, urgency] = random.weighted(CELLS, ([, , weight]) => weight);
	const priority = priorityOf(impact, urgency);
	if (!random.chance(OVERRIDE_SHARE)) return { impact, urgency, priority };
	const moved = priority + (random.chance(0.75) ? -1 : 1);
	return { impact, urgency, priority: Math.min(4, Math.max(2, moved)) as Priority };
}
