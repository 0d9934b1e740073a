import type { ImportOptions } from '../import/import-options.ts';
import { localActor, type Store } from './store.ts';

/** What was settled about the exports of one source, applied to the next one without asking. */
export interface ImportProfile {
	source: string;
	/** The name of the preset that its files were recognised as. */
	preset: string;
	/** The header keys of the file that it was settled on. */
	header: readonly string[];
	options: ImportOptions;
	at: string;
}

/** The newest profile of each source and kind of file, the newest first. */
export function readProfiles(store: Store): ImportProfile[] {
	const rows = store.prepare(
		`select source, preset, header, options, at from import_profile
		where profile_id in (select max(profile_id) from import_profile group by source, preset)
		order by profile_id desc`,
	);
	return rows.all().map((row) => ({
		source: String(row['source']),
		preset: String(row['preset']),
		header: JSON.parse(String(row['header'])) as string[],
		options: JSON.parse(String(row['options'])) as ImportOptions,
		at: String(row['at']),
	}));
}

/** Keeps a profile; the one before it stays on record. Words on values and names have their own place. */
export function saveProfile(
	store: Store,
	{ source, preset, header, options }: Omit<ImportProfile, 'at'>,
	actor = localActor,
): void {
	const kept: ImportOptions = { ...options, values: undefined, aliases: undefined };
	store
		.prepare(
			`insert into import_profile (source, preset, header, options, actor, at)
			values (?, ?, ?, ?, ?, ?)`,
		)
		.run(
			source,
			preset,
			JSON.stringify(header),
			JSON.stringify(kept),
			actor,
			new Date().toISOString(),
		);
}
