import type { ChartOption } from '#lib/charts/Chart.svelte';
import { base, categoryAxis, colour, drawnText, label, valueAxis } from '#lib/charts/theme.ts';
import { wilsonInterval } from '#lib/charts/wilson-interval.ts';
import { formatCount, formatKOfN, formatShare } from '#lib/format.ts';

/** Promises decided in the period, of one priority or of all. */
export interface AttainmentRow {
	group_value: string | null;
	is_total: boolean;
	met_count: number;
	decided_count: number;
	attainment_share: number | null;
	/** The share that was promised, where one was. */
	target_share?: number | null;
}

const rowHeight = 36;

/** What a row is called. */
export function namePriority({ group_value, is_total }: AttainmentRow): string {
	return is_total ? 'All' : (group_value ?? '(no priority)');
}

/** In CSS pixels, for so many rows. */
export function attainmentHeight(rows: AttainmentRow[]): number {
	return rows.length * rowHeight + 40;
}

/** The 95 % interval in percent, "86 to 94"; `null` where nothing was decided. */
export function formatInterval({ met_count, decided_count }: AttainmentRow): string | null {
	if (decided_count === 0) return null;
	const { low, high } = wilsonInterval(met_count, decided_count);
	return `${formatCount(low * 100)} to ${formatCount(high * 100)}`;
}

/** The lowest share shown, on a round figure: dots, unlike bars, need not start at zero. */
function lowestShare(rows: AttainmentRow[]): number {
	const lows = rows
		.filter((row) => row.decided_count > 0)
		.flatMap((row) => [
			wilsonInterval(row.met_count, row.decided_count).low,
			row.target_share ?? 1,
		]);
	return Math.floor(Math.min(0.75, ...lows) * 4) / 4;
}

function drawLine([x1, y1]: number[], [x2, y2]: number[], style: object) {
	return { type: 'line' as const, shape: { x1, y1, x2, y2 }, style };
}

/** What stands on one row: k of n at the right, then target, interval and dot, each where known. */
function drawRow(row: AttainmentRow, at: (share: number) => number[]) {
	const { met_count, decided_count, attainment_share, target_share } = row;
	const [end = 0, y = 0] = at(1);
	const [target] = target_share == null ? [] : at(target_share);
	const { low, high } = wilsonInterval(met_count, decided_count);
	return [
		{
			type: 'text' as const,
			x: end + 92,
			y,
			style: {
				...drawnText,
				text: decided_count > 0 ? formatKOfN(met_count, decided_count) : 'none decided',
				fill: decided_count > 0 ? colour.ink : colour.quiet,
				align: 'right' as const,
				verticalAlign: 'middle' as const,
			},
		},
		...(target === undefined
			? []
			: [drawLine([target, y - 10], [target, y + 10], { stroke: colour.ink, lineWidth: 2 })]),
		...(attainment_share === null
			? []
			: [
					drawLine(at(low), at(high), { stroke: colour.context, lineWidth: 3 }),
					{
						type: 'circle' as const,
						shape: { cx: at(attainment_share)[0], cy: y, r: 6 },
						style: { fill: colour.met, stroke: colour.paper, lineWidth: 2 },
					},
				]),
	];
}

/**
 * Do we keep our promises? Per priority a dot on its 95 % interval, k of n beside it, the target
 * as a tick where there is one; all of them at the foot.
 */
export function attainment(priorities: AttainmentRow[]): ChartOption {
	const rows = priorities.toSorted((a, b) => Number(a.is_total) - Number(b.is_total));
	const lowest = lowestShare(rows);
	return {
		...base,
		tooltip: { show: false },
		grid: { left: 96, right: 96, top: 8, bottom: 28 },
		xAxis: {
			...valueAxis,
			min: lowest,
			max: 1,
			interval: lowest < 0.5 ? 0.25 : lowest < 0.75 ? 0.1 : 0.05,
			axisLabel: {
				...valueAxis.axisLabel,
				hideOverlap: true,
				formatter: (share: number) => formatShare(share),
			},
		},
		yAxis: {
			...categoryAxis,
			inverse: true,
			data: rows.map((row) => ({
				value: namePriority(row),
				textStyle: { fontWeight: row.is_total ? 600 : 400 },
			})),
			axisLine: { show: false },
			axisLabel: { ...label, width: 84, overflow: 'truncate' },
		},
		series: {
			type: 'custom',
			silent: true,
			data: rows.map((_, row) => row),
			renderItem: ({ dataIndex }, { coord }) => ({
				type: 'group',
				children: drawRow(rows[dataIndex]!, (share) => coord([share, dataIndex])),
			}),
		},
	};
}
