// Runs in a process of its own: on Linux a process's peak memory begins at that of the one that
// started it, so the bench has to stay small itself.
import { makeData } from './make-data.ts';
import { readTask } from './measure.ts';

export interface DataTask {
	folder: string;
	tickets: number;
}

const { folder, tickets } = readTask<DataTask>();
console.log(JSON.stringify(makeData(folder, tickets)));
