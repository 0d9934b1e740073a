import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Preset } from './preset.ts';

/** Waybill's own layouts come from the warehouse and are made when a file is read. */
const madeAtRuntime = ['waybill.ts'];

const folder = new URL('./presets/', import.meta.url);

/** Every preset of `presets/`: a new file there is all that a new system takes. */
export const presets: readonly Preset[] = await loadPresets();

async function loadPresets(): Promise<Preset[]> {
	const names = readdirSync(fileURLToPath(folder))
		.filter((name) => name.endsWith('.ts') && !madeAtRuntime.includes(name))
		.sort();
	const modules = await Promise.all(
		names.map((name) => import(new URL(name, folder).href) as Promise<Record<string, Preset>>),
	);
	return modules.flatMap((module) => Object.values(module));
}
