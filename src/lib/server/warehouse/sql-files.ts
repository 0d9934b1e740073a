import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `queries/` ships as a folder and is read from the package root, so that the dev server, the
 * build, the tests and the command line all run the same text.
 */
export const queriesFolder = join(findPackageRoot(), 'queries');

const texts = new Map<string, string>();

/**
 * The text of `queries/PATH.sql`, read once per process.
 * @throws {Error} when there is no such file.
 */
export function readSql(path: string): string {
	let text = texts.get(path);
	if (text === undefined) {
		text = readFileSync(join(queriesFolder, `${path}.sql`), 'utf8');
		texts.set(path, text);
	}
	return text;
}

/** The names of the SQL files of a folder below `queries/`, sorted, without their ending. */
export function listSql(folder: string): string[] {
	return readdirSync(join(queriesFolder, folder))
		.filter((name) => name.endsWith('.sql'))
		.map((name) => name.slice(0, -'.sql'.length))
		.sort();
}

/** The folder of the package, found upwards from wherever this module was bundled to. */
export function findPackageRoot(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, 'queries', 'query-module.server.ts'))) {
		const parent = dirname(folder);
		if (parent === folder) throw new Error('queries/ not found above the program');
		folder = parent;
	}
	return folder;
}
