import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffModels, sayChange } from '#lib/server/model/diff-models.ts';
import type { ServiceModel } from '#lib/server/model/model-schema.ts';
import { anyModel, makeModel } from '../../../support/service-model.ts';

const changesOf = (change: (model: ServiceModel) => void) =>
	diffModels(makeModel(), makeModel(change)).map(sayChange);

test('a changed value is shown with its place by names, before and after', () => {
	expect(
		changesOf((model) => {
			model.statuses[3]!.clock = 'pauses';
			model.policies[0]!.versions[0]!.targets[1]!.business_days = 3;
		}),
	).toEqual([
		'~ statuses › Scheduled › clock: runs → pauses',
		'~ policies › Standard › versions › from the beginning › targets › triage, Low › business_days: 2 → 3',
	]);
});

test('what was added and removed is shown once, whatever stands around it', () => {
	expect(
		changesOf((model) => {
			model.statuses[0]!.spellings.unshift('Fresh');
			model.statuses[0]!.spellings.pop();
			model.levels.splice(1, 1);
			model.calendars[0]!.versions.push({
				...model.calendars[0]!.versions[0]!,
				...{ valid_from: '2026-11-01', windows: [] },
			});
		}),
	).toEqual([
		'+ statuses › New › spellings: Fresh',
		'- statuses › New › spellings: Tarefas pendentes',
		'- levels › Medium: level: Medium, spellings: 2; 2 - Medium; Moderate; Significant',
		'+ calendars › Business hours › versions › from 2026-11-01: valid_from: 2026-11-01, windows: none',
	]);
});

test('another order is a change, since it says what is more urgent', () => {
	expect(changesOf((model) => model.priorities.reverse())).toEqual([
		'~ priorities: order Critical, High, Medium, Low → Low, Medium, High, Critical',
	]);
});

test('two models differ exactly when something is shown', () => {
	fc.assert(
		fc.property(anyModel, anyModel, (one, other) => {
			expect(diffModels(one, structuredClone(one))).toEqual([]);
			const isSame = JSON.stringify(one) === JSON.stringify(other);
			expect(diffModels(one, other).length === 0).toBe(isSame);
		}),
		{ numRuns: 50 },
	);
});
