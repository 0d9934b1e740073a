import { writeFileSync } from 'node:fs';
import { relationNames } from '../lib/server/import/relations.ts';
import { isRelation, makeTemplate } from '../lib/server/import/template.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';
import { describeUsage, readArguments } from './command-line.ts';

const options = {
	out: { type: 'string', value: 'FILE', words: 'where to write it; without it, the terminal' },
} as const;

export const usage = describeUsage('template RELATION [options]', options);

/** `waybill template RELATION [--out FILE]`: an empty file in Waybill's own layout. */
export async function run(args: string[]): Promise<number> {
	const { positionals, values } = readArguments(args, { usage, options, most: 1 });
	const [relation = ''] = positionals;
	if (!isRelation(relation)) {
		throw new ParameterError(
			`name a relation: waybill template RELATION, one of ${relationNames.join(', ')}`,
		);
	}
	const template = makeTemplate(relation);
	if (values.out === undefined) {
		process.stdout.write(template);
		return 0;
	}
	try {
		// What somebody has filled already is not written over.
		writeFileSync(values.out, template, { flag: 'wx' });
	} catch (error) {
		throw new ParameterError(`the template cannot be written: ${(error as Error).message}`);
	}
	console.log(`Empty template of ${relation} written to ${values.out}`);
	return 0;
}
