import { inspectFile } from '../lib/server/import/inspect-file.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';
import { readOptionsFile } from './options-file.ts';
import { describeUsage, readArguments } from './command-line.ts';

const options = {
	options: { type: 'string', value: 'FILE', words: 'a JSON of what is stated of the file' },
} as const;

export const usage = describeUsage('inspect FILE [options]', options);

/** `waybill inspect FILE`: what a file would be taken for and what has to be asked, as JSON. */
export async function run(args: string[]): Promise<number> {
	const { positionals, values } = readArguments(args, { usage, options, most: 1 });
	const [file] = positionals;
	if (file === undefined) throw new ParameterError('name a file: waybill inspect FILE');
	const stated = values.options === undefined ? {} : readOptionsFile(values.options);
	const found = await inspectFile(openDataFolder(), file, stated, (progress) => {
		// A server that started this process listens.
		if (process.connected) process.send?.(progress);
	});
	console.log(JSON.stringify(found));
	return 0;
}
