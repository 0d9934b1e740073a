import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { refreshFacts } from '../lib/server/warehouse/writer.ts';
import { describeUsage, readArguments } from './command-line.ts';

export const usage = describeUsage('refresh');

/** `waybill refresh`: rebuilds the facts after an upgrade or a change of the model; `serve` does so by itself. */
export async function run(args: string[]): Promise<number> {
	readArguments(args, { usage, options: {}, most: 0 });
	const isRebuilt = await refreshFacts(openDataFolder());
	console.log(isRebuilt ? 'Facts rebuilt and published.' : 'The facts are up to date.');
	return 0;
}
