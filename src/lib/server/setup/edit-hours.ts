import type { CalendarVersion, ServiceModel } from '../model/model-schema.ts';
import type { Draft } from './edit-words.ts';
import { fieldOf, orNull, readRows, textOf } from './form-rows.ts';

/** Hours that hold from a day; those of a version that begins on the same day are replaced. */
export function editHours(model: ServiceModel, form: FormData): Draft {
	const version = {
		valid_from: orNull(fieldOf(form, 'valid_from')),
		time_zone: orNull(fieldOf(form, 'time_zone')),
		windows: readRows(form, 'window')
			.filter((row) => row['days'] !== undefined)
			.map((row) => ({
				days: row['days'],
				opens: textOf(row, 'opens'),
				// The field of a browser knows no 24:00.
				closes: textOf(row, 'closes') || '24:00',
			})),
		holidays: toRegion(fieldOf(form, 'holidays')),
	};
	return editCalendar(model, fieldOf(form, 'calendar'), (calendar) => ({
		...calendar,
		versions: placeVersion(calendar.versions, version as CalendarVersion),
	}));
}

/** The days off that a provider names itself; a row without a date is taken out. */
export function editOwnDays(model: ServiceModel, form: FormData): Draft {
	const days = readRows(form, 'day')
		.filter((row) => textOf(row, 'date') !== '')
		.map((row) => ({
			date: textOf(row, 'date'),
			name: textOf(row, 'name'),
			hours: readHours(textOf(row, 'hours')),
			is_worked: row['is_worked'] !== undefined,
		}))
		.sort((one, other) => one.date.localeCompare(other.date));
	return editCalendar(model, fieldOf(form, 'calendar'), (calendar) => ({
		...calendar,
		own_days: days,
	}));
}

/**
 * Hours as they are typed: "09:00 to 12:00, 13:00 to 17:00". What is none is kept, for the check of
 * the model to find.
 */
function readHours(text: string): { opens: string; closes: string }[] {
	return text
		.split(',')
		.map((window) => window.trim())
		.filter((window) => window !== '')
		.map((window) => {
			const [opens = '', closes = ''] = window.split(/\s*(?:to|-|–)\s*/);
			return { opens, closes };
		});
}

/** A new calendar begins with the hours of the default one. */
export function addCalendar(model: ServiceModel, form: FormData): Draft {
	const ours = model.calendars.find(({ calendar }) => calendar === model.defaults.calendar);
	const version = { ...ours!.versions.at(-1)!, valid_from: null };
	const added = { calendar: fieldOf(form, 'name'), versions: [version], own_days: [] };
	return { ...model, calendars: [...model.calendars, added] };
}

function editCalendar(
	model: ServiceModel,
	name: string,
	edit: (calendar: ServiceModel['calendars'][number]) => unknown,
): Draft {
	return {
		...model,
		calendars: model.calendars.map((calendar) =>
			calendar.calendar === name ? edit(calendar) : calendar,
		),
	};
}

/** Puts a version in its place by its first day, instead of one of the same day. */
export function placeVersion<Version extends { valid_from: string | null }>(
	versions: readonly Version[],
	version: Version,
): Version[] {
	return [...versions.filter(({ valid_from }) => valid_from !== version.valid_from), version].sort(
		(one, other) => (one.valid_from ?? '').localeCompare(other.valid_from ?? ''),
	);
}

/** "GB" or "GB-ENG" as country and region. */
function toRegion(text: string): CalendarVersion['holidays'] {
	if (text === '') return null;
	const [country = '', ...region] = text.split('-');
	return { country: country.toUpperCase(), region: orNull(region.join('-').toUpperCase()) };
}
