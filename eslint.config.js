import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Forbids an outside library everywhere but in the one module that wraps it. */
const oneImporter = (library, module) => ({
	regex: `^${library}($|/)`,
	message: `Only ${module} imports ${library}, so that replacing it is one file's work.`,
});

const libraries = [
	['@duckdb/node-api', 'src/lib/server/warehouse/duckdb.ts'],
	['node:sqlite', 'src/lib/server/store/'],
	['papaparse', 'src/lib/formats/csv.ts'],
	['apache-arrow', 'src/lib/formats/arrow.ts'],
	['echarts', 'src/lib/charts/Chart.svelte'],
	['temporal-polyfill', 'src/lib/calendar.ts'],
	['valibot', 'src/lib/server/model/model-schema.ts'],
	['yaml', 'src/lib/server/model/model-yaml.ts'],
	['date-holidays', 'src/lib/server/model/holidays.ts'],
	['busboy', 'src/lib/server/jobs/receive-upload.ts'],
	['yauzl', 'src/lib/server/import/zip.ts'],
];

const forbid = (...patterns) => ({
	'@typescript-eslint/no-restricted-imports': [
		'error',
		{
			patterns: [
				...libraries.map(([library, module]) => oneImporter(library, module)),
				...patterns,
			],
		},
	],
});

const noRoutes = {
	regex: '(^|/)routes/',
	message: 'Nothing imports from routes: pages are the end of the line.',
};

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'node_modules/', 'data/local/', 'data/.demo/'] },
	js.configs.recommended,
	ts.configs.strict,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// TypeScript knows every name; this rule does not.
			'no-undef': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
			'svelte/no-navigation-without-resolve': 'off',
			// Magic numbers of file formats are control characters.
			'no-control-regex': 'off',
			...forbid(noRoutes),
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
	},
	{
		files: ['queries/**'],
		rules: forbid({
			regex: '^#lib/|/src/',
			message: 'queries/ knows nothing of src: it has to run on another engine, without us.',
		}),
	},
	{
		files: ['src/lib/components/**', 'src/lib/charts/**', 'src/lib/*.ts', 'src/lib/formats/**'],
		rules: forbid(
			noRoutes,
			{
				regex: '^#lib/server/|/server/',
				message: 'What a browser runs has no data access; types may be imported as types.',
				allowTypeImports: true,
			},
			{
				regex: '^#queries/',
				message: 'SQL stays on the server; types may be imported as types.',
				allowTypeImports: true,
			},
		),
	},
	{
		files: ['src/lib/server/**'],
		rules: forbid(noRoutes, {
			regex: '^#lib/(components|charts)/|(^|/)cli/',
			message: 'lib/server answers pages and the command line; it knows neither.',
		}),
	},
	{
		files: ['src/cli/**'],
		rules: forbid({
			regex: '^#lib/(components|charts)/|routes/',
			message: 'The command line stands on lib/server alone.',
		}),
	},
	{
		files: [
			'src/lib/server/warehouse/duckdb.ts',
			'src/lib/server/store/**',
			'src/lib/formats/**',
			'src/lib/charts/**',
			'src/lib/calendar.ts',
			'src/lib/server/jobs/receive-upload.ts',
			'src/lib/server/model/model-schema.ts',
			'src/lib/server/model/model-yaml.ts',
			'src/lib/server/model/holidays.ts',
			'src/lib/server/import/zip.ts',
			'test/**',
		],
		rules: { '@typescript-eslint/no-restricted-imports': 'off' },
	},
);
