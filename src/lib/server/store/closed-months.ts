import {
	figureNames,
	isSameValue,
	type ChangedRows,
	type FigureName,
	type FigureValue,
	type MovedFigure,
} from '#lib/moved-figures.ts';
import { inStoreTransaction, type Store } from './store.ts';

type Figures = Partial<Record<FigureName, FigureValue>>;

/** The headline figures of a month on the day it was closed; they are never changed. */
export interface ClosedMonth {
	/** "2026-10" */
	month: string;
	figures: Figures;
	/** The newest import that was in force. */
	import_id: number | null;
	/** The instant of the data then, ISO with Z. */
	as_of: string;
	/** The snapshot that the figures are of. */
	version: number;
	at: string;
}

/** What made figures of closed months move. */
export interface Cause {
	/** Imports that came into force or went out of it since the figures were last compared. */
	imports: { import_id: number; change: 'imported' | 'undone' | 'redone' }[];
	/** Whether another release of Waybill worked out the facts. */
	isRebuilt: boolean;
}

/** One movement of a figure of a closed month; the newest one says what is in force. */
export interface Restatement extends Omit<MovedFigure, 'isOver'> {
	restatement_id: number;
	causes: Cause;
	version: number;
	at: string;
}

/** Closed months, the oldest first. */
export function readClosedMonths(store: Store): ClosedMonth[] {
	const rows = store.prepare('select * from closed_month order by month').all();
	return rows.map((row) => ({
		...(row as unknown as ClosedMonth),
		figures: JSON.parse(String(row['figures'])) as Figures,
	}));
}

/** Every movement of figures of closed months, the oldest first. */
export function readRestatements(store: Store): Restatement[] {
	const rows = store.prepare('select * from restatement order by restatement_id').all();
	const parsed = (text: unknown): unknown => JSON.parse(String(text));
	return rows.map((row) => ({
		...(row as unknown as Restatement),
		before: parsed(row['before']) as FigureValue,
		after: parsed(row['after']) as FigureValue,
		gained: parsed(row['gained']) as ChangedRows,
		lost: parsed(row['lost']) as ChangedRows,
		causes: parsed(row['causes']) as Cause,
	}));
}

/** The figures of closed months as they are now, with every restatement in them. */
export function readFiguresInForce(store: Store): Map<string, Figures> {
	const inForce = new Map(
		readClosedMonths(store).map(({ month, figures }) => [month, { ...figures }]),
	);
	for (const { month, figure, after } of readRestatements(store)) {
		const figures = inForce.get(month);
		if (figures) figures[figure] = after;
	}
	return inForce;
}

/** A figure of a closed month that is not any more what it was when the month closed. */
export interface RestatedFigure {
	month: string;
	figure: FigureName;
	asClosed: FigureValue;
	now: FigureValue;
	/** What moved it, the newest last. */
	restatements: Restatement[];
}

/** The figures of closed months that are not any more what they were, the newest month first. */
export function readRestatedFigures(store: Store): RestatedFigure[] {
	const inForce = readFiguresInForce(store);
	const restatements = readRestatements(store);
	return readClosedMonths(store)
		.reverse()
		.flatMap(({ month, figures }) =>
			figureNames.flatMap((figure) => {
				const asClosed = figures[figure];
				const now = inForce.get(month)?.[figure];
				if (!asClosed || !now || isSameValue(asClosed, now)) return [];
				const own = restatements.filter((one) => one.month === month && one.figure === figure);
				return [{ month, figure, asClosed, now, restatements: own }];
			}),
		);
}

/** The newest published version whose figures were compared; `null` before the first. */
export function readComparedVersion(store: Store): number | null {
	const row = store.prepare('select max(version) as version from compared_version').get();
	return (row?.['version'] as number | null | undefined) ?? null;
}

/** Puts on record what the figures of a newly published version say of closed months. */
export function recordVersion(
	store: Store,
	found: {
		version: number;
		closed: readonly Omit<ClosedMonth, 'version' | 'at'>[];
		moved: readonly Omit<MovedFigure, 'isOver'>[];
		causes: Cause;
	},
): void {
	const { version } = found;
	const at = new Date().toISOString();
	inStoreTransaction(store, () => {
		const close = store.prepare('insert into closed_month values (?, ?, ?, ?, ?, ?)');
		for (const { month, figures, import_id, as_of } of found.closed) {
			close.run(month, JSON.stringify(figures), import_id, as_of, version, at);
		}
		const restate = store.prepare(
			`insert into restatement
				(month, figure, before, after, gained, lost, causes, version, at)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		);
		for (const { month, figure, ...change } of found.moved) {
			const parts = [change.before, change.after, change.gained, change.lost, found.causes];
			restate.run(month, figure, ...parts.map((part) => JSON.stringify(part)), version, at);
		}
		store.prepare('insert or replace into compared_version values (?, ?)').run(version, at);
	});
}
