/** A CSV that is sent while it is written, to be saved under a name. */
export function toCsvResponse(name: string, parts: AsyncIterator<string>): Response {
	const encoder = new TextEncoder();
	const body = new ReadableStream({
		async pull(controller) {
			const { done, value } = await parts.next();
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		},
		async cancel() {
			await parts.return?.();
		},
	});
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
		},
	});
}
