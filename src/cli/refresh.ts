import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { refreshFacts } from '../lib/server/warehouse/writer.ts';
import { describeUsage, readArguments } from './command-line.ts';

const options = {
	rebuild: { type: 'boolean', words: 'build all facts anew, also where they are up to date' },
} as const;

export const usage = describeUsage('refresh [options]', options);

/** `waybill refresh`: rebuilds the facts after an upgrade or a change of the model; `serve` does so by itself. */
export async function run(args: string[]): Promise<number> {
	const { values } = readArguments(args, { usage, options, most: 0 });
	const isRebuilt = await refreshFacts(openDataFolder(), values.rebuild);
	console.log(isRebuilt ? 'Facts rebuilt and published.' : 'The facts are up to date.');
	return 0;
}
