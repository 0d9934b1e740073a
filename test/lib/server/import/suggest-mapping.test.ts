import { expect, test } from 'vitest';
import { Header } from '#lib/server/import/header.ts';
import type { RelationFields } from '#lib/server/import/presets/waybill.ts';
import { relationNames, relations } from '#lib/server/import/relations.ts';
import { suggestMapping } from '#lib/server/import/suggest-mapping.ts';

const known = Object.fromEntries(
	relationNames.map((name) => [name, [...relations[name].required]]),
) as unknown as RelationFields;
const suggest = (...names: string[]) => suggestMapping(new Header(names), known);

test('a column goes to the field that presets take its name for', () => {
	expect(suggest('Ref', 'Zusammenfassung', 'State', 'Opened', 'Floor').ticket).toEqual({
		ticket_id: 'Ref',
		title: 'Zusammenfassung',
		status: 'State',
		created_at: 'Opened',
	});
});

test('the field of a column’s own name goes before any other', () => {
	const { ticket } = suggest('Status', 'created_at', 'Created', 'Title', 'Subject');
	expect(ticket).toEqual({ status: 'Status', created_at: 'created_at', title: 'Title' });
});

test('a column goes to one field only, and names that nobody knows go nowhere', () => {
	const fields: RelationFields = { ...known, agreement: ['agreement_id', 'name'] };
	const { agreement, person } = suggestMapping(new Header(['AGR_Name', 'colour']), fields);
	expect(Object.values(agreement ?? {})).toEqual(['AGR_Name']);
	expect(person).toEqual({});
});
