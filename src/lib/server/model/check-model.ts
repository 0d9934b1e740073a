import { isHolidayRegion } from './holidays.ts';
import { nameItem, wordPath } from './item-name.ts';
import { ModelError, type ModelProblem } from './model-error.ts';
import { fitShape, type ServiceModel, type ShapeIssue } from './model-schema.ts';

type Problem = Pick<ModelProblem, 'path' | 'problem' | 'expected' | 'remedy'>;

/**
 * Checks a document from its shape to what its parts say of each other.
 * @returns the model, or all that is wrong with it
 */
export function checkModel(
	document: unknown,
): { model: ServiceModel; problems: [] } | { model: null; problems: ModelProblem[] } {
	const { model, issues } = fitShape(document);
	const problems = model === null ? issues.map(describeIssue) : findContradictions(model);
	if (model !== null && problems.length === 0) return { model, problems: [] };
	return {
		model: null,
		problems: problems.map((problem) => ({ ...problem, place: wordPath(document, problem.path) })),
	};
}

/** @throws {ModelError} that names every fault */
export function requireModel(document: unknown, name = 'The service model'): ServiceModel {
	const { model, problems } = checkModel(document);
	if (model === null) throw new ModelError(name, problems);
	return model;
}

function describeIssue({ path, kind, found, expected }: ShapeIssue): Problem {
	const key = String(path.at(-1) ?? 'the document');
	if (kind === 'missing') {
		return { path, problem: 'it is missing', expected, remedy: `Add “${key}”.` };
	}
	if (kind === 'unknown') {
		const remedy = 'Correct its spelling or take it out.';
		return { path, problem: 'it is not known here', expected, remedy };
	}
	const shown = JSON.stringify(found) ?? 'nothing';
	const words = shown.length > 80 ? `${shown.slice(0, 79)}…` : shown;
	return { path, problem: `${words} cannot be used`, expected, remedy: 'Change it.' };
}

function findContradictions(model: ServiceModel): Problem[] {
	return [
		...findRepeatedNames(model),
		...findSharedSpellings(model),
		...findUnknownReferences(model),
		...model.calendars.flatMap((_, index) => checkCalendar(model, index)),
		...model.policies.flatMap((_, index) => checkPolicy(model, index)),
		...checkMeaning(model),
	];
}

function findRepeatedNames(model: ServiceModel): Problem[] {
	const lists = [
		...['statuses', 'priorities', 'levels', 'priority_matrix', 'billing_codes', 'time_categories'],
		...['intake_fields', 'closure_elements', 'cadences', 'calendars', 'policies'],
	] as (keyof ServiceModel)[];
	return lists.flatMap((list) => {
		const items = model[list] as unknown[];
		const nameOf = (item: unknown) => nameItem(item) ?? String(item);
		return findRepeats(items.map(nameOf)).map((index) => ({
			path: [list, index],
			problem: `“${nameOf(items[index])}” stands there twice`,
			expected: 'each name once',
			remedy: 'Take one of them out or rename it.',
		}));
	});
}

