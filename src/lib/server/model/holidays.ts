import Holidays from 'date-holidays';

export interface Holiday {
	/** ISO day. */
	date: string;
	name: string;
}

/** Whether public holidays of that country, and of that region of it, are known. */
export function isHolidayRegion(country: string, region: string | null): boolean {
	if (!Object.hasOwn(new Holidays().getCountries(), country)) return false;
	return region === null || Object.hasOwn(new Holidays().getStates(country) ?? {}, region);
}

/** The countries and regions whose public holidays are known, by code. */
export function listHolidayRegions(): { country: string; region: string | null; name: string }[] {
	const known = new Holidays();
	return Object.entries(known.getCountries('en')).flatMap(([country, name]) => [
		{ country, region: null, name },
		...Object.entries(known.getStates(country, 'en') ?? {}).map(([region, regionName]) => ({
			country,
			region,
			name: `${name}, ${regionName}`,
		})),
	]);
}

/**
 * The public holidays of a country or region in the years from the first to the last, with the days
 * that stand in for those which fall on a weekend. Observances and half days are none.
 */
export function listPublicHolidays(
	{ country, region }: { country: string; region: string | null },
	[firstYear, lastYear]: readonly [number, number],
): Holiday[] {
	const known = region === null ? new Holidays(country) : new Holidays(country, region);
	const days = new Map<string, string>();
	for (let year = firstYear; year <= lastYear; year++) {
		for (const { date, type, name } of known.getHolidays(year, 'en')) {
			if (type === 'public') days.set(date.slice(0, '2026-12-25'.length), name);
		}
	}
	return [...days].map(([date, name]) => ({ date, name }));
}
