import { formatCount, formatCountOf, formatShare } from './format.ts';
import type { Standing } from './server/import/estimate.ts';

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
