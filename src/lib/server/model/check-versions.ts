import { isHolidayRegion } from './holidays.ts';
import { nameItem } from './item-name.ts';
import type { ServiceModel } from './model-schema.ts';
import { findRepeats, toUnknown, type Path, type Problem } from './problems.ts';

/** Versions follow one another, and the first holds from the beginning. */
function checkVersions(versions: readonly { valid_from: string | null }[], path: Path): Problem[] {
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

export function checkCalendar({ calendars }: ServiceModel, index: number): Problem[] {
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

export function checkPolicy(model: ServiceModel, index: number): Problem[] {
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
