import type { Session } from '../warehouse/duckdb.ts';
import { findReadPositions } from './read-positions.ts';
import type { InspectedColumn } from './inspection.ts';
import type { Feed } from './preset.ts';
import type { ReadFile } from './read-file.ts';
import type { RelationName } from './relations.ts';

const longestSample = 120;
/** Samples come from the first rows, or the largest files would take seconds. */
const sampledRows = 2000;

/** Each column of the staged file: what stands in it, and the fields that read it. */
export async function describeColumns(
	session: Session,
	{ header }: ReadFile,
	feeds: readonly Feed[],
): Promise<InspectedColumn[]> {
	const readers = new Map<number, InspectedColumn['fields']>();
	const rowReaders = new Map<number, Set<RelationName>>();
	for (const feed of feeds) {
		const { relation } = feed;
		const read = findReadPositions(feed, header);
		for (const position of read.rows) {
			rowReaders.set(position, (rowReaders.get(position) ?? new Set()).add(relation));
		}
		for (const [field, positions] of read.fields) {
			for (const position of positions) {
				readers.set(position, [...(readers.get(position) ?? []), { relation, field }]);
			}
		}
	}
	const described = await readSamples(session, header.names.length);
	return described.map(({ filled, samples }, position) => ({
		position,
		name: header.names[position] ?? '',
		filled,
		samples,
		isUtc: header.isUtc(position),
		fields: readers.get(position) ?? [],
		rowsOf: [...(rowReaders.get(position) ?? [])],
	}));
}

type Samples = Pick<InspectedColumn, 'filled' | 'samples'>;

/**
 * How many cells of each column have a value, and three that differ: of the first rows or, where
 * those have none, the first and the last one of all.
 */
async function readSamples(session: Session, width: number): Promise<Samples[]> {
	const positions = Array.from({ length: width }, (_, position) => position);
	const cut = (column: string) => `left(${column}, ${longestSample})`;
	const over = await session.one<Record<string, number | string | null>>(
		`select ${positions
			.map(
				(at) => `count(c${at})::integer as n${at},
				arg_min(${cut(`c${at}`)}, record_number) as first${at},
				arg_max(${cut(`c${at}`)}, record_number) as last${at}`,
			)
			.join(', ')} from file`,
	);
	const early = await session.all<{ name: string; sample: string }>(`
		select name, sample
		from (
			unpivot (
				select record_number, ${positions.map((at) => `${cut(`c${at}`)} as c${at}`).join(', ')}
				from file where record_number <= ${sampledRows}
			)
			on columns(* exclude (record_number)) into name name value sample
		)
		group by name, sample
		qualify row_number() over (partition by name order by min(record_number)) <= 3
		order by min(record_number)`);
	const byName = Map.groupBy(early, ({ name }) => name);
	return positions.map((at) => {
		const ends = [over[`first${at}`], over[`last${at}`]].filter((cell) => typeof cell === 'string');
		return {
			filled: Number(over[`n${at}`]),
			samples: byName.get(`c${at}`)?.map(({ sample }) => sample) ?? [...new Set(ends)],
		};
	});
}
