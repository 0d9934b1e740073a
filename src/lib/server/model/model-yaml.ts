import { Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { checkModel } from './check-model.ts';
import { ModelError, type ModelProblem } from './model-error.ts';
import type { ServiceModel } from './model-schema.ts';
import { thresholdNames, thresholds } from './thresholds.ts';

/** More than any model needs, and little enough to be read at once. */
const longestText = 2_000_000;

const title = ` The service model of a Waybill: what the provider decides, as against what happened.
 Check it with “waybill model check FILE”, bring it in with “waybill model import FILE”.`;

/** What each section is for, written above it. */
const comments: Record<keyof ServiceModel, string> = {
	statuses: ` The statuses that every ticket is in one of.
 class: what it means for the count of open tickets: open, done or withdrawn.
 held_by: who is to move: team, client or nobody (null).
 stage: intake, execution, review or client. activity: queue, active, wait or done.
 clock: what it does to a resolution clock: runs, pauses or stops.
 spellings: words of sources that mean it besides its name, compared by letters and digits. A word
 that stands nowhere is never guessed: it is listed, and its tickets stay open.`,
	priorities: ' The priorities, the most urgent first.',
	levels: ' The levels of impact and urgency.',
	priority_matrix: ' Which priority an impact and an urgency make.',
	billing_codes: ' What billing codes stand for in an agreement. The classes are fixed.',
	time_categories: ' What time is spent on.',
	intake_fields: ' What a ticket should say when it comes in.',
	closure_elements: ' What a closure note should hold.',
	cadences: ' Which reviews are held, and how often.',
	calendars: ` When work is done. Versions follow one another: each holds from its valid_from (the first day)
 until the next one, and the first from the beginning (null). A change of hours is a new version.
 time_zone: an IANA zone, or null for the one in which figures are reported.
 windows: a window whose closes is not after its opens ends on the next day; 00:00 to 24:00 is all day.
 holidays: public holidays by country and region, such as GB and ENG, or null.
 own_days: days off of your own; with hours, days with those instead of their weekday's; with
 is_worked: true, public holidays on which you work.`,
	policies: ` What is promised. Versions follow one another as those of calendars do: a ticket is measured by the
 targets in force when it was decided.
 measure: triage, first_response, plan, next_reply, resolution or after_hours_response.
 minutes, or business_days (the end of the same day is 0), on the business or the calendar clock.
 pauses: the statuses that pause a measure, where they are not those whose clock pauses; triage,
 replies and first responses are paused by none.
 priority_change: from_creation measures a ticket that becomes more urgent from its creation,
 carried_over carries the time that has passed over to the new target.`,
	defaults: ' What holds where an agreement or a person says nothing.',
	thresholds:
		' Numbers and rules for which the field has no standard. They are ours; change them to yours.',
};

/** Lists that read best on one line. */
const flowKeys = new Set([
	...['days', 'spellings', 'windows', 'targets', 'own_days', 'hours', 'priority_matrix'],
]);

/** Writes a model as a commented YAML file, which reads back as the same model. */
export function writeYaml(model: ServiceModel): string {
	const document = new Document(model, { aliasDuplicateObjects: false });
	document.commentBefore = title;
	visit(document, {
		Pair(_, { key, value }) {
			if (!isScalar(key) || !flowKeys.has(String(key.value)) || !isSeq(value)) return;
			if (value.items.some((item) => !isMap(item))) value.flow = true;
			for (const item of value.items) if (isMap(item)) item.flow = true;
		},
	});
	addComments(document);
	return document.toString({ lineWidth: 100, flowCollectionPadding: false });
}

function addComments(document: Document<never> | Document): void {
	if (!isMap(document.contents)) return;
	for (const { key, value } of document.contents.items) {
		if (!isScalar(key)) continue;
		key.spaceBefore = true;
		key.commentBefore = comments[String(key.value) as keyof ServiceModel];
		if (key.value !== 'thresholds' || !isMap(value)) continue;
		for (const entry of value.items) {
			const name = thresholdNames.find((each) => isScalar(entry.key) && entry.key.value === each);
			if (name === undefined || !isNode(entry.key)) continue;
			const { subject, words, default: ours } = thresholds[name];
			entry.key.commentBefore = ` ${subject}: ${words} Ours: ${ours}.`;
		}
	}
}

/**
 * Reads a model from YAML.
 * @param name the file's name, for what is said of its faults
 * @throws {ModelError} with line, place, what was expected and what to do, for each fault
 */
export function readYaml(text: string, name: string): ServiceModel {
	if (text.length > longestText) {
		throw new ModelError(name, [
			toFileProblem(
				'the file is too large for a service model',
				`at most ${longestText} characters`,
			),
		]);
	}
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	const lineAt = (offset: number) => lines.linePos(offset).line;
	if (document.errors.length > 0) {
		throw new ModelError(
			name,
			document.errors.map(({ message, pos }) => ({
				...toFileProblem(message.replace(/\.$/, ''), 'YAML that can be read'),
				line: lineAt(pos[0]),
			})),
		);
	}
	const { model, problems } = checkModel(toPlain(document, name));
	if (model !== null) return model;
	throw new ModelError(
		name,
		problems.map((problem) => ({ ...problem, line: lineAt(findOffset(document, problem.path)) })),
	);
}

function toPlain(document: Document.Parsed, name: string): unknown {
	try {
		return document.toJS({ maxAliasCount: 100 });
	} catch (error) {
		throw new ModelError(name, [
			toFileProblem((error as Error).message, 'YAML without such references'),
		]);
	}
}

function toFileProblem(problem: string, expected: string): ModelProblem {
	return { path: [], place: '', problem, expected, remedy: 'Correct the file.' };
}

/** Where a place of the document begins in the text; of what is missing, the entry that lacks it. */
function findOffset(document: Document.Parsed, path: readonly (string | number)[]): number {
	for (let length = path.length; length > 0; length--) {
		const parent = document.getIn(path.slice(0, length - 1), true);
		const key = path[length - 1];
		if (isMap(parent)) {
			const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
			if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
		}
		if (isSeq(parent)) {
			const item = parent.items[Number(key)];
			if (isNode(item) && item.range) return item.range[0];
		}
	}
	return 0;
}