/** The places of those that came before. */
function findRepeats(values: readonly string[]): number[] {
	return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

/** Spellings are compared by their letters and digits, as the warehouse does. */
function toSpelling(word: string): string {
	return word.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function findSharedSpellings(model: ServiceModel): Problem[] {
	const lists = [
		['statuses', 'status'],
		['priorities', 'priority'],
		['levels', 'level'],
		['billing_codes', 'name'],
	] as const;
	return lists.flatMap(([list, key]) => {
		const owners = new Map<string, string>();
		const items = model[list] as unknown as (Record<string, string> & { spellings: string[] })[];
		return items.flatMap((item, index) =>
			[item[key]!, ...item.spellings].flatMap((word, place): Problem[] => {
				const path = [list, index, ...(place === 0 ? [key] : ['spellings', place - 1])];
				const spelling = toSpelling(word);
				const owner = owners.get(spelling);
				owners.set(spelling, owner ?? item[key]!);
				if (spelling === '') {
					const problem = `“${word}” has no letter or digit to know it by`;
					return [{ path, problem, expected: 'a word', remedy: 'Map such a value by source.' }];
				}
				if (owner === undefined || owner === item[key]) return [];
				return [
					{
						path,
						problem: `“${word}” already means “${owner}”`,
						expected: 'each spelling, compared by letters and digits, for one meaning',
						remedy: 'Take it out of one of them.',
					},
				];
			}),
		);
	});
}

function findUnknownReferences(model: ServiceModel): Problem[] {
	const names = {
		calendar: model.calendars.map(({ calendar }) => calendar),
		policy: model.policies.map(({ policy }) => policy),
		priority: model.priorities.map(({ priority }) => priority),
		level: model.levels.map(({ level }) => level),
	};
	const refer = (kind: keyof typeof names, name: string, path: (string | number)[]): Problem[] =>
		names[kind].includes(name) ? [] : [toUnknown(kind, name, names[kind], path)];
	return [
		...refer('calendar', model.defaults.calendar, ['defaults', 'calendar']),
		...refer('policy', model.defaults.policy, ['defaults', 'policy']),
		...model.priority_matrix.flatMap(({ impact, urgency, priority }, index) => [
			...refer('level', impact, ['priority_matrix', index, 'impact']),
			...refer('level', urgency, ['priority_matrix', index, 'urgency']),
			...refer('priority', priority, ['priority_matrix', index, 'priority']),
		]),
	];
}

function toUnknown(
	kind: string,
	name: string,
	known: readonly string[],
	path: (string | number)[],
): Problem {
	return {
		path,
		problem: `there is no ${kind} “${name}”`,
		expected: known.length === 0 ? `a ${kind} of this model` : `one of ${known.join(', ')}`,
		remedy: `Add that ${kind} or name another.`,
	};
}

/** Versions follow one another, and the first holds from the beginning. */
function checkVersions(
	versions: readonly { valid_from: string | null }[],
	path: (string | number)[],
): Problem[] {
	if (versions.length === 0) {
		return [{ path, problem: 'there is no version', expected: 'at least one', remedy: 'Add one.' }];
	}
	return versions.flatMap(({ valid_from }, index): Problem[] => {
		const here = [...path, index, 'valid_from'];
		if (index === 0) {
			if (valid_from === null) return [];
			return [
				{
					path: here,
					problem: 'the first version holds only from a day on',
					expected: 'null in the first version, which holds from the beginning',
					remedy: 'Write what held before that day as the first version.',
				},
			];
		}
		const before = versions[index - 1]!.valid_from ?? '';
		if (valid_from !== null && valid_from > before) return [];
		return [
			{
				path: here,
				problem: 'this version does not begin after the one before it',
				expected: before === '' ? 'a day' : `a day after ${before}`,
				remedy: 'Put the versions in the order of their days.',
			},
		];
	});
}

function checkCalendar({ calendars }: ServiceModel, index: number): Problem[] {
	const { versions, own_days } = calendars[index]!;
	const path = ['calendars', index];
	return [
		...checkVersions(versions, [...path, 'versions']),
		...versions.flatMap(({ windows, holidays }, place): Problem[] => {
			const here = [...path, 'versions', place];
			const problems: Problem[] = windows.flatMap(({ days }, position) =>
				days.length > 0
					? []
					: [
							{
								path: [...here, 'windows', position, 'days'],
								problem: 'these hours have no day',
								expected: 'at least one of mon, tue, wed, thu, fri, sat, sun',
								remedy: 'Add the days or take the hours out.',
							},
						],
			);
			if (windows.length === 0) {
				problems.push({
					path: [...here, 'windows'],
					problem: 'there are no hours, so that no business time would ever pass',
					expected: 'at least one window',
					remedy: 'Add the hours, such as mon to fri, 09:00 to 17:00.',
				});
			}
			if (holidays !== null && !isHolidayRegion(holidays.country, holidays.region)) {
				const region = [holidays.country, holidays.region].filter(Boolean).join(', ');
				problems.push({
					path: [...here, 'holidays'],
					problem: `no public holidays of ${region} are known`,
					expected: 'a country code such as GB, and a region of it such as ENG or null',
					remedy: 'Correct the codes, or leave them out and name the days yourself.',
				});
			}
			return problems;
		}),
		...own_days.flatMap(({ hours, is_worked }, place): Problem[] => {
			if (!is_worked || hours.length === 0) return [];
			return [
				{
					path: [...path, 'own_days', place],
					problem: 'a holiday that is worked has hours of its own',
					expected: 'either is_worked, which leaves the hours of the weekday, or hours',
					remedy: 'Leave one of the two out.',
				},
			];
		}),
		...findRepeats(own_days.map(({ date }) => date)).map((place) => ({
			path: [...path, 'own_days', place, 'date'],
			problem: 'this day stands there twice',
			expected: 'each day once',
			remedy: 'Take one of them out.',
		})),
	];
}

function checkPolicy(model: ServiceModel, index: number): Problem[] {
	const { versions } = model.policies[index]!;
	const path = ['policies', index, 'versions'];
	const priorities = model.priorities.map(({ priority }) => priority);
	const statuses = model.statuses.map(({ status }) => status);
	return [
		...checkVersions(versions, path),
		...versions.flatMap(({ targets, pauses }, place) => [
			...targets.flatMap(({ priority, minutes, business_days }, position): Problem[] => {
				const here = [...path, place, 'targets', position];
				if (!priorities.includes(priority)) {
					return [toUnknown('priority', priority, priorities, [...here, 'priority'])];
				}
				if ((minutes === null) !== (business_days === null)) return [];
				return [
					{
						path: here,
						problem: 'it is not clear how long this target is',
						expected: 'either minutes or business_days',
						remedy: 'Leave one of the two out.',
					},
				];
			}),
			...findRepeats(targets.map((target) => nameItem(target)!)).map((position) => ({
				path: [...path, place, 'targets', position],
				problem: 'this target stands there twice',
				expected: 'each measure and priority once',
				remedy: 'Take one of them out.',
			})),
			...Object.entries(pauses).flatMap(([measure, named]) =>
				(named ?? []).flatMap((status, position) =>
					statuses.includes(status)
						? []
						: [
								toUnknown('status', status, statuses, [
									...path,
									place,
									'pauses',
									measure,
									position,
								]),
							],
				),
			),
		]),
	];
}

/** What the metrics could not do without. */
function checkMeaning({ statuses, priorities }: ServiceModel): Problem[] {
	const problems: Problem[] = statuses.flatMap(({ class: meaning, clock }, index) =>
		(meaning === 'open') !== (clock === 'stops')
			? []
			: [
					{
						path: ['statuses', index, 'clock'],
						problem: `a status that is ${meaning} cannot have a clock that ${clock}`,
						expected: meaning === 'open' ? 'runs or pauses' : 'stops',
						remedy: 'Change the class or the clock.',
					},
				],
	);
	if (!statuses.some(({ class: meaning }) => meaning === 'done')) {
		problems.push({
			path: ['statuses'],
			problem: 'no status means that a ticket is done',
			expected: 'at least one status of class done',
			remedy: 'Add one.',
		});
	}
	if (priorities.length === 0) {
		problems.push({
			path: ['priorities'],
			problem: 'there are no priorities',
			expected: 'at least one, the most urgent first',
			remedy: 'Add one.',
		});
	}
	return problems;
}
