import { parseArgs } from 'node:util';
import { formatCsv } from '../lib/formats/csv.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { NotAvailable, ParameterError } from '../lib/server/warehouse/errors.ts';
import { Reader } from '../lib/server/warehouse/reader.ts';
import { ask } from '../lib/server/warehouse/run-query.ts';
import type { Filters } from '../lib/server/warehouse/scope.ts';
import { loadModule } from './modules.ts';

const options = {
	by: { type: 'string' },
	format: { type: 'string' },
	client: { type: 'string', multiple: true },
	from: { type: 'string' },
	to: { type: 'string' },
	'as-of': { type: 'string' },
	zone: { type: 'string' },
	team: { type: 'string', multiple: true },
	person: { type: 'string', multiple: true },
	priority: { type: 'string', multiple: true },
	type: { type: 'string', multiple: true },
	system: { type: 'string', multiple: true },
	category: { type: 'string', multiple: true },
	channel: { type: 'string', multiple: true },
} as const;

type Values = Record<string, string | string[] | boolean | undefined>;

/** `waybill query NAME --parameter value --by column --format table|json|csv`. */
export async function run([name, ...args]: string[]): Promise<number> {
	if (name === undefined || name.startsWith('-')) {
		throw new ParameterError('name a module: waybill query flow/backlog_at_date');
	}
	const module = await loadModule(name);
	const own = Object.keys(module.parameters);
	const ownOptions = own.map((parameter) => [toOption(parameter), { type: 'string' }] as const);
	const { values }: { values: Values } = parseArgs({
		args,
		options: { ...options, ...Object.fromEntries(ownOptions) },
	});
	const reader = await Reader.open(openDataFolder());
	try {
		const data = await reader.describe();
		if (data?.asOf == null) throw new NotAvailable(name, 'an import of tickets');
		const { rows } = await ask(reader, {
			module,
			by: text(values, 'by'),
			scope: {
				clients: list(values, 'client') ?? null,
				fromOn: text(values, 'from') ?? null,
				toOn: text(values, 'to') ?? null,
				asOf: text(values, 'as-of') ?? data.asOf,
				zone: text(values, 'zone') ?? data.reportingZone,
				filters: toFilters(values),
			},
			parameters: Object.fromEntries(
				own.map((parameter) => [parameter, text(values, toOption(parameter)) ?? null]),
			),
		});
		print(rows, text(values, 'format') ?? 'table', Object.keys(module.columns));
		return 0;
	} finally {
		reader.close();
	}
}

function toFilters(values: Values): Filters {
	return {
		teams: list(values, 'team'),
		persons: list(values, 'person'),
		priorities: list(values, 'priority'),
		types: list(values, 'type'),
		systems: list(values, 'system'),
		categories: list(values, 'category'),
		channels: list(values, 'channel'),
	};
}

const toOption = (parameter: string) => parameter.replaceAll('_', '-');

function text(values: Values, name: string): string | undefined {
	const value = values[name];
	return typeof value === 'string' ? value : undefined;
}

function list(values: Values, name: string): string[] | undefined {
	const value = values[name];
	return Array.isArray(value) ? value : undefined;
}

function print(rows: readonly object[], format: string, columns: readonly string[]): void {
	if (format === 'json') console.log(JSON.stringify(rows, null, 2));
	else if (format === 'table') console.table(rows);
	else if (format === 'csv') {
		const cells = rows.map((row) =>
			columns.map((column) => (row as Record<string, unknown>)[column]),
		);
		console.log(formatCsv([columns, ...cells]));
	} else throw new ParameterError(`--format is table, json or csv, not ${format}`);
}
