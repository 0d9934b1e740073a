import { compareInstants, daysOfMonth, endOfDay, monthAt } from '#lib/calendar.ts';
import { figureNames, type FigureName, type FigureValue } from '#lib/moved-figures.ts';
import { arrivalsAndClosures } from '#queries/metrics/flow/arrivals_and_closures.ts';
import { backlogAtDate } from '#queries/metrics/flow/backlog_at_date.ts';
import { attainment } from '#queries/metrics/service_levels/attainment.ts';
import type { QueryModule } from '#queries/query-module.server.ts';
import { NotAvailable } from '../warehouse/errors.ts';
import type { DataDescription, Reader } from '../warehouse/reader.ts';
import {
	askFigures,
	listCountedTickets,
	type CountedTicket,
	type Question,
	type RowsWhere,
} from '../warehouse/run-query.ts';

/** Where a headline figure comes from: a column of a module's answer, and the rows behind it. */
interface FigureSource {
	module: QueryModule;
	parameters?: Record<string, string>;
	/** The column that tells the months of one answer apart; absent: each month is asked for. */
	monthColumn?: string;
	column: string;
	/** The columns of k and n behind a share. */
	cases?: { numerator: string; denominator: string };
	where?: RowsWhere;
	/** The column that says what a row was counted as. */
	countedAs?: string;
}

const flow = {
	module: arrivalsAndClosures as QueryModule,
	parameters: { every: 'month' },
	monthColumn: 'period_start_on',
};
const backlog = { module: backlogAtDate as QueryModule };

const sources: Record<FigureName, FigureSource> = {
	arrivals: {
		...flow,
		column: 'arrivals',
		where: { measure: ['created', 'reopened'] },
		countedAs: 'measure',
	},
	reopened: { ...flow, column: 'reopened', where: { measure: ['reopened'] } },
	closures: { ...flow, column: 'closures', where: { measure: ['closed'] } },
	withdrawn: { ...flow, column: 'withdrawn', where: { measure: ['withdrawn'] } },
	open: { ...backlog, column: 'open_count' },
	open_over_30_days: {
		...backlog,
		column: 'over_30_days_count',
		where: { is_over_30_days: ['true'] },
	},
	attainment: {
		module: attainment as QueryModule,
		parameters: { basis: 'source' },
		column: 'attainment_share',
		cases: { numerator: 'met_count', denominator: 'decided_count' },
		where: { outcome: ['met', 'missed'] },
		countedAs: 'outcome',
	},
};

export type HeadlineFigures = Record<FigureName, FigureValue>;

/**
 * The headline figures of months over all clients, as the pages show them: of a month that is over
 * as it ended, of the one that runs up to the instant of the data.
 * @param months "2026-10", in order and without a gap
 */
export async function readHeadlineFigures(
	reader: Reader,
	months: readonly string[],
): Promise<Map<string, HeadlineFigures>> {
	const data = await reader.describe();
	const read = async (month: string) => {
		const figures = figureNames.map(async (figure) => [
			figure,
			await readFigure(reader, data, { months, month, source: sources[figure] }),
		]);
		return [month, Object.fromEntries(await Promise.all(figures)) as HeadlineFigures] as const;
	};
	return new Map(await Promise.all(months.map(read)));
}

interface FigureOfMonth {
	/** All that are asked for together. */
	months: readonly string[];
	month: string;
	source: FigureSource;
}

async function readFigure(
	reader: Reader,
	data: DataDescription | null,
	of: FigureOfMonth,
): Promise<FigureValue> {
	const lack = findLack(data, of.month);
	if (lack !== null) return { value: null, needs: lack };
	const { monthColumn, column, cases } = of.source;
	try {
		const rows = await askFigures(reader, toQuestion(data!, of));
		const total = rows.find(
			(row) =>
				row['is_total'] === true &&
				(monthColumn === undefined || row[monthColumn] === firstDayOf(of.month)),
		)!;
		const at = (name: string) => total[name] as number;
		return {
			value: total[column] as number | null,
			...(cases && { numerator: at(cases.numerator), denominator: at(cases.denominator) }),
		};
	} catch (error) {
		if (error instanceof NotAvailable) return { value: null, needs: error.needs };
		throw error;
	}
}

/** The tickets behind a headline figure, one for each row; none where it is not available. */
export async function listTicketsBehind(
	reader: Reader,
	{ month, figure }: { month: string; figure: FigureName },
): Promise<CountedTicket[]> {
	const data = await reader.describe();
	if (findLack(data, month) !== null) return [];
	const source = sources[figure];
	const { monthColumn, where, countedAs } = source;
	try {
		return await listCountedTickets(reader, {
			...toQuestion(data!, { months: [month], month, source }),
			where: monthColumn ? { ...where, [monthColumn]: [firstDayOf(month)] } : where,
			countedAs,
		});
	} catch (error) {
		if (error instanceof NotAvailable) return [];
		throw error;
	}
}

/** Outside the span of the data nothing is known, which is not the same as nothing having happened. */
function findLack(data: DataDescription | null, month: string): string | null {
	if (data?.asOf == null || data.firstAt === null) return 'an import of tickets';
	if (month < monthAt(data.firstAt, data.reportingZone)) return 'tickets from that month';
	return month > monthAt(data.asOf, data.reportingZone) ? 'data up to that month' : null;
}

function toQuestion(
	{ asOf, reportingZone: zone }: DataDescription,
	{ months, month, source }: FigureOfMonth,
): Question<QueryModule> {
	const { module, parameters, monthColumn } = source;
	const asked = monthColumn === undefined ? [month] : months;
	const { toOn } = daysOfMonth(asked.at(-1)!);
	const end = endOfDay(toOn, zone);
	return {
		module,
		parameters,
		scope: {
			clients: null,
			fromOn: firstDayOf(asked[0]!),
			toOn,
			asOf: compareInstants(end, asOf!) < 0 ? end : asOf!,
			zone,
			filters: {},
		},
	};
}

function firstDayOf(month: string): string {
	return daysOfMonth(month).fromOn;
}
