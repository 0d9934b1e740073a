import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/model.ts';
import { makeFolder } from '../support/warehouse.ts';
import { refusalOf, runWaybill } from './run-waybill.ts';

function change(file: string, from: string, to: string): void {
	const text = readFileSync(file, 'utf8');
	expect(text).toContain(from);
	writeFileSync(file, text.replace(from, to));
}

test('the model is exported, looked at and brought back as one file', async () => {
	const folder = makeFolder();
	const data = join(folder, 'data');
	const file = join(folder, 'model.yaml');
	const model = (...args: string[]) => runWaybill(data, 'model', ...args);

	expect(await model('export', file)).toMatchObject({ code: 0, stdout: '' });
	expect((await model('export')).stdout).toBe(readFileSync(file, 'utf8'));
	expect((await model('check', file)).stdout).toContain('can be used: 9 statuses, 4 priorities');
	expect((await model('diff', file)).stdout).toBe('The file says what is in force.\n');

	change(file, 'recurring_days: 90', 'recurring_days: 60');
	const shown = '~ thresholds › recurring_days: 90 → 60\n';
	expect((await model('diff', file)).stdout).toBe(shown);
	expect((await model('import', file, '--reason', 'Busier')).stdout).toBe(
		`Version 1 of the service model:\n${shown}`,
	);
	expect((await model('diff', file)).stdout).toBe('The file says what is in force.\n');
	expect((await model('import', file)).stdout).toContain('nothing changed');
	expect((await model('export')).stdout).toContain('recurring_days: 60');
});

test('a file that cannot be used is refused with every fault, and nothing is saved', async () => {
	const folder = makeFolder();
	const data = join(folder, 'data');
	const file = join(folder, 'model.yaml');
	await runWaybill(data, 'model', 'export', file);
	const good = readFileSync(file, 'utf8');
	change(file, 'class: done', 'class: dun');
	change(file, 'policy: Standard\n  weekly', 'policy: Gold\n  weekly');
	const line = good.split('\n').findIndex((text) => text.includes('class: done')) + 1;
	for (const action of ['check', 'diff', 'import']) {
		const sentence = await refusalOf(run, data, [action, file]);
		expect(sentence).toContain(`model.yaml, line ${line}, statuses › Closed › class: "dun"`);
	}
	expect((await runWaybill(data, 'model', 'export')).stdout).toBe(good);
});

test('hours that hold already change only by a correction', async () => {
	const folder = makeFolder();
	const data = join(folder, 'data');
	const file = join(folder, 'model.yaml');
	await runWaybill(data, 'model', 'export', file);
	change(file, 'opens: 09:00', 'opens: 08:00');
	await runWaybill(data, 'model', 'import', file);
	change(file, 'opens: 08:00', 'opens: 07:00');
	expect(await refusalOf(run, data, ['import', file])).toContain('the calendar “Business hours”');
	expect((await runWaybill(data, 'model', 'import', file, '--correct')).stdout).toContain(
		'Version 2',
	);
});

test('what to do, and with which file, has to be said', async () => {
	const data = join(makeFolder(), 'data');
	expect(await refusalOf(run, data, [])).toContain('export|import|check|diff');
	expect(await refusalOf(run, data, ['toString'])).toContain('export|import|check|diff');
	expect(await refusalOf(run, data, ['check'])).toContain('name the YAML file');
	expect(await refusalOf(run, data, ['check', 'none.yaml'])).toContain('cannot be read');
});
