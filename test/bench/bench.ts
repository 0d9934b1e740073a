// `npm run bench`: what Waybill costs beside what DuckDB alone would, on this machine. It judges
// nothing; times on two machines, or at two hours of a busy one, cannot be compared, ratios can.
//   npm run bench -- --tickets 1000000   with six status changes each; 100,000 by default
//                    --rounds 1          imports to take medians of; 3 by default
//                    --json --keep       figures for a program; leave the generated files behind
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDataFolder } from '#lib/server/warehouse/data-folder.ts';
import type { ClockCost, ClockStep, ClockTask } from './business-clock.ts';
import { describeBench, type Bench, type ImportStep } from './describe-bench.ts';
import type { ImportCost, ImportTask } from './import-files.ts';
import type { DataFile } from './make-data.ts';
import { median, runApart } from './measure.ts';
import type { ReadCsvCost, ReadCsvTask } from './read-csv.ts';
import type { QueriesCost, QueryTask } from './run-queries.ts';
import type { DataTask } from './write-data.ts';

const { values } = parseArgs({
	options: {
		tickets: { type: 'string', default: '100000' },
		rounds: { type: 'string', default: '3' },
		json: { type: 'boolean', default: false },
		keep: { type: 'boolean', default: false },
	},
});
const tickets = toCount('tickets', values.tickets);
const rounds = toCount('rounds', values.rounds);
const queryRuns = 7;

const folder = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
process.once('SIGINT', () => {
	removeFolder();
	process.exit(130);
});
try {
	const bench = await run();
	console.log(values.json ? JSON.stringify(bench, null, 2) : describeBench(bench));
} finally {
	removeFolder();
}

async function run(): Promise<Bench> {
	say(`writing ${tickets} tickets and their changes`);
	const files = await runApart<DataFile[]>('write-data.ts', { folder, tickets } satisfies DataTask);
	const floors: ReadCsvCost[][] = [];
	const imports: ImportCost[] = [];
	const dataFolder = join(folder, 'data');
	for (let round = 1; round <= rounds; round++) {
		say(`importing them, round ${round} of ${rounds}`);
		floors.push(await readFiles(files));
		rmSync(dataFolder, { recursive: true, force: true });
		const paths = files.map(({ path }) => path);
		imports.push(
			await runApart<ImportCost>('import-files.ts', { dataFolder, paths } satisfies ImportTask),
		);
	}
	say('asking every query module');
	const queries = await runApart<QueriesCost>('run-queries.ts', {
		dataFolder,
		runs: queryRuns,
	} satisfies QueryTask);
	say('clocking every status interval');
	const clocks: ClockCost[] = [];
	for (const step of ['business time', 'net time and due'] satisfies ClockStep[]) {
		const task: ClockTask = { dataFolder, step, runs: queryRuns };
		clocks.push(await runApart<ClockCost>('business-clock.ts', task));
	}
	const { master } = openDataFolder(dataFolder);
	return {
		machine: {
			cores: cpus().length,
			processor: cpus()[0]?.model ?? 'unknown',
			memoryBytes: totalmem(),
			node: process.version,
			duckdb: queries.duckdb,
		},
		data: {
			files: files.map(({ path, records, bytes }) => ({ file: basename(path), records, bytes })),
			warehouseBytes: statSync(master).size,
		},
		rounds,
		importSteps: summarise(files, floors, imports),
		queryRuns,
		queries,
		clocks,
	};
}

/** The floor of each file, each in its own process and into its own database. */
async function readFiles(files: readonly DataFile[]): Promise<ReadCsvCost[]> {
	const costs: ReadCsvCost[] = [];
	for (const { path, columns, relation } of files) {
		const database = join(folder, `${relation}.duckdb`);
		costs.push(
			await runApart<ReadCsvCost>('read-csv.ts', { path, columns, database } satisfies ReadCsvTask),
		);
		rmSync(database);
	}
	return costs;
}

/** Medians over the rounds, step by step. */
function summarise(
	files: readonly DataFile[],
	floors: readonly ReadCsvCost[][],
	imports: readonly ImportCost[],
): ImportStep[] {
	const steps = files.map(({ path, records }, place): ImportStep => {
		const costs = imports.map((cost) => cost.files[place]!);
		const read = floors.map((costs) => costs[place]!);
		const parts = Object.keys(costs[0]!.steps).map((part) => [
			part,
			median(costs.map((cost) => cost.steps[part]!)),
		]);
		return {
			step: `${basename(path)} → committed rows`,
			rows: records,
			seconds: median(costs.map((cost) => cost.seconds)),
			floorSeconds: median(read.map((cost) => cost.seconds)),
			peakMebibytes: median(costs.map((cost) => cost.peakMebibytes)),
			floorPeakMebibytes: median(read.map((cost) => cost.peakMebibytes)),
			parts: Object.fromEntries(parts) as Record<string, number>,
		};
	});
	const total = ({ files, factSeconds, publishSeconds, compareSeconds }: ImportCost) =>
		sum([...files.map(({ seconds }) => seconds), factSeconds, publishSeconds, compareSeconds]);
	return [
		...steps,
		{ step: 'facts and checkpoint', seconds: median(imports.map((cost) => cost.factSeconds)) },
		{ step: 'publication', seconds: median(imports.map((cost) => cost.publishSeconds)) },
		{
			step: 'comparison of closed months',
			seconds: median(imports.map((cost) => cost.compareSeconds)),
		},
		{
			step: 'all of it',
			seconds: median(imports.map(total)),
			floorSeconds: median(floors.map((reads) => sum(reads.map(({ seconds }) => seconds)))),
			peakMebibytes: median(imports.map((cost) => cost.peakMebibytes)),
			floorPeakMebibytes: median(
				floors.map((reads) => Math.max(...reads.map((cost) => cost.peakMebibytes))),
			),
		},
	];
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

function toCount(option: string, text: string): number {
	const count = Number(text);
	if (!Number.isSafeInteger(count) || count < 1) {
		throw new TypeError(`--${option} is a whole number above 0, not ${text}`);
	}
	return count;
}

/** Progress goes beside the result, which may be piped into a file. */
function say(words: string): void {
	console.error(`bench: ${words} …`);
}

function removeFolder(): void {
	if (values.keep) say(`kept ${folder}`);
	else rmSync(folder, { recursive: true, force: true });
}
