import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DataFolder } from '#lib/server/warehouse/data-folder.ts';
import { publishSnapshot, readCurrent } from '#lib/server/warehouse/snapshots.ts';
import { makeDataFolder } from '../../../support/warehouse.ts';

/** Publishes a master of this content. */
function publish(folder: DataFolder, content: string) {
	writeFileSync(folder.master, content);
	return publishSnapshot(folder);
}

const snapshotsOf = (folder: DataFolder) => readdirSync(folder.snapshots).sort();

test('nothing is current before the first publication', () => {
	expect(readCurrent(makeDataFolder())).toBeNull();
});

test('a publication is the next version, and current', () => {
	const folder = makeDataFolder();
	expect(publish(folder, 'one')).toMatchObject({ version: 1, file: 'v1.duckdb' });
	const second = publish(folder, 'two');
	expect(second).toMatchObject({ version: 2, file: 'v2.duckdb' });
	expect(readCurrent(folder)).toEqual(second);
});

test('a published snapshot never changes', () => {
	const folder = makeDataFolder();
	publish(folder, 'one');
	const digest = () =>
		createHash('sha256')
			.update(readFileSync(join(folder.snapshots, 'v1.duckdb')))
			.digest('hex');
	const before = digest();
	publish(folder, 'two');
	writeFileSync(folder.master, 'three');
	expect(digest()).toBe(before);
});

test('a publication that fails leaves the one before as it was', () => {
	const folder = makeDataFolder();
	const first = publish(folder, 'one');
	mkdirSync(join(folder.snapshots, 'v2.duckdb'));
	expect(() => publish(folder, 'two')).toThrow();
	expect(readCurrent(folder)).toEqual(first);
	expect(readFileSync(join(folder.snapshots, first.file), 'utf8')).toBe('one');
});

test('the three newest snapshots are kept', () => {
	const folder = makeDataFolder();
	for (const content of ['one', 'two', 'three', 'four', 'five']) publish(folder, content);
	expect(snapshotsOf(folder)).toEqual(['v3.duckdb', 'v4.duckdb', 'v5.duckdb']);
});

test('nothing half-written is left beside them', () => {
	const folder = makeDataFolder();
	writeFileSync(join(folder.snapshots, 'v1.duckdb.part'), 'left by a crash');
	for (const content of ['one', 'two', 'three', 'four']) publish(folder, content);
	expect(snapshotsOf(folder)).toEqual(['v2.duckdb', 'v3.duckdb', 'v4.duckdb']);
	expect(readdirSync(folder.root)).not.toContain('current.json.part');
});
