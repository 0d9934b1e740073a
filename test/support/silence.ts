import { vi } from 'vitest';
import type { DataFolder } from '#lib/server/warehouse/data-folder.ts';

/** Runs a command of the command line on a data folder, without what it prints. */
export async function silenced<T>(folder: DataFolder, command: () => Promise<T>): Promise<T> {
	vi.stubEnv('WAYBILL_DATA', folder.root);
	const log = vi.spyOn(console, 'log').mockReturnValue(undefined);
	try {
		return await command();
	} finally {
		log.mockRestore();
		vi.unstubAllEnvs();
	}
}
