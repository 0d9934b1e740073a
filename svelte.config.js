import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter(),
		// `src/hooks.server.ts` checks the origin itself: a program that calls the API has none.
		csrf: { trustedOrigins: ['*'] },
		typescript: {
			config(tsconfig) {
				tsconfig.include.push('../queries/**/*.ts', '../data/demo/**/*.ts', '../eslint.config.js');
			},
		},
	},
};
