import { expect, test } from 'vitest';
import { writeAliases, type Alias } from '#lib/server/store/aliases.ts';
import { select } from '../../support/questions.ts';
import {
	importInto,
	makeDataFolder,
	openReader,
	openWarehouse,
	writeTable,
} from '../../support/warehouse.ts';

const alias = (kind: Alias['kind'], value: string, canonical_id: string): Alias => ({
	source: 'test',
	kind,
	value,
	canonical_id,
});

const clientTable = `
	client_id,name
	FEN,Fenwick Rowe
	MAR,Marlowe Foods`;

const ticketsOf = (...clients: string[]) =>
	[
		'ticket_id,title,status,created_at,client',
		...clients.map((client, index) => `${index},Printer,New,2026-03-02T09:00:00Z,${client}`),
	].join('\n');

const clientNames = 'select value, client_id, is_resolved from client_name order by value';

test('a client is known by its id and by its name', async () => {
	const reader = await openWarehouse({
		client: clientTable,
		ticket: ticketsOf('FEN', 'Marlowe Foods'),
	});
	expect(await select(reader, clientNames)).toEqual([
		{ value: 'FEN', client_id: 'FEN', is_resolved: true },
		{ value: 'Marlowe Foods', client_id: 'MAR', is_resolved: true },
	]);
});

test('an alias joins two spellings of a client', async () => {
	const reader = await openWarehouse(
		{ client: clientTable, ticket: ticketsOf('Fenwick Rowe', 'Fenwick Rowe Architects Ltd') },
		{
			prepare: ({ store }) =>
				writeAliases(store, [alias('client', 'Fenwick Rowe Architects Ltd', 'FEN')]),
		},
	);
	expect(
		await select(reader, 'select client_id, count(*) as tickets from ticket_fact group by all'),
	).toEqual([{ client_id: 'FEN', tickets: 2 }]);
});

test('an alias decides before a match of names', async () => {
	const reader = await openWarehouse(
		{ client: clientTable, ticket: ticketsOf('Marlowe Foods') },
		{ prepare: ({ store }) => writeAliases(store, [alias('client', 'Marlowe Foods', 'FEN')]) },
	);
	expect(await select(reader, clientNames)).toEqual([
		{ value: 'Marlowe Foods', client_id: 'FEN', is_resolved: true },
	]);
});

test('an alias of one system says nothing of another', async () => {
	const reader = await openWarehouse(
		{ client: clientTable, ticket: ticketsOf('Fenwick') },
		{
			prepare: ({ store }) =>
				writeAliases(store, [{ ...alias('client', 'Fenwick', 'FEN'), source: 'other' }]),
		},
	);
	expect(await select(reader, clientNames)).toEqual([
		{ value: 'Fenwick', client_id: 'Fenwick', is_resolved: false },
	]);
});

test('a name that matches nothing stands for itself', async () => {
	const reader = await openWarehouse({ client: clientTable, ticket: ticketsOf('Nobody Ltd') });
	expect(await select(reader, clientNames)).toEqual([
		{ value: 'Nobody Ltd', client_id: 'Nobody Ltd', is_resolved: false },
	]);
});

test('the id of one client goes before the same word as the name of another', async () => {
	const reader = await openWarehouse({
		client: `
			client_id,name
			MAR,FEN
			FEN,Fenwick Rowe`,
		ticket: ticketsOf('FEN'),
	});
	expect(await select(reader, clientNames)).toEqual([
		{ value: 'FEN', client_id: 'FEN', is_resolved: true },
	]);
});

test('a name that two clients share resolves to neither', async () => {
	const reader = await openWarehouse({
		client: `
			client_id,name
			FEN1,Fenwick Rowe
			FEN2,Fenwick Rowe`,
		ticket: ticketsOf('Fenwick Rowe'),
	});
	expect(await select(reader, clientNames)).toEqual([
		{ value: 'Fenwick Rowe', client_id: 'Fenwick Rowe', is_resolved: false },
	]);
});

test('a name that Waybill itself declares goes before the same name in an import', async () => {
	const folder = makeDataFolder();
	const load = (name: string, text: string, source: string) =>
		importInto(folder, writeTable(name, text), { source });
	await load('client.csv', 'client_id,name\n0017,Fenwick Rowe', 'psa');
	await load('client.csv', 'client_id,name\nFEN,Fenwick Rowe', 'waybill');
	await load('ticket.csv', ticketsOf('Fenwick Rowe', '0017'), 'psa');
	const reader = await openReader(folder);
	expect(await select(reader, clientNames)).toEqual([
		{ value: '0017', client_id: '0017', is_resolved: true },
		{ value: 'Fenwick Rowe', client_id: 'FEN', is_resolved: true },
	]);
});

test('a ticket without a client belongs to none', async () => {
	const reader = await openWarehouse({ client: clientTable, ticket: ticketsOf('') });
	expect(await select(reader, 'select client_id from ticket_fact')).toEqual([{ client_id: null }]);
	expect(await select(reader, clientNames)).toEqual([]);
});

test('every client is known once, declared or only named', async () => {
	const reader = await openWarehouse({
		client: clientTable,
		ticket: ticketsOf('FEN', 'Fenwick Rowe', 'Nobody Ltd'),
	});
	expect(
		await select(
			reader,
			'select client_id, name, is_declared from known_client order by client_id',
		),
	).toEqual([
		{ client_id: 'FEN', name: 'Fenwick Rowe', is_declared: true },
		{ client_id: 'MAR', name: 'Marlowe Foods', is_declared: true },
		{ client_id: 'Nobody Ltd', name: 'Nobody Ltd', is_declared: false },
	]);
});

test('what Waybill itself says of a client goes before what an import says', async () => {
	const folder = makeDataFolder();
	const declare = (source: string, name: string) =>
		importInto(folder, writeTable('client.csv', `client_id,name\nFEN,${name}`), { source });
	await declare('psa', 'FENWICK-ROWE (OLD)');
	await declare('waybill', 'Fenwick Rowe');
	await declare('zendesk', 'fenwick');
	const reader = await openReader(folder);
	expect(await select(reader, 'select name from known_client')).toEqual([{ name: 'Fenwick Rowe' }]);
});

test('a person is known by name, by an alias, and otherwise stands for oneself', async () => {
	const reader = await openWarehouse(
		{
			person: `
				person,team
				Amara Osei,Service Desk`,
			ticket: `
				ticket_id,title,status,created_at,assignee
				1,Printer,New,2026-03-02T09:00:00Z,Amara Osei
				2,Printer,New,2026-03-02T09:00:00Z,a.osei`,
			absence: `
				person,absent_on,hours
				Leaver,2026-03-02,7.5`,
		},
		{ prepare: ({ store }) => writeAliases(store, [alias('person', 'a.osei', 'Amara Osei')]) },
	);
	expect(
		await select(reader, 'select value, person, is_resolved from person_name order by value'),
	).toEqual([
		{ value: 'Amara Osei', person: 'Amara Osei', is_resolved: true },
		{ value: 'Leaver', person: 'Leaver', is_resolved: false },
		{ value: 'a.osei', person: 'Amara Osei', is_resolved: true },
	]);
});
