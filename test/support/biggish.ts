import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './warehouse.ts';

/** A file of tickets that takes some seconds to load, so that a test can do something meanwhile. */
export function writeBiggish(name = 'biggish.csv', rows = 150_000): string {
	const path = join(makeFolder(), name);
	const lines = ['ticket_id,title,status,created_at'];
	for (let id = 1; id <= rows; id++) {
		lines.push(`B-${id},Printer ${id} on fire,Open,2026-03-02T09:00:00Z`);
	}
	writeFileSync(path, `${lines.join('\n')}\n`);
	return path;
}
