import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { refreshFacts } from '../lib/server/warehouse/writer.ts';

/** `waybill refresh`: rebuilds the facts after an upgrade or a change of the model; `serve` does so by itself. */
export async function run(): Promise<number> {
	const isRebuilt = await refreshFacts(openDataFolder());
	console.log(isRebuilt ? 'Facts rebuilt and published.' : 'The facts are up to date.');
	return 0;
}
