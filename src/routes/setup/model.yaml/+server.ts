import { getApp } from '#lib/server/app.ts';
import { writeYaml } from '#lib/server/model/model-yaml.ts';
import { readModel } from '#lib/server/store/model-versions.ts';
import type { RequestHandler } from './$types';

/** The model in force as one commented file. */
export const GET: RequestHandler = async () => {
	const { store } = await getApp();
	return new Response(writeYaml(readModel(store).model), {
		headers: {
			'content-type': 'application/yaml; charset=utf-8',
			'content-disposition': 'attachment; filename="model.yaml"',
		},
	});
};
