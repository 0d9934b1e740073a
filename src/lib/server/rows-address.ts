import type { Scope } from './warehouse/scope.ts';

/** Which rows of which module a page of rows lists; a link to it is the page. */
export interface RowsAddress {
	module: string;
	scope: Scope;
	by?: string;
	/** The module's own parameters. */
	parameters: Record<string, string>;
	/** Columns that the rows are narrowed by, with the values allowed. */
	where: Record<string, string[]>;
}

const parameterPrefix = 'p.';
const wherePrefix = 'w.';

/** The address of the page that lists the rows behind a figure. */
export function toRowsHref({ module, scope, by, parameters, where }: RowsAddress): string {
	const search = new URLSearchParams();
	if (scope.fromOn) search.set('from', scope.fromOn);
	if (scope.toOn) search.set('to', scope.toOn);
	search.set('as_of', scope.asOf);
	search.set('zone', scope.zone);
	for (const client of scope.clients ?? []) search.append('client', client);
	if (by) search.set('by', by);
	for (const [name, value] of Object.entries(parameters)) {
		search.set(parameterPrefix + name, value);
	}
	for (const [name, values] of Object.entries(where)) {
		for (const value of values) search.append(wherePrefix + name, value);
	}
	return `/rows/${module}?${search}`;
}

/** The rows that an address stands for; what it leaves out is taken from the data. */
export function readRowsAddress(
	module: string,
	search: URLSearchParams,
	data: { asOf: string; reportingZone: string },
): RowsAddress {
	const clients = search.getAll('client');
	const where = new Map<string, string[]>();
	const parameters = new Map<string, string>();
	for (const [name, value] of search) {
		if (name.startsWith(parameterPrefix)) parameters.set(name.slice(parameterPrefix.length), value);
		if (!name.startsWith(wherePrefix)) continue;
		const column = name.slice(wherePrefix.length);
		where.set(column, [...(where.get(column) ?? []), value]);
	}
	return {
		module,
		scope: {
			clients: clients.length > 0 ? clients : null,
			fromOn: search.get('from'),
			toOn: search.get('to'),
			asOf: search.get('as_of') ?? data.asOf,
			zone: search.get('zone') ?? data.reportingZone,
			filters: {},
		},
		by: search.get('by') ?? undefined,
		parameters: Object.fromEntries(parameters),
		where: Object.fromEntries(where),
	};
}
