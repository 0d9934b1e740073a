import type { ChartOption } from '#lib/charts/Chart.svelte';
import { base, categoryAxis, colour, label, steady, valueAxis } from '#lib/charts/theme.ts';
import { formatCount } from '#lib/format.ts';

/** Open tickets of one age, held by one side. Buckets and holders divide them without overlap. */
export interface AgingRow {
	bucket: string;
	held_by: string;
	open_count: number;
}

/** Ages in days, youngest first. */
export const buckets = ['<10', '10–30', '>30'] as const;

const holders = [
	{ held_by: 'team', name: 'Team', colour: colour.team, ink: colour.paper },
	{ held_by: 'client', name: 'Client', colour: colour.client, ink: colour.paper },
	{ held_by: 'unknown', name: 'Not known', colour: colour.paper, ink: colour.ink },
] as const;

/** Open tickets among the rows that match. */
export function countOpen(rows: AgingRow[], match: Partial<AgingRow> = {}): number {
	return rows
		.filter((row) => !match.bucket || row.bucket === match.bucket)
		.filter((row) => !match.held_by || row.held_by === match.held_by)
		.reduce((sum, row) => sum + row.open_count, 0);
}

/** What is old, and who holds it? One bar per age, divided by holder. */
export function agingBuckets(rows: AgingRow[]): ChartOption {
	const totals = buckets.map((bucket) => countOpen(rows, { bucket }));
	// A narrower part has no room for its figure; the table has it.
	const leastLabelled = Math.max(...totals) * 0.06;
	return {
		...base,
		tooltip: { ...base.tooltip, axisPointer: { type: 'none' } },
		legend: {
			left: 0,
			top: 0,
			padding: 0,
			icon: 'rect',
			itemWidth: 12,
			itemHeight: 12,
			itemStyle: { borderWidth: 1 },
			itemGap: 16,
			selectedMode: false,
			textStyle: label,
		},
		grid: { left: 84, right: 40, top: 36, bottom: 24 },
		xAxis: { ...valueAxis, min: 0, minInterval: 1, splitNumber: 4 },
		yAxis: {
			...categoryAxis,
			data: buckets.map((bucket) => `${bucket} days`),
			inverse: true,
			axisLabel: label,
		},
		series: [
			...holders
				.filter(({ held_by }) => countOpen(rows, { held_by }) > 0)
				.map((holder) => ({
					...steady,
					type: 'bar' as const,
					name: holder.name,
					stack: 'open',
					barWidth: 36,
					// Hollow says "not known" where a third hue would claim a third holder.
					itemStyle: {
						color: holder.colour,
						borderColor: holder.held_by === 'unknown' ? colour.context : colour.paper,
						borderWidth: 1,
					},
					label: {
						...label,
						show: true,
						color: holder.ink,
						formatter: ({ value }: { value: unknown }) =>
							Number(value) > leastLabelled ? formatCount(Number(value)) : '',
					},
					// None leaves no part at all, rather than the border of an empty one.
					data: buckets.map(
						(bucket) => countOpen(rows, { bucket, held_by: holder.held_by }) || null,
					),
				})),
			{
				...steady,
				// Of no length: it carries the total to the end of its bar.
				type: 'bar',
				stack: 'open',
				tooltip: { show: false },
				label: {
					...label,
					show: true,
					position: 'right',
					fontWeight: 600,
					formatter: ({ dataIndex }) => formatCount(totals[dataIndex] ?? 0),
				},
				data: totals.map(() => 0),
			},
		],
	};
}
