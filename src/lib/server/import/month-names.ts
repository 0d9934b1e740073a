/** The languages whose names of months and days are read, as exports were seen in or are likely. */
const languages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'];

/** Forms that exporters write and that the tables of today's browsers no longer have. */
const olderForms: Record<string, number> = { mrz: 3, maa: 3, sep: 9, okt: 10 };

/** English abbreviations, which DuckDB reads as `%b`. */
export const englishMonths = [
	'Jan',
	'Feb',
	'Mar',
	'Apr',
	'May',
	'Jun',
	'Jul',
	'Aug',
	'Sep',
	'Oct',
	'Nov',
	'Dec',
];

/**
 * Every name of a month, short or long, with accents and without, in lower case and without its
 * dot, with the number of the month. No name is that of two months.
 */
export const monthNames: ReadonlyMap<string, number> = collectMonths();

/** Names of days of the week in the same form, but for those that are also names of months. */
export const weekdayNames: readonly string[] = collectWeekdays();

function collectMonths(): Map<string, number> {
	const names = new Map(Object.entries(olderForms));
	for (const language of languages) {
		for (const month of ['short', 'long'] as const) {
			const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' });
			for (let number = 1; number <= 12; number++) {
				for (const name of spell(format.format(Date.UTC(2026, number - 1, 15)))) {
					names.set(name, number);
				}
			}
		}
	}
	return names;
}

function collectWeekdays(): string[] {
	const names = languages.flatMap((language) =>
		(['short', 'long'] as const).flatMap((weekday) => {
			const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
			return Array.from({ length: 7 }, (_, day) =>
				spell(format.format(Date.UTC(2026, 0, 4 + day))),
			).flat();
		}),
	);
	return [...new Set(names)].filter((name) => !monthNames.has(name));
}

function spell(name: string): string[] {
	const plain = name.toLowerCase().replace(/\.$/, '');
	return [plain, plain.normalize('NFD').replace(/\p{M}/gu, '')];
}
