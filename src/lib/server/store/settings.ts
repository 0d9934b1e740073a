import { localActor, type Store } from './store.ts';

/** What a team decides about the whole product, each with its default. */
export interface Settings {
	/** The IANA zone in which days, weeks and months begin. */
	reportingZone: string;
	/** Fixes the instant shown, ISO with Z; `null`: the newest instant of the ticket sources. */
	asOf: string | null;
	/** The business day after a month on which it closes, from 1. */
	closingDay: number;
}

const defaults: Settings = { reportingZone: 'UTC', asOf: null, closingDay: 5 };

/** The settings in force: the newest word on each, else its default. */
export function readSettings(store: Store): Settings {
	const rows = store.prepare('select name, value from setting order by rowid').all();
	const stated = Object.fromEntries(
		rows.map((row) => [String(row['name']), JSON.parse(String(row['value'])) as unknown]),
	);
	return { ...defaults, ...stated };
}

/** Adds a word on one setting; earlier ones stay on record. */
export function writeSetting<Name extends keyof Settings>(
	store: Store,
	name: Name,
	value: Settings[Name],
	actor = localActor,
): void {
	store
		.prepare('insert into setting (name, value, actor, at) values (?, ?, ?, ?)')
		.run(name, JSON.stringify(value), actor, new Date().toISOString());
}
