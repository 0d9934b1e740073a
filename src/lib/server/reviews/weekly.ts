import { compareInstants, dayAt, daysOfWeek, shiftDay, weekAt } from '#lib/calendar.ts';
import type { Face, Headline } from '#lib/face.ts';
import type { ReviewPeriod } from '#lib/filters.ts';
import { bucketsByOwner } from '#queries/metrics/aging/buckets_by_owner.ts';
import { arrivalsAndClosures } from '#queries/metrics/flow/arrivals_and_closures.ts';
import { backlogAtDate } from '#queries/metrics/flow/backlog_at_date.ts';
import { attainment } from '#queries/metrics/service_levels/attainment.ts';
import type { QueryModule, Row } from '#queries/query-module.server.ts';
import { toFace } from '../to-face.ts';
import type { Reader } from '../warehouse/reader.ts';
import { listCounted, type Question } from '../warehouse/run-query.ts';
import type { Scope } from '../warehouse/scope.ts';

export interface WeeklyQuestion {
	period: ReviewPeriod;
	previous: ReviewPeriod;
	/** `null`: all. */
	clients: readonly string[] | null;
	zone: string;
	/** When the first ticket of the data was created. */
	firstAt: string;
	signal: AbortSignal;
}

/** Weeks that the trend goes back, this one included: a quarter. */
const trendWeeks = 13;
const oldestShown = 10;

const basisWords = {
	source: 'the source’s own verdict',
	source_due: 'the source’s due dates',
} as const;

/** What the weekly delivery review asks for: keeping up, age and holders, promises kept. */
export async function loadWeekly(reader: Reader, question: WeeklyQuestion) {
	const { period, previous, signal } = question;
	const scope = toScope(question, period);
	const before = toScope(question, previous);
	const trend = { ...scope, fromOn: findTrendStart(question) };
	const basis = await chooseBasis(reader, scope, signal);

	const [week, weekBefore, open, openBefore, kept, keptBefore] = await Promise.all([
		toFace(reader, { module: arrivalsAndClosures, scope, parameters: { every: 'period' }, signal }),
		toFace(reader, {
			module: arrivalsAndClosures,
			scope: before,
			parameters: { every: 'period' },
			signal,
		}),
		toFace(reader, { module: backlogAtDate, scope, signal }),
		toFace(reader, { module: backlogAtDate, scope: before, signal }),
		toFace(reader, { module: attainment, scope, by: 'priority', parameters: { basis }, signal }),
		toFace(reader, { module: attainment, scope: before, parameters: { basis }, signal }),
	]);
	const [flow, aging, agingByAssignee, oldest] = await Promise.all([
		toFace(reader, {
			module: arrivalsAndClosures,
			scope: trend,
			parameters: { every: 'week' },
			signal,
		}),
		toFace(reader, { module: bucketsByOwner, scope, signal }),
		toFace(reader, { module: bucketsByOwner, scope, by: 'assignee', signal }),
		listOldest(reader, { module: bucketsByOwner, scope, signal }),
	]);

	// Before the data begins nothing is known, which is not the same as nothing having happened.
	const hasBefore = compareInstants(previous.asOf, question.firstAt) >= 0;
	const toHeadline = <R extends TotalRow>(
		label: string,
		face: Face<R>,
		faceBefore: Face<R>,
		choice: HeadlineChoice<R>,
	) => readHeadline(label, { face, before: hasBefore ? faceBefore : null }, choice);
	const headlines = [
		toHeadline('Arrivals', week, weekBefore, {
			figure: 'arrivals',
			better: null,
			where: { measure: ['created', 'reopened'] },
		}),
		toHeadline('Closures', week, weekBefore, {
			figure: 'closures',
			better: 'more',
			where: { measure: ['closed'] },
		}),
		toHeadline('Open', open, openBefore, { figure: 'open_count', better: 'fewer' }),
		toHeadline('Open over 30 days', open, openBefore, {
			figure: 'over_30_days_count',
			better: 'fewer',
			where: { is_over_30_days: ['true'] },
		}),
		toHeadline('Attainment', kept, keptBefore, {
			figure: 'attainment_share',
			better: 'more',
			numerator: 'met_count',
			denominator: 'decided_count',
			where: { outcome: ['met', 'missed'] },
		}),
	];
	return {
		headlines,
		flow: markPartial(flow, period),
		aging,
		oldest,
		agingByAssignee: onlyGroups(agingByAssignee),
		attainment: emptyUnlessDecided(kept),
		attainmentBasis: basisWords[basis],
	};
}

