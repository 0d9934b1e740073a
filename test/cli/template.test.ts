import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/warehouse.ts';
import { run } from '../../src/cli/template.ts';
import { refusalOf, runWaybill } from './run-waybill.ts';

test('a template is printed, or written where nothing stands yet', async () => {
	const folder = makeFolder();
	const printed = await runWaybill(folder, 'template', 'absence');
	expect(printed).toEqual({ code: 0, stdout: 'person,absent_on,hours\n', stderr: '' });
	const out = join(folder, 'absence.csv');
	const written = await runWaybill(folder, 'template', 'absence', '--out', out);
	expect(written.stdout).toContain(out);
	expect(readFileSync(out, 'utf8')).toBe(`\ufeff${printed.stdout}`);
	expect(await refusalOf(run, folder, ['absence', '--out', out])).toMatch(
		/cannot be written.*EEXIST/,
	);
});

test.each([[[]], [['weather']], [['constructor']]])(
	'a template of %s is refused with those that there are',
	async (args) => {
		expect(await refusalOf(run, makeFolder(), args)).toMatch(
			/one of client, ticket, .*client_size/i,
		);
	},
);
