import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffModels } from '#lib/server/model/diff-models.ts';
import { ModelError } from '#lib/server/model/model-error.ts';
import { readYaml, writeYaml } from '#lib/server/model/model-yaml.ts';
import { thresholdNames } from '#lib/server/model/thresholds.ts';
import { anyModel, makeModel } from '../../../support/service-model.ts';

const shipped = writeYaml(makeModel());

/** What is said of the shipped model with one text in place of another. */
function faultsOf(change: (text: string) => string) {
	const text = change(shipped);
	expect(text).not.toBe(shipped);
	try {
		readYaml(text, 'model.yaml');
	} catch (error) {
		if (error instanceof ModelError)
			return { problems: error.problems, message: error.message, text };
		throw error;
	}
	throw new Error('it was taken');
}

/** The line of the first text that matches, from 1. */
const lineOf = (text: string, pattern: RegExp) =>
	text.split('\n').findIndex((line) => pattern.test(line)) + 1;

test('a model that is exported and imported again is the same model', () => {
	fc.assert(
		fc.property(anyModel, (model) => {
			expect(readYaml(writeYaml(model), 'model.yaml')).toEqual(model);
		}),
		{ numRuns: 150 },
	);
});

test('an exported model names every default that is ours, with what it decides', () => {
	for (const name of thresholdNames) {
		const line = lineOf(shipped, new RegExp(`^ {2}${name}: `));
		expect(shipped.split('\n')[line - 2]).toMatch(/^ {2}# .+ Ours: (true|false|[\d.]+)\.$/);
	}
});

test('what may be left out has its default', () => {
	const text = shipped
		.replace(/^thresholds:[^]*$/m, '')
		.replace(/^ *holidays: null\n/m, '')
		.replace(/^ *pauses: {}\n/m, '');
	expect(diffModels(makeModel(), readYaml(text, 'model.yaml'))).toEqual([]);
});

describe('a file that cannot be used says line, place, what was expected and what to do', () => {
	test('for a word that there is not', () => {
		const { problems, message, text } = faultsOf((good) =>
			good.replace('class: done', 'class: dun'),
		);
		expect(problems).toHaveLength(1);
		expect(message).toBe(
			`model.yaml, line ${lineOf(text, /class: dun/)}, statuses › Closed › class: "dun" cannot be used. ` +
				'Expected one of open, done, withdrawn. Change it.',
		);
	});

	test('for a number where a text belongs', () => {
		const { problems, text } = faultsOf((good) => good.replace('P2, "2", 2', 'P2, 2, 2'));
		expect(problems).toMatchObject([
			{
				line: lineOf(text, /P2, 2, 2/),
				place: 'priorities › High › spellings › 2',
				expected: 'a text; put it in quotes if it looks like a number or a date',
			},
		]);
	});

	test('for an entry that is missing and one that is unknown', () => {
		const { problems, text } = faultsOf((good) =>
			good.replace('    stage: intake', '    stages: intake').replace('    activity: queue\n', ''),
		);
		expect(problems).toMatchObject([
			{
				place: 'statuses › New › activity',
				problem: 'it is missing',
				line: lineOf(text, /status: New/),
			},
			{
				place: 'statuses › New › stages',
				problem: 'it is not known here',
				line: lineOf(text, /stages:/),
			},
		]);
	});

	test('for a contradiction deep in a list', () => {
		const { problems, text } = faultsOf((good) =>
			good.replace('priority: Low, minutes', 'priority: Lower, minutes'),
		);
		expect(problems).toMatchObject([
			{
				line: lineOf(text, /Lower/),
				place:
					'policies › Standard › versions › from the beginning › targets › triage, Lower › priority',
				problem: 'there is no priority “Lower”',
				expected: 'one of Critical, High, Medium, Low',
			},
		]);
	});

	test('for text that is no YAML, and for one that would grow without end', () => {
		expect(
			faultsOf((good) => good.replace('statuses:', 'statuses: [')).problems[0]!.line,
		).toBeGreaterThan(1);
		const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e']
			.map((name, index) => `${name}: &${name} [${`*${'abcd'[index]},`.repeat(10)}]`)
			.join('\n')}\n`;
		expect(faultsOf(() => bomb).message).toMatch(/model.yaml: .*alias/i);
	});
});
