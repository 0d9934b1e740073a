/** The tokens of `app.css` that a chart may use; a colour means the same in every chart. */
export const colour = {
	ink: 'var(--ink)',
	quiet: 'var(--quiet)',
	rule: 'var(--rule)',
	paper: 'var(--paper)',
	team: 'var(--team)',
	client: 'var(--client)',
	met: 'var(--met)',
	context: 'var(--context)',
} as const;

const fontFamily = "'Inter Variable', system-ui, sans-serif";

/** Words in a chart. ECharts would derive the line height from a glyph that Inter has not got. */
export const label = { fontSize: 13, lineHeight: 16, color: colour.ink } as const;
export const quietLabel = { ...label, color: colour.quiet } as const;

/** The same for drawn text, which inherits nothing. */
export const drawnText = { fontFamily, fontSize: label.fontSize } as const;

/** What every chart shares. ECharts derives hover colours by arithmetic, which `var()` has none of. */
export const base = {
	animation: false,
	textStyle: { ...label, fontFamily },
	tooltip: {
		trigger: 'axis',
		confine: true,
		transitionDuration: 0,
		backgroundColor: colour.paper,
		borderColor: colour.context,
		textStyle: label,
		axisPointer: { type: 'line', lineStyle: { color: colour.context, type: 'solid' } },
		extraCssText: 'box-shadow: none; font-variant-numeric: tabular-nums;',
	},
} as const;

/** An axis of figures: pale rules, no line of its own. */
export const valueAxis = {
	type: 'value',
	axisLine: { show: false },
	axisTick: { show: false },
	axisLabel: quietLabel,
	splitLine: { lineStyle: { color: colour.rule } },
} as const;

/** An axis of names: one rule, no ticks. */
export const categoryAxis = {
	type: 'category',
	axisLine: { lineStyle: { color: colour.context } },
	axisTick: { show: false },
	axisLabel: quietLabel,
} as const;

/** Marks that stay as drawn under the pointer. */
export const steady = { emphasis: { disabled: true }, cursor: 'default' } as const;
