import { render } from 'svelte/server';
import Chart, { type ChartOption } from '#lib/charts/Chart.svelte';

/** The words of a chart as the server draws it, top to bottom as ECharts writes them. */
export function wordsOf(option: ChartOption): string[] {
	return [...drawChart(option).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) =>
		text.replaceAll('\u00a0', ' ').replace('&lt;', '<').replace('&gt;', '>'),
	);
}

/** The page source of a chart, as it stands before any script. */
export function drawChart(option: ChartOption): string {
	return render(Chart, { props: { option, label: 'What it shows', height: 300 } }).body;
}
