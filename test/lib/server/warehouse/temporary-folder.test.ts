import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import {
	makeTemporaryFolder,
	sweepTemporaryFolders,
} from '#lib/server/warehouse/temporary-folder.ts';
import { makeDataFolder } from '../../../support/warehouse.ts';

test('what a dead process left is swept, what a living one or nobody in particular has is not', () => {
	const folder = makeDataFolder();
	const { pid: dead } = spawnSync(process.execPath, ['--version']);
	const left = join(folder.temporary, `import-${dead}-abc`);
	mkdirSync(left);
	writeFileSync(join(left, 'tickets.csv'), 'half a file');
	const own = makeTemporaryFolder(folder, 'upload');
	writeFileSync(join(folder.temporary, 'duckdb_temp_storage-0.tmp'), '');
	sweepTemporaryFolders(folder);
	expect(readdirSync(folder.temporary).toSorted()).toEqual([
		'duckdb_temp_storage-0.tmp',
		basename(own),
	]);
});
