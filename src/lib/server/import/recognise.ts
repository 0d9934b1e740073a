import { Header } from './header.ts';
import { ImportError } from './import-error.ts';
import type { Feed, Preset } from './preset.ts';
import { presets } from './presets.ts';
import { toOwnLayouts, type RelationFields } from './presets/waybill.ts';
import { refuseWrongExport } from './wrong-exports.ts';
import { relationNames, relations, type Relation, type RelationName } from './relations.ts';

/** Relation → canonical field → header of the file: what `--map` takes. */
export type Mapping = Partial<Record<RelationName, Record<string, string>>>;

/** A preset that may be that of a file, and how well it fits. */
export interface Candidate {
	preset: Preset;
	score: number;
}

/** Every preset that fits a header, the best first; one that only stands in is always last. */
export function rankPresets(header: Header, fields: RelationFields): Candidate[] {
	return [...presets, ...toOwnLayouts(fields)]
		.map((preset) => ({ preset, score: preset.score(header) }))
		.filter(({ score }) => score > 0)
		.sort(
			(a, b) =>
				Number(a.preset.isFallback ?? false) - Number(b.preset.isFallback ?? false) ||
				b.score - a.score,
		);
}

/**
 * The preset that fits a header best.
 * @param delimiter what divides the header in the file, for errors
 * @throws {ImportError} when none does, or when it is that of an export which adds records up
 */
export function recognise(
	file: string,
	header: Header,
	known: RelationFields,
	delimiter = ',',
): Preset {
	const [best] = rankPresets(header, known);
	if (best && !best.preset.isFallback) return best.preset;
	refuseWrongExport(file, header);
	if (best) return best.preset;
	const nearest = listNearest(header, known);
	throw new ImportError('this is no kind of file that Waybill knows', {
		file,
		line: header.line,
		value: header.names.join(delimiter),
		expected:
			nearest.length === 0
				? 'the header of a kind that it knows'
				: `what the nearest kinds have besides: ${nearest.join('; ')}`,
		remedy: 'map its columns on the page of imports, or name them with --map FILE, a JSON',
	});
}

/** The kinds that a header comes nearest to, at most three, with the columns that it lacks of each. */
function listNearest(header: Header, known: RelationFields): string[] {
	return [...presets, ...toOwnLayouts(known)]
		.map(({ name, marks }) => {
			const missing = marks.filter((spellings) => !header.has(...spellings));
			return { name, missing, share: 1 - missing.length / marks.length };
		})
		.filter(({ share, missing }) => share > 0 && missing.length > 0)
		.toSorted((a, b) => b.share - a.share || a.missing.length - b.missing.length)
		.slice(0, 3)
		.map(({ name, missing }) => `${name} (${missing.map(([first]) => first).join(', ')})`);
}

/**
 * The preset of that name, which has to fit the header.
 * @throws {ImportError} when it does not, or there is none
 */
export function findPreset(preset: string, { name: file, header, known }: NamedHeader): Preset {
	const ranked = rankPresets(header, known).map((candidate) => candidate.preset);
	const found = ranked.find(({ name }) => name === preset);
	if (found) return found;
	throw new ImportError('the file lacks what every file of the stated kind has', {
		file,
		line: header.line,
		value: preset,
		expected: ranked.length > 0 ? ranked.map(({ name }) => name).join(', ') : 'another kind',
		remedy: 'choose one of these, or map its columns by hand',
	});
}

/** A header, the file that it is of, and the fields that there are. */
interface NamedHeader {
	name: string;
	header: Header;
	known: RelationFields;
}

/**
 * A preset made of a person's own mapping.
 * @throws {ImportError} when it names a relation, field or column that does not exist, or leaves
 *   out what no row can do without and no constant stands for
 */
export function toMappedPreset(
	{ name: file, header, known, constants }: NamedHeader & { constants: Record<string, string> },
	mapping: Mapping,
): Preset {
	const feeds = Object.entries(mapping).map(([relation, fields]): Feed => {
		const name = relationNames.find((candidate) => candidate === relation);
		if (!name) {
			throw new ImportError(`the mapping names an unknown relation`, {
				file,
				value: relation,
				expected: `one of ${relationNames.join(', ')}`,
				remedy: 'correct the mapping',
			});
		}
		for (const [field, column] of Object.entries(fields)) {
			if (!known[name].includes(field)) {
				throw new ImportError(`the mapping names an unknown field of ${name}`, {
					file,
					value: field,
					expected: `one of ${known[name].join(', ')}`,
					remedy: 'correct the mapping',
				});
			}
			if (!header.has(column)) {
				throw new ImportError('the mapping names a column that the file does not have', {
					file,
					column,
					expected: `one of ${header.names.join(', ')}`,
					remedy: 'correct the mapping',
				});
			}
		}
		const { required }: Relation = relations[name];
		const absent = required.filter((field) => !(field in fields) && !(field in constants));
		if (absent.length > 0) {
			throw new ImportError(`the mapping of ${name} leaves out what no row can do without`, {
				file,
				value: absent.join(', '),
				expected: `a column for each of ${required.join(', ')}`,
				remedy: 'add them to the mapping',
			});
		}
		return {
			relation: name,
			fields: Object.fromEntries(
				Object.entries(fields).map(([field, column]) => [field, [column]]),
			),
		};
	});
	if (feeds.length === 0) {
		throw new ImportError('the mapping names no relation, so nothing would be loaded', {
			file,
			expected: `at least one of ${relationNames.join(', ')}`,
			remedy: 'correct the mapping',
		});
	}
	return {
		system: 'mapped',
		name: 'a mapping of your own',
		isVerified: true,
		marks: [],
		score: () => 1,
		feeds: () => feeds,
	};
}

/**
 * Checks that no column that names a record stands twice in the file, since nothing says which of
 * the two is the name. Any other repeated column is read as the list of what it says.
 * @throws {ImportError} naming the header and its positions
 */
export function refuseRepeatedColumns(file: string, header: Header, feeds: readonly Feed[]): void {
	for (const { relation, fields, partOf } of feeds) {
		const known: Relation = relations[relation];
		const owner: Relation | null = partOf ? relations[partOf] : null;
		const names = new Set([...(owner?.key ?? known.replaces ?? []), ...(known.key ?? [])]);
		for (const [field, source] of Object.entries(fields)) {
			if (typeof source === 'function' || !names.has(field)) continue;
			const [first, second] = header.findFirst(source);
			if (first === undefined || second === undefined) continue;
			throw new ImportError('the header repeats the column that names a record', {
				file,
				line: header.line,
				column: header.names[second],
				value: `columns ${first + 1} and ${second + 1}`,
				expected: 'that column once',
				remedy: 'rename or remove one of the two in the file',
			});
		}
	}
}
