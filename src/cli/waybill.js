// Plain JavaScript without static imports, so that a Node too old for TypeScript gets a sentence.

const commands = {
	import: 'load exported files and publish what came of them',
	inspect: 'say what a file would be taken for, as JSON',
	inbox: 'import what lies in the inbox, once',
	query: 'run a query module over the newest snapshot',
	metrics: 'list the query modules, and which of them the data can answer',
	undo: 'take an import out of the figures, by its number',
	redo: 'put an undone import back',
	missing: 'list what a full export lacks; with --confirm it leaves the figures',
	template: 'write an empty file in the layout of a relation: template RELATION [--out FILE]',
	alias: 'join names of clients and persons from a CSV (source, kind, value, canonical_id)',
	model: 'export, import, check or diff the service model, as one YAML file',
	refresh: 'rebuild the facts where another release built them or the service model changed',
	serve: 'serve the pages on http://localhost:3000 (after a build)',
	demo: 'load the demo exports into data/.demo and serve them',
};

const [name, ...rest] = process.argv.slice(2);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
	console.error(
		`Waybill needs Node 22.18 or newer and this is ${process.versions.node}. Start it with npm run, which brings its own.`,
	);
	process.exitCode = 1;
} else if (name === undefined || !Object.hasOwn(commands, name)) {
	console.log('waybill COMMAND, and --help after one for its options\n');
	for (const [command, words] of Object.entries(commands)) {
		console.log(`  ${command.padEnd(10)}${words}`);
	}
	process.exitCode = name === undefined || name === 'help' || name === '--help' ? 0 : 2;
} else {
	try {
		/** @type {{ usage: string, run(args: string[]): Promise<number> }} Runs with what follows; returns the exit code. */
		const command = await import(`./${name}.ts`);
		if (rest.includes('--help') || rest.includes('-h')) console.log(command.usage);
		else process.exitCode = await command.run(rest);
	} catch (error) {
		const { describeFailure } = await import('./failure.ts');
		console.error(describeFailure(error));
		process.exitCode = 1;
	}
}
