import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { loadDemo } from '../../src/cli/demo.ts';
import type facts from '../../data/demo/facts.json';
import { findPackageRoot } from '#lib/server/warehouse/sql-files.ts';
import { importInto, shareWarehouse, type SharedWarehouse } from './warehouse.ts';

const root = findPackageRoot();
const demoFolder = join(root, 'data', 'demo');

/** What the generator of the demo measured in its finished rows. */
export const demoFacts = JSON.parse(
	readFileSync(join(demoFolder, 'facts.json'), 'utf8'),
) as typeof facts;

/** The demo as `waybill demo` loads it. */
export function shareDemo(): SharedWarehouse {
	return shareWarehouse(async ({ root }) => {
		const log = vi.spyOn(console, 'log').mockReturnValue(undefined);
		await loadDemo(demoFolder, root);
		log.mockRestore();
	});
}

/** The public incident log of one ServiceNow instance: a real export of 141,712 rows. */
export function shareIncidentLog(): SharedWarehouse {
	return shareWarehouse((folder) =>
		importInto(folder, join(root, 'test/fixtures/incidents/incident_event_log.csv.gz')),
	);
}
