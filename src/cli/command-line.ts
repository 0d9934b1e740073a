import { parseArgs, type ParseArgsOptionDescriptor } from 'node:util';
import { ParameterError } from '../lib/server/warehouse/errors.ts';

/** The options of a command by name; those without words are for the program itself. */
export type CommandOptions = Record<
	string,
	ParseArgsOptionDescriptor & {
		/** What it says, in plain words. */
		words?: string;
		/** What its value stands for, such as FILE. */
		value?: string;
	}
>;

/** How a command is called, in lines: "waybill undo ID", and each option with what it says. */
export function describeUsage(call: string, options: CommandOptions = {}): string {
	const lines = Object.entries(options).flatMap(([name, { words, value = 'VALUE', type }]) =>
		words === undefined
			? []
			: [[`--${name}${type === 'string' ? ` ${value}` : ''}`, words] as const],
	);
	const width = Math.max(0, ...lines.map(([option]) => option.length)) + 2;
	return [
		`Usage: waybill ${call}`,
		...(lines.length > 0 ? [''] : []),
		...lines.map(([option, words]) => `  ${option.padEnd(width)}${words}`),
	].join('\n');
}

/**
 * Reads what follows a command: options, and at most so many words beside them.
 * @throws {ParameterError} that says what cannot be and how the command is called
 */
export function readArguments<const Options extends CommandOptions>(
	args: string[],
	{ usage, options, most = Infinity }: { usage: string; options: Options; most?: number },
) {
	const refuse = (mistake: string) => new ParameterError(`${mistake}\n\n${usage}`);
	let read;
	try {
		read = parseArgs({ args, options, allowPositionals: true });
	} catch (error) {
		throw refuse(sayMistake(error as Error));
	}
	const surplus = read.positionals[most];
	if (surplus !== undefined) throw refuse(`“${surplus}” is more than the command takes.`);
	return read;
}

function sayMistake(error: Error): string {
	const option = /'(?:-\w, )?(-[^'\s]+)/.exec(error.message)?.[1] ?? '';
	if (!('code' in error)) throw error;
	if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option ${option}.`;
	if (error.code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw error;
	return error.message.includes('does not take')
		? `The option ${option} takes no value.`
		: `The option ${option} needs a value after it.`;
}
