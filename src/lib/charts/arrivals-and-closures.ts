import type { ChartOption } from '#lib/charts/Chart.svelte';
import {
	base,
	categoryAxis,
	colour,
	label,
	quietLabel,
	steady,
	valueAxis,
} from '#lib/charts/theme.ts';
import { formatCount, formatCountOf, formatDayOfYear, formatSignedCount } from '#lib/format.ts';

/** One week: tickets that arrived and were closed, and by how many the backlog grew. */
export interface FlowRow {
	period_start_on: string;
	arrivals: number;
	closures: number;
	net_flow: number;
	is_partial: boolean;
}

type Flow = 'arrivals' | 'closures';

const lines = [
	{ flow: 'arrivals', name: 'Arrivals', colour: colour.ink },
	{ flow: 'closures', name: 'Closures', colour: colour.met },
] as const;

/** Words at the ends of two lines that end close to each other are moved apart. */
function labelOffset(rows: FlowRow[], flow: Flow): number {
	const last = rows.at(-1);
	if (!last) return 0;
	const highest = Math.max(...rows.flatMap((row) => [row.arrivals, row.closures]));
	const gap = last[flow] - last[flow === 'arrivals' ? 'closures' : 'arrivals'];
	if (Math.abs(gap) > highest / 8) return 0;
	return gap > 0 || (gap === 0 && flow === 'arrivals') ? -9 : 9;
}

/** A partial week ends the line in dashes and a hollow mark: it is not yet what it will be. */
function lineSeries(rows: FlowRow[], line: (typeof lines)[number]) {
	const last = rows.length - 1;
	const isPartial = rows[last]?.is_partial ?? false;
	const lastWhole = isPartial ? last - 1 : last;
	const common = { ...steady, type: 'line' as const, name: line.name, color: line.colour };
	const whole = {
		...common,
		symbol: 'none',
		lineStyle: { width: 2 },
		data: rows.map((row, week) => (week <= lastWhole ? row[line.flow] : null)),
	};
	const end = {
		...common,
		symbol: 'circle',
		symbolSize: 7,
		lineStyle: { width: 2, type: isPartial ? [4, 4] : ('solid' as const) },
		data: rows.map((row, week) => {
			if (week < lastWhole) return null;
			if (week < last) return { value: row[line.flow], symbol: 'none' };
			return {
				value: row[line.flow],
				itemStyle: {
					color: isPartial ? colour.paper : line.colour,
					borderColor: line.colour,
					borderWidth: 2,
				},
				label: {
					...label,
					show: true,
					position: 'right' as const,
					offset: [2, labelOffset(rows, line.flow)],
					color: line.colour,
					formatter: `${line.name} ${formatCount(row[line.flow])}`,
				},
			};
		}),
	};
	return [whole, end];
}

/**
 * Are we keeping up? Arrivals and closures as two lines; below, on its own axis, by how many the
 * backlog grew each week. Expects the weeks in order.
 */
export function arrivalsAndClosures(rows: FlowRow[]): ChartOption {
	const weeks = rows.map((row) => formatDayOfYear(row.period_start_on));
	const last = rows.at(-1);
	const upper = { left: 36, right: 96, top: 36, height: 150 };
	const lower = { ...upper, top: 264, height: 60 };
	// The heads of both grids start where the title of the panel does.
	const head = { ...quietLabel, align: 'left' as const, padding: [0, 0, 0, -upper.left] };
	return {
		...base,
		tooltip: {
			...base.tooltip,
			formatter: (hit) => {
				const row = rows[[hit].flat()[0]?.dataIndex ?? -1];
				if (!row) return '';
				return [
					`Week from ${formatDayOfYear(row.period_start_on)}${row.is_partial ? ', so far' : ''}`,
					formatCountOf(row.arrivals, 'arrival'),
					formatCountOf(row.closures, 'closure'),
					`${formatSignedCount(row.net_flow)} net`,
				].join('<br>');
			},
		},
		axisPointer: { link: [{ xAxisIndex: 'all' }] },
		grid: [upper, lower],
		xAxis: [
			{
				...categoryAxis,
				data: weeks,
				boundaryGap: true,
				axisLabel: {
					...categoryAxis.axisLabel,
					showMaxLabel: true,
					formatter: (week, index) =>
						last?.is_partial && index === rows.length - 1 ? `${week}\nso far` : week,
				},
			},
			{ ...categoryAxis, gridIndex: 1, data: weeks, axisLabel: { show: false } },
		],
		yAxis: [
			{
				...valueAxis,
				min: 0,
				splitNumber: 3,
				name: 'Tickets a week',
				nameGap: 16,
				nameTextStyle: head,
			},
			{
				...valueAxis,
				gridIndex: 1,
				name: 'Net: by how many the backlog grew',
				nameGap: 20,
				nameTextStyle: head,
				axisLabel: { show: false },
				splitLine: { show: false },
			},
		],
		series: [
			...lines.flatMap((line) => lineSeries(rows, line)),
			{
				...steady,
				type: 'bar',
				name: 'Net',
				xAxisIndex: 1,
				yAxisIndex: 1,
				barWidth: '56%',
				color: colour.context,
				data: rows.map((row) => ({
					value: row.net_flow,
					label: { position: row.net_flow < 0 ? 'bottom' : 'top' },
				})),
				label: {
					...label,
					show: true,
					distance: 1,
					formatter: ({ dataIndex }) => formatSignedCount(rows[dataIndex]?.net_flow ?? 0),
				},
				labelLayout: { hideOverlap: true },
			},
		],
	};
}
