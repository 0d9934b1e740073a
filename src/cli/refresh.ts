import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { refreshFacts } from '../lib/server/warehouse/writer.ts';

/** `waybill refresh`: rebuilds the facts after an upgrade; `serve` does so by itself. */
export async function run(): Promise<number> {
	const isRebuilt = await refreshFacts(openDataFolder());
	console.log(isRebuilt ? 'Facts rebuilt and published.' : 'The facts are those of this release.');
	return 0;
}
