import type { Chunks } from './unpack.ts';

/** Bytes of a text in UTF-8 that are part of no character. */
export interface Damage {
	bytes: number;
	/** The first physical lines that hold such bytes, from 1. */
	lines: number[];
}

const reportedLines = 20;
/** Words of windows-1252 hardly ever look like UTF-8, so that a few characters to a bad byte tell. */
const charactersPerBadByte = 3;

/**
 * What is damaged in a text that is not valid UTF-8 but was meant to be, since it has far more
 * characters of several bytes than bad bytes; `null` where it has not. Streams with flat memory.
 */
export async function findDamage(text: Chunks): Promise<Damage | null> {
	let characters = 0;
	let line = 1;
	const damage: Damage = { bytes: 0, lines: [] };
	/** Of the character that is being read: its bytes so far, how many are to come, and their range. */
	let read = 0;
	let missing = 0;
	let lowest = 0x80;
	let highest = 0xbf;
	const note = (bytes: number) => {
		damage.bytes += bytes;
		if (damage.lines.length < reportedLines && damage.lines.at(-1) !== line)
			damage.lines.push(line);
		missing = 0;
	};
	for await (const chunk of text) {
		for (const byte of chunk) {
			if (missing > 0) {
				if (byte >= lowest && byte <= highest) {
					[lowest, highest] = [0x80, 0xbf];
					read++;
					missing--;
					if (missing === 0) characters++;
					continue;
				}
				note(read);
			}
			if (byte < 0x80) {
				if (byte === 0x0a) line++;
			} else if (byte < 0xc2 || byte > 0xf4) {
				note(1);
			} else {
				read = 1;
				missing = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
				// Longer forms than needed, halves of a pair and what lies beyond Unicode are no characters.
				lowest = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
				highest = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
			}
		}
	}
	if (missing > 0) note(read);
	return characters > charactersPerBadByte * damage.bytes ? damage : null;
}

/** What a person has to know of a text that was read in spite of its damage. */
export function describeDamage({ bytes, lines }: Damage): string {
	const what = bytes === 1 ? '1 byte that is' : `${bytes.toLocaleString('en')} bytes that are`;
	const where = lines.length === 1 ? `line ${lines[0]}` : `lines ${lines.join(', ')}`;
	const more = lines.length === reportedLines ? ' and perhaps more' : '';
	return `the file is UTF-8 and has ${what} none, read as �, on ${where}${more}`;
}
