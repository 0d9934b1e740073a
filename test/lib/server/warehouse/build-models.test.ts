import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeAliases } from '#lib/server/store/aliases.ts';
import { setUndone } from '#lib/server/store/import-log.ts';
import { buildFacts } from '#lib/server/warehouse/build.ts';
import { models, steppingStones } from '#lib/server/warehouse/build-models.ts';
import { followImportsInForce } from '#lib/server/warehouse/current-state.ts';
import { shareWriter } from '../import/share-writer.ts';

const shared = shareWriter();

/** Every fact with all of its rows, in an order of their own. */
async function readFacts(): Promise<Record<string, unknown>> {
	const { session } = shared.writer;
	const facts: Record<string, unknown> = {};
	for (const name of models.filter((each) => !steppingStones.includes(each))) {
		facts[name] = await session.all(`select * from ${name} order by all`);
	}
	return facts;
}

const build = (isRebuild: boolean) =>
	buildFacts(shared.writer.session, shared.writer.store, { isRebuild });

const ids = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];
const ticketFile = (rows: readonly string[]) =>
	['ticket_id,title,status,created_at,resolved_at,client,assignee', ...rows].join('\n');
const ticket = fc.record({
	id: fc.constantFrom(...ids),
	title: fc.constantFrom('Printer', 'Mailbox'),
	status: fc.constantFrom('New', 'In progress', 'Closed', 'Odd'),
	client: fc.constantFrom('Acme', 'Beta', ''),
	assignee: fc.constantFrom('Ada', 'Ben', ''),
});
const step = fc.oneof(
	fc.array(ticket, { minLength: 1, maxLength: 2 }).map((rows) => ({
		name: 'ticket',
		text: ticketFile(
			rows.map(({ id, title, status, client, assignee }) => {
				const resolved = status === 'Closed' ? '2026-03-05' : '';
				return `${id},${title},${status},2026-03-02,${resolved},${client},${assignee}`;
			}),
		),
	})),
	fc
		.record({ id: fc.constantFrom(...ids), to: fc.constantFrom('In progress', 'Closed') })
		.map(({ id, to }) => ({
			name: 'ticket_event',
			text: `ticket_id,at,kind,from_value,to_value\n${id},2026-03-03T09:00:00Z,status,New,${to}`,
		})),
	fc.constantFrom('Ada', 'Ben').map((person) => ({
		name: 'person',
		text: `person,team\n${person},Service desk`,
	})),
	fc.constantFrom('Acme', 'Beta').map((client) => ({
		name: 'client',
		text: `client_id,name\nC1,${client}`,
	})),
	fc.record({ undone: fc.nat(5) }),
	fc.record({ alias: fc.constantFrom('Acme', 'Beta') }),
);

test('facts that were kept and worked out anew equal those of a full rebuild', async () => {
	let kept = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
			const { session, store } = shared.writer;
			const imported: number[] = [];
			const first = ids.map((id) => `${id},Printer,New,2026-03-01,,Acme,Ada`);
			imported.push((await shared.import('ticket', ticketFile(first))).importId);
			await build(false);
			for (const each of steps) {
				if ('undone' in each) {
					const importId = imported[each.undone % imported.length]!;
					if (!setUndone(store, importId, true)) setUndone(store, importId, false);
					await followImportsInForce(session, store);
				} else if ('alias' in each) {
					writeAliases(store, [
						{ source: shared.source, kind: 'client', value: each.alias, canonical_id: 'C1' },
					]);
				} else {
					imported.push((await shared.import(each.name, each.text)).importId);
				}
				const { changedTickets } = await build(false);
				if (changedTickets !== null) kept++;
				const stepwise = await readFacts();
				expect((await build(true)).changedTickets).toBe(null);
				expect(stepwise).toEqual(await readFacts());
			}
		}),
		{ numRuns: 6 },
	);
	expect(kept).toBeGreaterThan(4);
});

test('a file that changes one ticket has the facts of that ticket worked out, and no others', async () => {
	await shared.import('ticket', ticketFile(ids.map((id) => `${id},Printer,New,2026-03-01,,,`)));
	await build(true);
	expect((await build(false)).changedTickets).toBe(0);
	await shared.import('ticket', ticketFile(['3,Printer,Closed,2026-03-01,2026-03-05,,']));
	expect((await build(false)).changedTickets).toBe(1);
});
