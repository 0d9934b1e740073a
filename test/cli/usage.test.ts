import { expect, test } from 'vitest';
import { makeFolder } from '../support/warehouse.ts';
import * as missing from '../../src/cli/missing.ts';
import * as refresh from '../../src/cli/refresh.ts';
import { hasStack, refusalOf, runWaybill } from './run-waybill.ts';

test('a command says how it is called, with its options in words', async () => {
	const { code, stdout, stderr } = await runWaybill(makeFolder(), 'import', '--help');
	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	expect(stdout).toMatch(/^Usage: waybill import FILE… \[options\]$/m);
	expect(stdout).toMatch(/^ {2}--zone ZONE +the zone of times without an offset/m);
	expect(stdout).not.toContain('--job');
});

test.each(['inspect', 'inbox', 'query', 'metrics', 'undo', 'redo', 'missing', 'template', 'alias'])(
	'%s says how it is called',
	async (name) => {
		const { code, stdout } = await runWaybill(makeFolder(), name, '--help');
		expect(code).toBe(0);
		expect(stdout).toContain(`Usage: waybill ${name}`);
	},
);

test.each([
	['an unknown option', ['12', '--confrim'], 'There is no option --confrim.'],
	['a word too many', ['12', '13'], '“13” is more than the command takes.'],
	['a value where none belongs', ['12', '--confirm=yes'], 'The option --confirm takes no value.'],
])('%s is refused with how the command is called', async (_, args, sentence) => {
	const refusal = await refusalOf(missing.run, makeFolder(), args);
	expect(refusal).toContain(sentence);
	expect(refusal).toContain('Usage: waybill missing ID');
	expect(hasStack(refusal)).toBe(false);
});

test('a command without options refuses one', async () => {
	expect(await refusalOf(refresh.run, makeFolder(), ['--now'])).toContain(
		'There is no option --now.',
	);
});

test('an option without its value is refused', async () => {
	const { code, stderr } = await runWaybill(makeFolder(), 'import', 'a.csv', '--zone');
	expect(code).toBe(1);
	expect(stderr).toContain('The option --zone needs a value after it.');
});
