import { businessDayAfter, dayAt, daysOfMonth } from '#lib/calendar.ts';
import type { MovedFigure } from '#lib/moved-figures.ts';
import {
	readComparedVersion,
	readFiguresInForce,
	recordVersion,
	type Cause,
	type ClosedMonth,
} from '../store/closed-months.ts';
import { readSettings } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import type { DataFolder } from '../warehouse/data-folder.ts';
import { Reader, type DataDescription } from '../warehouse/reader.ts';
import { findSnapshot, type Snapshot } from '../warehouse/snapshots.ts';
import {
	comparedMonths,
	findMoved,
	findNewestMonth,
	listChangedRows,
	monthsUpTo,
} from './compare-figures.ts';
import { readHeadlineFigures, type HeadlineFigures } from './headline-figures.ts';

/**
 * Compares the figures of closed months with those of a newly published version, records every one
 * that moved, and closes the months that are due. A version that was never compared, because its
 * writer was cut off, is made up for by the next one.
 */
export async function recordFigures(
	folder: DataFolder,
	store: Store,
	snapshot: Snapshot,
): Promise<void> {
	const compared = readComparedVersion(store);
	const previous = compared === null ? null : findSnapshot(folder, compared);
	const after = await Reader.openAt(folder, snapshot);
	const before = previous && (await Reader.openAt(folder, previous));
	try {
		const inForce = readFiguresInForce(store);
		const months = await findMonths(after, [...inForce.keys()]);
		const figures = await readHeadlineFigures(after, months);
		const moved = months.flatMap((month) => {
			const known = inForce.get(month);
			if (!known) return [];
			return (
				findMoved(known, figures.get(month))
					// A figure that an older release did not know when it closed the month has not moved.
					.filter(({ figure }) => figure in known)
					.map((change) => ({ month, ...change }))
			);
		});
		recordVersion(store, {
			version: snapshot.version,
			closed: await findDue(after, { figures, inForce, store }),
			moved: await addRows({ before, after }, moved),
			causes: await findCauses({ before, after }),
		});
	} finally {
		before?.close();
		after.close();
	}
}

/** The months to look at: the last ones of the data, or those closed where the data went back. */
async function findMonths(after: Reader, closed: readonly string[]): Promise<string[]> {
	const newest = await findNewestMonth(after);
	const last = closed.reduce((one, other) => (one > other ? one : other), newest);
	return last === '' ? [] : monthsUpTo(last).slice(-comparedMonths);
}

/** Months that are not closed yet and should be, judged by the instant of the data. */
async function findDue(
	after: Reader,
	known: {
		figures: ReadonlyMap<string, HeadlineFigures>;
		inForce: ReadonlyMap<string, unknown>;
		store: Store;
	},
): Promise<Omit<ClosedMonth, 'version' | 'at'>[]> {
	const data = await after.describe();
	if (data?.asOf == null) return [];
	const { closingDay } = readSettings(known.store);
	const inForce = [...(await readImports(after))].filter(([, isUndone]) => !isUndone);
	return [...known.figures]
		.filter(([month, { arrivals }]) => {
			const isKnown = known.inForce.has(month) || arrivals.value === null;
			return !isKnown && isDue(month, closingDay, data as DataDescription & { asOf: string });
		})
		.map(([month, figures]) => ({
			month,
			figures,
			import_id: inForce.at(-1)?.[0] ?? null,
			as_of: data.asOf!,
		}));
}

function isDue(
	month: string,
	closingDay: number,
	{ asOf, reportingZone }: { asOf: string; reportingZone: string },
): boolean {
	return dayAt(asOf, reportingZone) >= businessDayAfter(daysOfMonth(month).toOn, closingDay);
}

type Change = Pick<MovedFigure, 'month' | 'figure' | 'before' | 'after'>;

/** Without the version that the old figures are of, nobody can say which rows moved them. */
function addRows(
	{ before, after }: { before: Reader | null; after: Reader },
	moved: readonly Change[],
): Promise<Omit<MovedFigure, 'isOver'>[]> {
	const unknown = { gained: { count: 0, rows: [] }, lost: { count: 0, rows: [] } };
	return Promise.all(
		moved.map(async (change) => ({
			...change,
			...(before ? await listChangedRows({ before, after }, change) : unknown),
		})),
	);
}

/** What changed between two versions besides the rows: imports in force, and the recipe of the facts. */
async function findCauses({
	before,
	after,
}: {
	before: Reader | null;
	after: Reader;
}): Promise<Cause> {
	if (before === null) return { imports: [], isRebuilt: false };
	const [old, now] = await Promise.all([readImports(before), readImports(after)]);
	const recipes = await Promise.all([before, after].map(readRecipe));
	const imports: Cause['imports'] = [];
	for (const [import_id, isUndone] of now) {
		const was = old.get(import_id);
		if (was === undefined && !isUndone) imports.push({ import_id, change: 'imported' });
		else if (was === false && isUndone) imports.push({ import_id, change: 'undone' });
		else if (was === true && !isUndone) imports.push({ import_id, change: 'redone' });
	}
	return { imports, isRebuilt: recipes[0] !== recipes[1] };
}

/** Every import that a version knows, and whether it is undone in it. */
async function readImports(reader: Reader): Promise<Map<number, boolean>> {
	const rows = await select(reader, 'select import_id, is_undone from import order by import_id');
	return new Map(rows.map((row) => [row['import_id'] as number, row['is_undone'] as boolean]));
}

async function readRecipe(reader: Reader): Promise<unknown> {
	const [row] = await select(reader, 'select recipe from data_description');
	return row?.['recipe'];
}

async function select(reader: Reader, sql: string) {
	const data = await reader.describe();
	return data === null ? [] : reader.query(data.dataVersion, sql, {});
}
