import { error } from '@sveltejs/kit';
import type { QueryModule } from '#queries/query-module.server.ts';

const files = import.meta.glob<Record<string, QueryModule>>('../../queries/metrics/*/*.ts', {
	eager: true,
});

/** Every query module, by name. */
export const modules: readonly QueryModule[] = Object.values(files)
	.flatMap((file) => Object.values(file))
	.sort((a, b) => a.name.localeCompare(b.name));

/** The module of that name, or the page that says there is none. */
export function requireModule(name: string): QueryModule {
	const module = modules.find((candidate) => candidate.name === name);
	if (!module) {
		error(404, { message: `No metric is called “${name}”.`, remedy: 'See the list of metrics.' });
	}
	return module;
}
