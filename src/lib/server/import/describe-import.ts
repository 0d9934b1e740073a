import { formatCountOf } from '../../format.ts';
import {
	describeMended,
	describeSetAside,
	placeFinding,
	sayQuarantine,
} from '../../import-words.ts';
import type { ImportedFile } from './import-file.ts';
import type { Finding } from './report.ts';

const count = new Intl.NumberFormat('en');
const listed = 20;

/**
 * What came of one imported file, in lines for a terminal or a text file. A trial has no number that
 * anything could be found by.
 */
export function describeImport(
	{ importId, file, preset, source, encoding, report }: ImportedFile,
	{ isTrial }: { isTrial: boolean } = { isTrial: false },
): string {
	const { rows } = report;
	const seconds = Object.entries(report.seconds)
		.map(([step, value]) => `${step} ${value.toFixed(2)} s`)
		.join(', ');
	return [
		`${isTrial ? `Trial of ${file}` : `Import ${importId}, ${file}`}: ${preset}, source ${source}, ${encoding}`,
		`  ${formatCountOf(rows.read, 'row')} read = ${count.format(rows.loaded)} loaded + ` +
			`${count.format(rows.setAside)} set aside + ${count.format(rows.quarantined)} quarantined`,
		...report.relations.map(
			(relation) =>
				`  ${relation.relation.padEnd(16)}${count.format(relation.new)} new, ` +
				`${count.format(relation.changed)} changed, ${count.format(relation.unchanged)} unchanged, ` +
				`${count.format(relation.replaced)} replaced, ` +
				`${count.format(relation.setAside)} set aside, ` +
				`${count.format(relation.quarantined)} quarantined`,
		),
		...(report.quarantine ? sayQuarantine(report.quarantine) : []).map((words) => `  ${words}`),
		...report.setAside.map((rows) => `  ${describeSetAside(rows)}`),
		...(report.mended?.count ? [`  ${describeMended(report.mended)}`] : []),
		...list('quarantined', report.quarantined, rows.quarantined),
		...list('left empty', report.unreadable, report.unreadableCount),
		...report.warnings.map((warning) => `  warning: ${warning}`),
		`  ${seconds}`,
	].join('\n');
}

function list(what: string, findings: readonly Finding[], total: number): string[] {
	const lines = findings
		.slice(0, listed)
		.map(
			(finding) =>
				`  ${what}: line ${finding.line}, ${placeFinding(finding)}` +
				`${finding.value === null ? '' : ` “${finding.value}”`} ${finding.reason}.` +
				`${finding.remedy === undefined ? '' : ` ${finding.remedy}`}`,
		);
	return total > lines.length && lines.length > 0
		? [...lines, `  … ${count.format(total - lines.length)} more`]
		: lines;
}
