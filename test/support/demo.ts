import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo } from '../../src/cli/demo.ts';

export interface LoadedDemo {
	dataFolder: string;
	remove(): void;
}

/** The committed demo exports, loaded by the product's own path into a folder of their own. */
export async function loadDemoData(): Promise<LoadedDemo> {
	const root = mkdtempSync(join(tmpdir(), 'waybill-demo-'));
	const dataFolder = join(root, 'data');
	await loadDemo('data/demo', dataFolder);
	return { dataFolder, remove: () => rmSync(root, { recursive: true, force: true }) };
}
