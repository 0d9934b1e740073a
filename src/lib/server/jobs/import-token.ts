import { createHash, timingSafeEqual } from 'node:crypto';

/** What programs show in order to import, as long as there are no accounts. */
const variable = 'WAYBILL_IMPORT_TOKEN';

/** Why a request to the API is refused, and with which HTTP status; `null` when it is not. */
export function refuseToken(request: Request): { status: 401 | 503; message: string } | null {
	const expected = process.env[variable];
	if (!expected) {
		return {
			status: 503,
			message: `This server takes no imports from programs: start it with ${variable} set.`,
		};
	}
	const given = /^Bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
	if (given !== undefined && isSame(given, expected)) return null;
	return {
		status: 401,
		message: `Send the token of ${variable} in a header: Authorization: Bearer TOKEN.`,
	};
}

/** Takes the same time however much of the token is right. */
function isSame(given: string, expected: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(given), digest(expected));
}
