import type { Session } from './duckdb.ts';
import { readFact } from './statement.ts';

/** The facts, each after those that it reads. */
const beforeTickets = [
	'client_name',
	'person_name',
	'known_client',
	'code_class',
	'seen_ticket',
	'observed_event',
	'status_name',
	'priority_name',
	'clock_span',
	'zone_offset',
	'business_window',
	'business_clock',
	'business_clock_inverse',
] as const;

/** Facts of one ticket each, which nothing of another ticket changes; all have a `ticket_key`. */
const ofTickets = [
	'ticket_with_status',
	'status_interval',
	'value_interval',
	'open_interval',
	'ticket_fact',
] as const;

const afterTickets = ['source_history', 'ticket_clock', 'value_in_use'] as const;

export const models = [...beforeTickets, 'ticket_basis', ...ofTickets, ...afterTickets] as const;

/** Read once by the models and of no use afterwards. */
export const steppingStones: readonly string[] = [
	'ticket_with_status',
	'seen_ticket',
	'zone_offset',
];

/** Beyond this part of all tickets, building everything anew is no slower. */
const mostChanged = 0.2;

/** How the facts were built. */
export interface BuiltModels {
	/** How many tickets had their facts worked out anew; `null` if all had. */
	changedTickets: number | null;
}

/**
 * Builds every fact from the current relations. Where the facts of the last build stand and were
 * made by the same words and the same SQL, those of tickets of which nothing has changed are kept.
 * To be called inside a transaction.
 */
export async function buildModels(
	session: Session,
	{ mayKeep }: { mayKeep: boolean },
): Promise<BuiltModels> {
	for (const name of beforeTickets) await buildWhole(session, name);
	const changedTickets = await findChanged(session, mayKeep);
	if (changedTickets === null) {
		for (const name of ofTickets) await buildWhole(session, name);
	} else {
		if (changedTickets > 0) await rebuildChanged(session);
		await session.run('drop table changed_ticket');
	}
	for (const name of afterTickets) await buildWhole(session, name);
	for (const name of steppingStones) await session.run(`drop table if exists ${name}`);
	return { changedTickets };
}

async function buildWhole(session: Session, name: string): Promise<void> {
	await session.run(`create or replace table ${name} as ${readFact(name)}`);
}

/**
 * Lists the tickets that are not what they were, those that are gone among them, in the temporary
 * table `changed_ticket`. Returns how many they are, `null` if all facts are to be built anew.
 */
async function findChanged(session: Session, mayKeep: boolean): Promise<number | null> {
	const { exists } = await session.one<{ exists: boolean }>(
		`select count(*) = 1 as exists from duckdb_tables()
		where table_name = 'ticket_basis' and not temporary`,
	);
	if (exists && mayKeep) {
		await session.run('create or replace temp table former_basis as from ticket_basis');
	}
	await buildWhole(session, 'ticket_basis');
	if (!exists || !mayKeep) return null;
	await session.run(`
		create or replace temp table changed_ticket as
		select ticket_key, former.ticket_key is not null as is_known
		from ticket_basis
		full join former_basis as former using (ticket_key)
		where ticket_basis.content_hash is distinct from former.content_hash;
		drop table former_basis`);
	const { changed, total } = await session.one<Record<'changed' | 'total', number>>(`
		select (select count(*) from changed_ticket)::integer as changed,
			(select count(*) from ticket_basis)::integer as total`);
	if (changed <= mostChanged * total) return changed;
	await session.run('drop table changed_ticket');
	return null;
}

/**
 * Works out the facts of the changed tickets and puts them in place of the former ones. Temporary
 * tables go before others of their name, so that the same SQL sees nothing but these tickets.
 */
async function rebuildChanged(session: Session): Promise<void> {
	const { master } = await session.one<{ master: string }>('select current_database() as master');
	await session.run(`
		create temp view ticket as
		from ${master}.main.ticket where record_id in (select ticket_key from changed_ticket);
		create temp view ticket_event as
		from ${master}.main.ticket_event
		where (source, ticket_id) in (select source, ticket_id from temp.main.ticket)`);
	for (const name of ofTickets) {
		await session.run(`create temp table ${name} as ${readFact(name)}`);
	}
	for (const name of ofTickets.filter((each) => !steppingStones.includes(each))) {
		await session.run(`
			delete from ${master}.main.${name}
			where ticket_key in (select ticket_key from changed_ticket where is_known);
			insert into ${master}.main.${name} by name from temp.main.${name}`);
	}
	for (const name of ofTickets) await session.run(`drop table temp.main.${name}`);
	await session.run('drop view temp.main.ticket_event; drop view temp.main.ticket');
}
