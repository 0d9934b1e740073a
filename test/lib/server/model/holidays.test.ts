import { expect, test } from 'vitest';
import {
	isHolidayRegion,
	listHolidayRegions,
	listPublicHolidays,
} from '#lib/server/model/holidays.ts';

const daysOf = (country: string, region: string | null, year: number) =>
	listPublicHolidays({ country, region }, [year, year]).map(({ date }) => date);

test('public holidays of England in 2026, with the Monday that stands in for a Saturday', () => {
	expect(daysOf('GB', 'ENG', 2026)).toEqual([
		...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31'],
		...['2026-12-25', '2026-12-26', '2026-12-28'],
	]);
});

test('regions of one country keep different days', () => {
	expect(daysOf('GB', 'SCT', 2026)).toContain('2026-11-30');
	expect(daysOf('GB', 'ENG', 2026)).not.toContain('2026-11-30');
});

test('observances and half days are no holidays', () => {
	const days = daysOf('US', null, 2026);
	expect(days).toContain('2026-11-26');
	expect(days).not.toContain('2026-02-14');
	expect(days).not.toContain('2026-12-24');
});

test('years follow one another without gaps or repeats', () => {
	const both = listPublicHolidays({ country: 'DE', region: 'BY' }, [2025, 2026]);
	const dates = both.map(({ date }) => date);
	expect(dates).toEqual([...daysOf('DE', 'BY', 2025), ...daysOf('DE', 'BY', 2026)]);
	expect(new Set(dates).size).toBe(dates.length);
});

test('countries and regions are known by their codes', () => {
	expect(isHolidayRegion('GB', null)).toBe(true);
	expect(isHolidayRegion('GB', 'ENG')).toBe(true);
	expect(isHolidayRegion('GB', 'BY')).toBe(false);
	expect(isHolidayRegion('constructor', null)).toBe(false);
	expect(listHolidayRegions()).toContainEqual({
		country: 'GB',
		region: 'ENG',
		name: 'United Kingdom, England',
	});
});