function toScope({ clients, zone }: WeeklyQuestion, period: ReviewPeriod): Scope {
	const { fromOn, toOn, asOf } = period;
	return { clients, fromOn, toOn, asOf, zone, filters: {} };
}

/** A quarter back, or the week in which the data begins. */
function findTrendStart({ period, zone, firstAt }: WeeklyQuestion): string {
	const quarter = shiftDay(period.fromOn, -7 * (trendWeeks - 1));
	const { fromOn: first } = daysOfWeek(weekAt(firstAt, zone));
	return first > quarter ? first : quarter;
}

/** The source's verdict where it gives one, else our own by its due dates. */
async function chooseBasis(
	reader: Reader,
	scope: Scope,
	signal: AbortSignal,
): Promise<keyof typeof basisWords> {
	const face = await toFace(reader, {
		module: attainment,
		scope,
		parameters: { basis: 'source' },
		signal,
	});
	return face.isAvailable ? 'source' : 'source_due';
}

type TotalRow = { is_total: boolean };

interface HeadlineChoice<R> {
	figure: keyof R & string;
	better: Headline['better'];
	numerator?: keyof R & string;
	denominator?: keyof R & string;
	/** What narrows the rows behind the figure. */
	where?: Record<string, string[]>;
}

function readHeadline<R extends TotalRow>(
	label: string,
	{ face, before }: { face: Face<R>; before: Face<R> | null },
	choice: HeadlineChoice<R>,
): Headline {
	const row = totalOf(face);
	const previous = before === null ? undefined : totalOf(before);
	const read = (name: (keyof R & string) | undefined, of: R | undefined) =>
		name === undefined || of === undefined ? null : (of[name] as number | null);
	return {
		label,
		unit: face.isAvailable ? face.columns[choice.figure]!.unit : 'count',
		value: read(choice.figure, row),
		previous: read(choice.figure, previous),
		numerator: read(choice.numerator, row),
		denominator: read(choice.denominator, row),
		better: choice.better,
		needs: face.isAvailable ? undefined : face.needs,
		name: face.name,
		definition: face.definition,
		rowsHref: face.isAvailable ? narrow(face.rowsHref, choice.where ?? {}) : '/imports',
	};
}

function totalOf<R extends TotalRow>(face: Face<R>): R | undefined {
	return face.isAvailable ? face.rows.find((row) => row.is_total) : undefined;
}

function narrow(href: string, where: Record<string, string[]>): string {
	const [path, search] = href.split('?') as [string, string];
	const parameters = new URLSearchParams(search);
	for (const [name, values] of Object.entries(where)) {
		for (const value of values) parameters.append(`w.${name}`, value);
	}
	return `${path}?${parameters}`;
}

type FlowFace = Face<Row<typeof arrivalsAndClosures>>;

/** Marks the last week of a trend where the data ends before it does. */
function markPartial(face: FlowFace, period: ReviewPeriod) {
	if (!face.isAvailable) return face;
	return {
		...face,
		rows: face.rows.map((row) => ({
			...row,
			is_partial: period.isPartial && row.period_start_on === period.fromOn,
		})),
	};
}

function onlyGroups<R extends TotalRow>(face: Face<R>): Face<R> {
	return face.isAvailable ? { ...face, rows: face.rows.filter((row) => !row.is_total) } : face;
}

type AttainmentFace = Face<Row<typeof attainment>>;

/** Without a decided promise there is no share to draw. */
function emptyUnlessDecided(face: AttainmentFace): AttainmentFace {
	return face.isAvailable && totalOf(face)?.decided_count === 0 ? { ...face, rows: [] } : face;
}

async function listOldest<M extends QueryModule>(reader: Reader, question: Question<M>) {
	const { asOf, zone } = question.scope;
	const face = await toFace(reader, question);
	if (!face.isAvailable) return { rows: [], asOn: dayAt(asOf, zone) };
	const { rows } = await listCounted(reader, {
		...question,
		orderBy: { column: 'age_days', direction: 'desc' },
		limit: oldestShown,
	});
	return {
		asOn: dayAt(asOf, zone),
		rows: rows.map((row) => ({
			ticket_id: row.ticket_id,
			title: row['title'] as string | null,
			client: row['client'] as string | null,
			status: (row['status_then'] ?? row['status']) as string,
			held_by: row['held_by'] as string,
			assignee: row['assignee'] as string | null,
			age_days: row['age_days'] as number,
		})),
	};
}
