import { formatCount, formatCountOf } from '#lib/format.ts';
import type { Reconciliation } from '#lib/server/warehouse/reader.ts';

/** "31,529 rows in 15 files = 31,520 loaded + 7 set aside + 2 quarantined". */
export function sayReconciliation(rows: Reconciliation): string {
	const outcomes = [
		`${formatCount(rows.loaded)} loaded`,
		`${formatCount(rows.setAside)} set aside`,
		`${formatCount(rows.quarantined)} quarantined`,
	];
	return `${formatCountOf(rows.read, 'row')} in ${formatCountOf(rows.files, 'file')} = ${outcomes.join(' + ')}`;
}
