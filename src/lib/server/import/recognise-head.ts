import { findReadPositions } from './read-positions.ts';
import { Header } from './header.ts';
import type { InspectedPreset } from './inspection.ts';
import type { RelationFields } from './presets/waybill.ts';
import { rankPresets } from './recognise.ts';

/** What a file is taken for by its header alone. */
export interface RecognisedHead {
	/** `null`: no kind that Waybill knows, so that its columns have to be mapped. */
	preset: InspectedPreset | null;
	/** For each column the fields that it goes to. */
	columns: string[][];
}

/** @param names the header of the file, in its order */
export function recogniseHead(names: readonly string[], known: RelationFields): RecognisedHead {
	const header = new Header(names);
	const [best] = rankPresets(header, known);
	const columns = names.map((): string[] => []);
	if (!best) return { preset: null, columns };
	const { name, system, isVerified } = best.preset;
	const feeds = best.preset.feeds(header);
	for (const feed of feeds) {
		for (const [field, positions] of findReadPositions(feed, header).fields) {
			for (const position of positions) columns[position]?.push(field);
		}
	}
	const relations = feeds.map(({ relation }) => relation);
	return { preset: { name, system, isVerified, relations }, columns };
}
