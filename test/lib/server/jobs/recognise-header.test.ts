import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCsv } from '#lib/formats/csv.ts';
import { recogniseHeader } from '#lib/server/jobs/recognise-header.ts';
import { makeDataFolder } from '../../../support/warehouse.ts';

describe('a header alone', () => {
	test('says what the file is and where each column would go', async () => {
		const text = readFileSync('test/fixtures/jira/issues-de.csv', 'utf8');
		const [names = []] = parseCsv(text, { delimiter: ',' });
		const { preset, columns } = await recogniseHeader(makeDataFolder(), names);
		expect(preset).toEqual({
			name: 'Jira issues',
			system: 'jira',
			isVerified: true,
			relations: ['ticket'],
		});
		expect(columns[names.indexOf('Zusammenfassung')]).toEqual(['title']);
		expect(columns[names.indexOf('Vorgangs-ID')]).toEqual([]);
	});

	test('that nobody knows leads nowhere', async () => {
		expect(await recogniseHeader(makeDataFolder(), ['colour', 'shape'])).toEqual({
			preset: null,
			columns: [[], []],
		});
	});
});
