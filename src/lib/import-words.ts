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

/** Where a finding is: "ticket.created_at", or "the row" if all of it is meant. */
export function placeFinding({ relation, column }: Pick<Finding, 'relation' | 'column'>): string {
	return relation === '' ? 'the row' : `${relation}.${column}`;
}

function listLines(count: number, lines: readonly number[] = []): string {
	if (lines.length === 0) return '';
	const more = count > lines.length ? ', …' : '';
	return ` (line${count === 1 ? '' : 's'} ${lines.map(formatCount).join(', ')}${more})`;
}
