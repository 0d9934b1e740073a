import { formatCount, formatCountOf, formatShare } from './format.ts';
import type { Standing } from './server/import/estimate.ts';
import type { Finding, ImportReport } from './server/import/report.ts';

/** What an import is doing, as the rest of a sentence that begins with its file. */
export const stepWords: Readonly<Record<Standing['step'], string>> = {
	wait: 'waiting for another import to end',
	decode: 'reading the file',
	scan: 'counting its rows',
	stage: 'taking the rows in',
	load: 'checking and loading the rows',
	facts: 'building the figures',
	publish: 'publishing',
};

/** "checking and loading the rows, 200,000 of 400,000 rows, 40 %, about 5 s left". */
export function describeStanding(standing: Standing | null): string {
	if (standing === null) return 'starting';
	const { step, rows, fraction, secondsLeft } = standing;
	const words = [stepWords[step]];
	if (rows) {
		words.push(
			rows.done > 0 && rows.done < rows.of
				? `${formatCount(rows.done)} of ${formatCountOf(rows.of, 'row')}`
				: formatCountOf(rows.of, 'row'),
		);
	}
	if (step !== 'wait') {
		words.push(
			formatShare(fraction),
			secondsLeft === null
				? 'time left not known yet'
				: `about ${describeSeconds(secondsLeft)} left`,
		);
	}
	return words.join(', ');
}

function describeSeconds(seconds: number): string {
	if (seconds < 90) return `${formatCount(Math.max(1, Math.ceil(seconds)))}\u00a0s`;
	return `${formatCount(Math.ceil(seconds / 60))}\u00a0min`;
}

/** The remedy for a file of no known kind, in words that hold for every way in. */
export const mapByHand =
	'say what each of its rows is and which column holds which field, to map it by hand';

/** How many records of each relation there are, of a list that holds the first ones of each. */
export function countRecords<R extends { relation: string; count: number }>(
	records: readonly R[],
): { relation: string; count: number }[] {
	const counts = new Map(records.map(({ relation, count }) => [relation, count]));
	return [...counts].map(([relation, count]) => ({ relation, count }));
}

/** "12 tickets", "12 tickets and 1 client". */
export function sayRecords(counts: readonly { relation: string; count: number }[]): string {
	return joinWords(
		counts.map(({ relation, count }) =>
			formatCountOf(count, singularOf(relation), pluralOf(relation)),
		),
	);
}

const singularOf = (relation: string) => relation.replaceAll('_', ' ');

/** The relations of the data model make their plurals in two ways. */
const pluralOf = (relation: string) => singularOf(relation).replace(/y$/, 'ie') + 's';

/** What an undo of an import speaks of. */
export interface Undoable {
	corrects: number | null;
	confirms: number | null;
	relations: readonly { relation: string; new: number; changed: number; replaced: number }[];
	/** The imports in force that put its rows right. */
	corrections: readonly number[];
	/** The imports in force that say what of it is gone. */
	confirmations: readonly number[];
}

/** What undoing an import changes, in sentences. */
export function sayUndo(undoable: Undoable): string {
	const { corrections, confirmations } = undoable;
	const sentences = [sayTaken(undoable)];
	if (corrections.length > 0) {
		const [go, put] = corrections.length === 1 ? ['goes', 'puts'] : ['go', 'put'];
		sentences.push(`With it ${go} ${nameImports(corrections)}, which ${put} rows of it right.`);
	}
	if (confirmations.length > 0) {
		const say = confirmations.length === 1 ? 'says' : 'say';
		sentences.push(`What ${nameImports(confirmations)} ${say} is gone comes back.`);
	}
	return [...sentences, 'Nothing is deleted: it can be put back.'].join(' ');
}

const nameImports = (ids: readonly number[]) => joinWords(ids.map((id) => `import ${id}`));

function sayTaken({ corrects, confirms, relations }: Undoable): string {
	if (confirms !== null) return 'Undoing it brings these records back into the figures.';
	if (corrects === null) return sayLost(relations);
	return `Undoing it puts its corrected rows back in quarantine; what import ${corrects} brought stays.`;
}

function sayLost(relations: Undoable['relations']): string {
	const counted = (kind: 'new' | 'changed' | 'replaced') =>
		sayRecords(
			relations.flatMap((row) =>
				row[kind] > 0 ? [{ relation: row.relation, count: row[kind] }] : [],
			),
		);
	const [brought, changed, replaced] = [counted('new'), counted('changed'), counted('replaced')];
	const parts = [
		brought && `takes ${brought} out of the figures`,
		changed && `sets back what it changed in ${changed}`,
		replaced && `brings back ${replaced} that it replaced`,
	].filter((words) => words !== '');
	if (parts.length === 0) {
		return 'All that it holds was known before, so that undoing it takes nothing out of the figures.';
	}
	return `Undoing it ${joinWords(parts)}; what later imports brought stays.`;
}

function joinWords(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** What of the quarantine the counts of relations do not show, in sentences. */
export function sayQuarantine({
	unread,
	inPart,
}: NonNullable<ImportReport['quarantine']>): string[] {
	const sentences: string[] = [];
	if (unread > 0) {
		const verb = unread === 1 ? 'is' : 'are';
		sentences.push(
			`${formatCountOf(unread, 'quarantined row')} could not be read and ${verb} of no relation`,
		);
	}
	if (inPart > 0) {
		const [verb, which] = inPart === 1 ? ['was', 'a part of it'] : ['were', 'parts of them'];
		sentences.push(`${formatCountOf(inPart, 'row')} ${verb} loaded, with ${which} in quarantine`);
	}
	return sentences;
}

/** "3 rows set aside: totals (lines 7, 11, 12)". */
export function describeSetAside({
	reason,
	count,
	lines,
}: ImportReport['setAside'][number]): string {
	return `${formatCountOf(count, 'row')} set aside: ${reason}${listLines(count, lines)}`;
}

/** "2 rows with a quote or a delimiter out of place were read all the same (lines 7, 11)". */
export function describeMended({ count, lines }: NonNullable<ImportReport['mended']>): string {
	const rows = formatCountOf(count, 'row');
	const were = count === 1 ? 'was' : 'were';
	return `${rows} with a quote or a delimiter out of place ${were} read all the same${listLines(count, lines)}`;
}

/** Where a finding is: "column “Opened” (ticket.created_at)", or "the row" if all of it is meant. */
export function placeFinding({
	relation,
	column,
	fileColumn,
}: Pick<Finding, 'relation' | 'column' | 'fileColumn'>): string {
	if (relation === '') return 'the row';
	const field = `${relation}.${column}`;
	return fileColumn === undefined ? field : `column “${fileColumn}” (${field})`;
}

function listLines(count: number, lines: readonly number[] = []): string {
	if (lines.length === 0) return '';
	const more = count > lines.length ? ', …' : '';
	return ` (line${count === 1 ? '' : 's'} ${lines.map(formatCount).join(', ')}${more})`;
}
