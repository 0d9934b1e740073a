import { expect, test } from 'vitest';
import { Header, toHeaderKey } from '#lib/server/import/header.ts';

test.each([
	['in any case', 'ticket NUMBER', 'Ticket Number'],
	['with or without marks', 'Ticket #', 'ticket'],
	['with the star of an import layout', '*InvoiceNo', 'InvoiceNo'],
	[
		'with a note that it is required',
		'[required if no Queue] Primary Resource',
		'Primary Resource',
	],
	[
		'with the number of a user-defined field',
		'UDF:29682910 Additional Information',
		'additionalinformation',
	],
	['in the wrapper of a custom field', 'Custom field (Impact)', 'Impact'],
	['in its Spanish and Portuguese wrapper', 'Campo personalizado (Impact)', 'Impact'],
	['in its German wrapper', 'Benutzerdefinierte Felder (Impact)', 'Impact'],
	['in its French wrapper', 'Champs personnalisés (Impact)', 'Impact'],
	['with a unit', 'Paid At (UTC)', 'Paid At'],
	['in full-width letters', 'Ｔｉｔｌｅ', 'title'],
	['with a byte order mark', '\u{feff}Summary', 'Summary'],
])('a header is known %s', (_, name, spelling) => {
	expect(new Header([name]).find([spelling])).toEqual([0]);
});

test('letters beyond ASCII are part of a header', () => {
	expect(toHeaderKey('Última atualização')).toBe('últimaatualização');
	expect(new Header(['Título']).has('Ttulo')).toBe(false);
});

test('a header that is spelled out is preferred to one that differs in its unit', () => {
	const header = new Header(['Duration (h)', 'Duration (decimal)']);
	expect(header.find(['Duration (decimal)'])).toEqual([1]);
	expect(header.find(['Duration'])).toEqual([0, 1]);
});

test('the first spelling comes first, wherever its column stands', () => {
	const header = new Header(['state', 'incident_state']);
	expect(header.find(['incident_state', 'state'])).toEqual([1, 0]);
});

test('a repeated header has all its positions, in the order of the file', () => {
	expect(new Header(['Labels', 'Summary', 'Labels']).find(['labels'])).toEqual([0, 2]);
});

test('a column without a name is no column that anybody could ask for', () => {
	const header = new Header(['ID', '', '--']);
	expect(header.find([''])).toEqual([]);
	expect(header.keys).toEqual(['id']);
});

test('what a header carries in brackets can be asked for', () => {
	const header = new Header(['Billable Rate (GBP)', 'Task']);
	expect(header.suffix('Billable Rate')).toBe('GBP');
	expect(header.suffix('Task')).toBeNull();
	expect(header.suffix('Amount')).toBeNull();
});

test('a header with its unit can be told from one with another', () => {
	const header = new Header(['Duration (DECIMAL)']);
	expect(header.hasExactly('Duration (decimal)')).toBe(true);
	expect(header.hasExactly('Duration (h)')).toBe(false);
	expect(header.hasExactly('Duration')).toBe(false);
});

test.each([
	['Paid At (UTC)', true],
	['Date_Closed_UTC', true],
	['closed utc', true],
	['date_closed', false],
	['Minutec', false],
	['UTC offset', false],
])('whether the times of %s are UTC is known by its header', (name, isUtc) => {
	expect(new Header([name]).isUtc(0)).toBe(isUtc);
});
