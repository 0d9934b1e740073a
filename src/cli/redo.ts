import { changeForce } from './undo.ts';

/** `waybill redo ID`: puts an undone import back in force. */
export async function run([id]: string[]): Promise<number> {
	return changeForce(id, { isUndone: false });
}
