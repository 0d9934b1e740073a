import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { QueryModule } from '#queries/query-module.server.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';
import { queriesFolder } from '../lib/server/warehouse/sql-files.ts';

const metricsFolder = join(queriesFolder, 'metrics');

/** The names of all query modules, sorted: each has an SQL and a TypeScript file. */
export function listModules(): string[] {
	return readdirSync(metricsFolder, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.sql'))
		.map((path) => path.slice(0, -'.sql'.length))
		.sort();
}

/**
 * The declaration of a query module.
 * @throws {ParameterError} when there is none of that name
 */
export async function loadModule(name: string): Promise<QueryModule> {
	const path = join(metricsFolder, `${name}.ts`);
	if (!listModules().includes(name) || !existsSync(path)) {
		throw new ParameterError(
			`no query module is called ${name}; there are ${listModules().join(', ')}`,
		);
	}
	const exported = (await import(pathToFileURL(path).href)) as Record<string, QueryModule>;
	const module = Object.values(exported).find((value) => value.name === name);
	if (!module) throw new Error(`${path} declares no module named ${name}`);
	return module;
}
