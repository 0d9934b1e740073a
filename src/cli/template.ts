import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { relationNames } from '../lib/server/import/relations.ts';
import { isRelation, makeTemplate } from '../lib/server/import/template.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';

const options = { out: { type: 'string' } } as const;

/** `waybill template RELATION [--out FILE]`: an empty file in Waybill's own layout. */
export async function run(args: string[]): Promise<number> {
	const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
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
