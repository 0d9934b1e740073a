import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DateOrder } from '../lib/server/import/date-formats.ts';
import { importFile } from '../lib/server/import/import-file.ts';
import { readYaml } from '../lib/server/model/model-yaml.ts';
import { writeAliases } from '../lib/server/store/aliases.ts';
import { saveModel } from '../lib/server/store/model-versions.ts';
import { writeSetting } from '../lib/server/store/settings.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { findPackageRoot } from '../lib/server/warehouse/sql-files.ts';
import { write } from '../lib/server/warehouse/writer.ts';
import { readAliasFile } from './alias.ts';
import * as serve from './serve.ts';

/** `data/demo/manifest.json`: which export comes from which source, in the order of loading. */
interface Manifest {
	asOf: string;
	reportingZone: string;
	files: { file: string; source: string; zone: string; dateOrder?: DateOrder }[];
	aliases: string;
	/** The provider's service model. */
	model: string;
}

export const usage = serve.usage.replace('waybill serve', 'waybill demo');

/** `waybill demo`: loads the demo exports into a data folder of their own, anew, and serves them. */
export async function run(args: string[]): Promise<number> {
	const root = findPackageRoot();
	const target = join(root, 'data', '.demo');
	rmSync(target, { recursive: true, force: true });
	process.env['WAYBILL_DATA'] = target;
	await loadDemo(join(root, 'data', 'demo'), target);
	return serve.run(args);
}

/** Loads the exports of a folder with a manifest into a data folder. */
export async function loadDemo(exports: string, target: string): Promise<void> {
	const manifest = JSON.parse(readFileSync(join(exports, 'manifest.json'), 'utf8')) as Manifest;
	await write(openDataFolder(target), async (writer) => {
		writeSetting(writer.store, 'reportingZone', manifest.reportingZone);
		writeSetting(writer.store, 'asOf', manifest.asOf);
		writeAliases(writer.store, readAliasFile(join(exports, manifest.aliases)));
		saveModel(writer.store, {
			model: readYaml(readFileSync(join(exports, manifest.model), 'utf8'), manifest.model),
			reason: 'The hours and targets of Harbour & Lane IT',
			basedOn: 0,
		});
		for (const { file, ...options } of manifest.files) {
			const { report } = await importFile(writer, join(exports, file), options);
			console.log(`${file}: ${report.rows.loaded} of ${report.rows.read} rows`);
		}
	});
}
