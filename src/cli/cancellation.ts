import { ImportCancelled } from '../lib/server/import/import-error.ts';

/**
 * A signal that is given when a person presses Ctrl-C, the system asks for an end, or the server
 * that started this process is gone. The second Ctrl-C ends the process at once.
 */
export function listenForCancellation(): AbortSignal {
	const controller = new AbortController();
	const cancel = () => controller.abort(new ImportCancelled());
	process.once('SIGINT', cancel);
	process.once('SIGTERM', cancel);
	process.once('disconnect', cancel);
	// To listen for the server's end would keep this process alive for it.
	process.channel?.unref();
	return controller.signal;
}
