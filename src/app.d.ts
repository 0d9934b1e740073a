declare global {
	namespace App {
		/** What a page says when something went wrong; worded in `hooks.server.ts` only. */
		interface Error {
			message: string;
			/** What the reader can do about it. */
			remedy?: string;
		}
	}
}

export {};
