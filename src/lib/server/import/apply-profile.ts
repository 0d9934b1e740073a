import type { ImportProfile } from '../store/import-profiles.ts';
import type { Header } from './header.ts';
import type { ImportOptions } from './import-options.ts';

/** What a person said, completed by what was settled for the source before. */
export interface CompletedOptions {
	options: ImportOptions;
	profile: ImportProfile | null;
	/** Why none was applied although some would fit. */
	warning: string | null;
}

/**
 * Completes the options of a file from the profile of its source. Of several sources whose files
 * look alike the one with this very header is taken; where that leaves more than one, none is.
 * @param recognisedAs the name of the preset that the header fits best, `null` when none does
 */
export function applyProfile(
	profiles: readonly ImportProfile[],
	file: { header: Header; recognisedAs: string | null },
	stated: ImportOptions,
): CompletedOptions {
	const fitting = profiles.filter(
		(profile) =>
			(stated.source === undefined || profile.source === stated.source) &&
			isOfKind(profile, file) &&
			namedColumns(profile.options).every((column) => file.header.has(column)),
	);
	const exact = fitting.filter((profile) => isSameHeader(profile.header, file.header.keys));
	const candidates = exact.length > 0 ? exact : fitting;
	const sources = [...new Set(candidates.map(({ source }) => source))];
	const [profile] = candidates;
	if (profile === undefined) return { options: stated, profile: null, warning: null };
	if (sources.length > 1) {
		return {
			options: stated,
			profile: null,
			warning: `what was saved for ${sources.join(' and ')} would fit alike, so nothing of it was applied: name the source`,
		};
	}
	const given = Object.fromEntries(
		Object.entries(stated).filter(([, value]) => value !== undefined),
	) as ImportOptions;
	// A person who says what the file is says nothing of the columns of what it was taken for before.
	const isNamed = given.map !== undefined || given.as !== undefined;
	const kept = isNamed
		? { ...profile.options, map: undefined, as: undefined, overrides: undefined }
		: profile.options;
	return {
		options: { ...kept, ...given, source: profile.source },
		profile,
		warning: null,
	};
}

/** A kind that a person named is that of every file that has all the columns of the one before. */
function isOfKind(
	{ preset, header, options }: ImportProfile,
	file: { header: Header; recognisedAs: string | null },
): boolean {
	if (options.map !== undefined || preset === file.recognisedAs) return true;
	return options.as !== undefined && new Set(header).isSubsetOf(new Set(file.header.keys));
}

/** The columns that a profile speaks of; without one of them it is not about this file. */
function namedColumns({ map = {}, overrides = {} }: ImportOptions): string[] {
	const mapped = Object.values(map).flatMap((fields) => Object.values(fields));
	const overridden = Object.values(overrides)
		.flatMap((fields) => Object.values(fields))
		.flatMap((word) => (word === null ? [] : typeof word === 'string' ? [word] : [word.column]));
	return [...mapped, ...overridden];
}

function isSameHeader(left: readonly string[], right: readonly string[]): boolean {
	return left.length === right.length && new Set(left).isSubsetOf(new Set(right));
}
