// Runs in a process of its own: imports files as `waybill import` does and prints what it took.
import { basename } from 'node:path';
import { importFile } from '#lib/server/import/import-file.ts';
import { openDataFolder } from '#lib/server/warehouse/data-folder.ts';
import { write } from '#lib/server/warehouse/writer.ts';
import { peakMebibytes, readTask, secondsSince } from './measure.ts';

export interface ImportTask {
	dataFolder: string;
	paths: string[];
}

export interface ImportedFileCost {
	file: string;
	loadedRows: number;
	/** From the file to committed rows. */
	seconds: number;
	/** What the import says of its own steps, in seconds. */
	steps: Record<string, number>;
	/** The process's peak until this file was committed. */
	peakMebibytes: number;
}

export interface ImportCost {
	files: ImportedFileCost[];
	/** From committed rows to facts in a checkpointed master. */
	factSeconds: number;
	publishSeconds: number;
	/** From the published facts to closed months compared with what they were. */
	compareSeconds: number;
	peakMebibytes: number;
}

const { dataFolder, paths } = readTask<ImportTask>();
const { result, seconds } = await write(openDataFolder(dataFolder), async (writer) => {
	const files: ImportedFileCost[] = [];
	for (const path of paths) {
		const started = performance.now();
		const { report } = await importFile(writer, path, { source: 'bench', zone: 'UTC' });
		files.push({
			file: basename(path),
			loadedRows: report.rows.loaded,
			seconds: secondsSince(started),
			steps: report.seconds,
			peakMebibytes: peakMebibytes(),
		});
	}
	return files;
});
const cost: ImportCost = {
	files: result,
	factSeconds: seconds.facts,
	publishSeconds: seconds.publish,
	compareSeconds: seconds.compare,
	peakMebibytes: peakMebibytes(),
};
console.log(JSON.stringify(cost));
