import { checkCalendar, checkPolicy } from './check-versions.ts';
import { nameItem } from './item-name.ts';
import type { ServiceModel } from './model-schema.ts';
import { findRepeats, toUnknown, type Path, type Problem } from './problems.ts';

/** What the parts of a model say against each other. */
export function findContradictions(model: ServiceModel): Problem[] {
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
	const refer = (kind: keyof typeof names, name: string, path: Path): Problem[] =>
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
