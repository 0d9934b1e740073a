import type { ClockCost } from './business-clock.ts';
import { formatNumber, formatTable } from './print-table.ts';
import type { QueriesCost, QueryCost } from './run-queries.ts';

/** A step of an import; a floor where DuckDB alone has an equal of it. */
export interface ImportStep {
	step: string;
	rows?: number;
	seconds: number;
	floorSeconds?: number;
	/** The process's peak until the step had ended. */
	peakMebibytes?: number;
	floorPeakMebibytes?: number;
	/** Seconds of what the step consists of, by the import's own account. */
	parts?: Record<string, number>;
}

/** All that was measured; `--json` prints it as it is. */
export interface Bench {
	machine: {
		cores: number;
		processor: string;
		memoryBytes: number;
		node: string;
		duckdb: string;
	};
	data: {
		files: { file: string; records: number; bytes: number }[];
		warehouseBytes: number;
	};
	/** How many imports the figures of the import are medians of. */
	rounds: number;
	importSteps: ImportStep[];
	/** How many runs each figure of a query is a median of. */
	queryRuns: number;
	queries: QueriesCost;
	clocks: ClockCost[];
}

const divide = (value?: number, floor?: number) =>
	value === undefined || floor === undefined ? undefined : value / floor;

/** The figures as a person reads them. */
export function describeBench(bench: Bench): string {
	return [
		describeMachine(bench),
		`Import, medians of ${bench.rounds}. Floor: typed read_csv of the same file into a table.`,
		describeImport(bench),
		`Queries, uncached, medians of ${bench.queryRuns}; ${describeScope(bench)}.` +
			'\nFloor: one pass over the columns that the query reads.',
		describeQueries(bench),
		`Peak memory of the process that ran them: ${formatNumber(bench.queries.peakMebibytes)} MiB.`,
		`Business clocks over status intervals, medians of ${bench.queryRuns}.` +
			'\nFloor: the plain time between the same instants.',
		describeClocks(bench),
	].join('\n\n');
}

function describeMachine({ machine, data }: Bench): string {
	const files = data.files.map(
		({ file, records, bytes }) => `${file} ${formatNumber(records)} rows, ${megabytes(bytes)}`,
	);
	return [
		`${machine.cores} cores (${machine.processor}), ${megabytes(machine.memoryBytes)} memory`,
		`Node ${machine.node}, DuckDB ${machine.duckdb}`,
		`${files.join('; ')}; warehouse ${megabytes(data.warehouseBytes)}`,
	].join('\n');
}

function describeImport({ importSteps }: Bench): string {
	const table = formatTable<ImportStep>(
		[
			{ head: 'step', cell: ({ step }) => step },
			{ head: 'rows', cell: ({ rows }) => rows },
			{ head: 's', cell: ({ seconds }) => seconds, digits: 2 },
			{ head: 'floor s', cell: ({ floorSeconds }) => floorSeconds, digits: 2 },
			{ head: '× floor', cell: (row) => divide(row.seconds, row.floorSeconds), digits: 1 },
			{ head: 'peak MiB', cell: ({ peakMebibytes }) => peakMebibytes },
			{ head: 'floor peak MiB', cell: ({ floorPeakMebibytes }) => floorPeakMebibytes },
		],
		importSteps,
	);
	const parts = importSteps.flatMap(({ step, parts }) =>
		parts ? [`of ${step}: ${describeParts(parts)}`] : [],
	);
	return [table, ...parts].join('\n');
}

function describeParts(parts: Record<string, number>): string {
	return Object.entries(parts)
		.map(([part, seconds]) => `${part} ${formatNumber(seconds, 2)} s`)
		.join(', ');
}

function describeScope({ queries: { scope } }: Bench): string {
	return `all clients, ${scope.fromOn} to ${scope.toOn} in ${scope.zone}`;
}

function describeQueries({ queries: { queries, unavailable } }: Bench): string {
	const table = formatTable<QueryCost>(
		[
			{ head: 'query module', cell: ({ module }) => module },
			{ head: 'with', cell: ({ variant }) => variant },
			{ head: 'ms', cell: ({ milliseconds }) => milliseconds, digits: 1 },
			{ head: 'floor ms', cell: ({ floorMilliseconds }) => floorMilliseconds, digits: 1 },
			{
				head: '× floor',
				cell: (cost) => divide(cost.milliseconds, cost.floorMilliseconds),
				digits: 1,
			},
			{ head: 'rows', cell: ({ rows }) => rows },
		],
		queries,
	);
	const missing = unavailable.map(
		({ module, variant, needs }) =>
			`${[module, variant].join(' ').trim()}: not available, needs ${needs.join(' and ')}`,
	);
	return [table, ...missing].join('\n');
}

function describeClocks({ clocks }: Bench): string {
	return formatTable<ClockCost>(
		[
			{ head: 'clock', cell: ({ step }) => step },
			{ head: 'rows', cell: ({ rows }) => rows },
			{ head: 'ms', cell: ({ milliseconds }) => milliseconds, digits: 1 },
			{ head: 'floor ms', cell: ({ floorMilliseconds }) => floorMilliseconds, digits: 1 },
			{
				head: '× floor',
				cell: (cost) => divide(cost.milliseconds, cost.floorMilliseconds),
				digits: 1,
			},
			{ head: 'peak MiB', cell: ({ peakMebibytes }) => peakMebibytes },
		],
		clocks,
	);
}

function megabytes(bytes: number): string {
	return `${formatNumber(bytes / 1e6)} MB`;
}
