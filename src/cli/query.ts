import { formatCsv } from '../lib/formats/csv.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { NotAvailable, ParameterError } from '../lib/server/warehouse/errors.ts';
import { Reader } from '../lib/server/warehouse/reader.ts';
import { ask } from '../lib/server/warehouse/run-query.ts';
import type { Filters } from '../lib/server/warehouse/scope.ts';
import { loadModule } from './modules.ts';
import { describeUsage, readArguments, type CommandOptions } from './command-line.ts';

const options = {
	by: { type: 'string', value: 'COLUMN', words: 'split the answer by it' },
	format: { type: 'string', value: 'FORMAT', words: 'table, json or csv' },
	client: {
		type: 'string',
		multiple: true,
		value: 'NAME',
		words: 'only this one; may be repeated, as may those below',
	},
	from: { type: 'string', value: 'DAY', words: 'the first day, such as 2026-01-31' },
	to: { type: 'string', value: 'DAY', words: 'the last day' },
	'as-of': { type: 'string', value: 'INSTANT', words: 'as it was known then' },
	zone: { type: 'string', value: 'ZONE', words: 'the zone in which days begin' },
	team: { type: 'string', multiple: true, value: 'NAME', words: 'only its tickets' },
	person: { type: 'string', multiple: true, value: 'NAME', words: 'only theirs' },
	priority: { type: 'string', multiple: true, value: 'NAME', words: 'only this one' },
	type: { type: 'string', multiple: true, value: 'NAME', words: 'only this one' },
	system: { type: 'string', multiple: true, value: 'NAME', words: 'only this one' },
	category: { type: 'string', multiple: true, value: 'NAME', words: 'only this one' },
	channel: { type: 'string', multiple: true, value: 'NAME', words: 'only this one' },
} as const;

export const usage = describeUsage('query MODULE [options]', options);

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** `waybill query NAME --parameter value --by column --format table|json|csv`. */
export async function run([name, ...args]: string[]): Promise<number> {
	if (name === undefined || name.startsWith('-')) {
		throw new ParameterError('name a module: waybill query flow/backlog_at_date');
	}
	const module = await loadModule(name);
	const own = Object.keys(module.parameters);
	const ownOptions = own.map(
		(parameter) =>
			[toOption(parameter), { type: 'string', words: 'a parameter of the module' }] as const,
	);
	const all: CommandOptions = { ...Object.fromEntries(ownOptions), ...options };
	const { values }: { values: Values } = readArguments(args, {
		usage: describeUsage(`query ${name} [options]`, all),
		options: all,
		most: 0,
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
	return Array.isArray(value) ? value.map(String) : undefined;
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
