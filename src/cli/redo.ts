import { changeForce } from './undo.ts';
import { describeUsage, readArguments } from './command-line.ts';

export const usage = describeUsage('redo ID');

/** `waybill redo ID`: puts an undone import back in force. */
export async function run(args: string[]): Promise<number> {
	const [id] = readArguments(args, { usage, options: {}, most: 1 }).positionals;
	return changeForce(id, { isUndone: false });
}
