import { formatCountOf } from '../lib/format.ts';
import { sayRecords } from '../lib/import-words.ts';
import {
	formatChangedRows,
	formatFigure,
	monthFigures,
	newestFirst,
} from '../lib/moved-figures.ts';
import type { MovedFigure } from '../lib/moved-figures.ts';
import {
	dryRun,
	type DryRun,
	type PlainDryRun,
	type TriedFile,
} from '../lib/server/history/dry-run.ts';
import type { MissingRecords } from '../lib/server/history/missing-records.ts';
import type { ImportOptions } from '../lib/server/import/import-options.ts';
import type { DataFolder } from '../lib/server/warehouse/data-folder.ts';
import { describeImport } from '../lib/server/import/describe-import.ts';
import { listenForCancellation } from './cancellation.ts';
import { describeFailure, toFailure } from './failure.ts';

/** `waybill import FILE… --dry-run`: what importing them would do; the data stays as it is. */
export async function tryImport(
	folder: DataFolder,
	{ files, options }: { files: readonly string[]; options: ImportOptions },
	{ asJson }: { asJson: boolean },
): Promise<number> {
	const tried = await dryRun(folder, {
		paths: files,
		options,
		// A server that started this process listens.
		onProgress: (progress) => process.connected && process.send?.(progress),
		signal: listenForCancellation(),
	});
	console.log(asJson ? JSON.stringify(toPlain(tried)) : describeDryRun(tried));
	return tried.files.some((file) => 'failure' in file) ? 1 : 0;
}

function toPlain({ files, ...rest }: DryRun): PlainDryRun {
	const plain = files.map((file) =>
		'failure' in file ? { ...file, failure: toFailure(file.failure) } : file,
	);
	return { files: plain, ...rest };
}

function describeDryRun({ files, moved, dataVersion }: DryRun): string {
	return [
		...files.map(describeTriedFile),
		...describeMoved(moved),
		dataVersion === null
			? 'Nothing was changed; there is no data yet.'
			: `Nothing was changed; compared with version ${dataVersion}.`,
	].join('\n');
}

function describeTriedFile(tried: TriedFile): string {
	if (!('failure' in tried)) {
		return [describeImport(tried, { isTrial: true }), ...tried.missing.map(describeMissing)].join(
			'\n',
		);
	}
	const { file, recognised, failure } = tried;
	const head =
		recognised &&
		`${file}: ${recognised.preset}, ${recognised.relations.join(', ')}, ${formatCountOf(recognised.records, 'row')} read, none loaded`;
	return [head, describeFailure(failure)].filter((line) => line !== null).join('\n  ');
}

function describeMissing({ relation, count, ids }: MissingRecords): string {
	const shown = ids.slice(0, 10);
	const more = count > shown.length ? ' …' : '';
	return `  missing since last time: ${sayRecords([{ relation, count }])}: ${shown.join(', ')}${more}`;
}

function describeMoved(moved: readonly MovedFigure[]): string[] {
	if (moved.length === 0) return ['No headline figure of the last months would move.'];
	const months = Map.groupBy(newestFirst(moved), ({ month }) => month);
	return [
		'Headline figures that would move:',
		...[...months].flatMap(([month, changes]) => [
			`  ${month}${changes[0]!.isOver ? '' : ' (not over)'}`,
			...changes.map(describeChange),
		]),
	];
}

function describeChange({ figure, before, after, gained, lost }: MovedFigure): string {
	const rows = [
		gained.count > 0 ? `gains ${formatChangedRows(gained)}` : '',
		lost.count > 0 ? `loses ${formatChangedRows(lost)}` : '',
	].filter((words) => words !== '');
	const values = `${formatFigure(figure, before)} → ${formatFigure(figure, after)}`;
	return `    ${monthFigures[figure].label.padEnd(18)}${values}${rows.length > 0 ? `; ${rows.join('; ')}` : ''}`;
}
