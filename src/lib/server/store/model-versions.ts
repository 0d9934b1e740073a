import { shippedModel } from '../model/defaults.ts';
import { requireModel } from '../model/check-model.ts';
import type { ServiceModel } from '../model/model-schema.ts';
import { inStoreTransaction, localActor, type Store } from './store.ts';

/** A service model as it was saved; number 0 is the one that Waybill ships with. */
export interface ModelVersion {
	version: number;
	model: ServiceModel;
	reason: string;
	/** `null` of the shipped one. */
	actor: string | null;
	/** ISO with Z; `null` of the shipped one. */
	at: string | null;
}

/** Somebody else changed the model since it was looked at; nothing was saved. */
export class StaleModel extends Error {
	override readonly name = 'StaleModel';

	constructor(version: number) {
		super(
			`The service model was changed meanwhile and is at version ${version}. Nothing was saved; look at it again and repeat the change.`,
		);
	}
}

const shipped: ModelVersion = {
	version: 0,
	model: shippedModel,
	reason: 'Shipped with Waybill',
	actor: null,
	at: null,
};

/** The model in force: the newest version. */
export function readModel(store: Store): ModelVersion {
	const [row] = store.prepare('select * from model_version order by version desc limit 1').all();
	return row ? toVersion(row) : shipped;
}

/** One version, or `null` when there is none of that number. */
export function readModelVersion(store: Store, version: number): ModelVersion | null {
	if (version === 0) return shipped;
	const [row] = store.prepare('select * from model_version where version = ?').all(version);
	return row ? toVersion(row) : null;
}

/** Every version, the newest first, the shipped one last. */
export function readModelVersions(store: Store): ModelVersion[] {
	const rows = store.prepare('select * from model_version order by version desc').all();
	return [...rows.map(toVersion), shipped];
}

/**
 * Saves a model as a new version; earlier ones stay on record. One that changes nothing is none.
 * @param change.basedOn the version that was changed
 * @returns the number of the version in force afterwards
 * @throws {ModelError} naming every fault of the model
 * @throws {StaleModel} when another version came in between
 */
export function saveModel(
	store: Store,
	change: { model: unknown; reason: string; basedOn: number },
	actor = localActor,
): number {
	const document = JSON.stringify(requireModel(change.model));
	let version = change.basedOn;
	inStoreTransaction(store, () => {
		const current = readModel(store);
		if (current.version !== change.basedOn) throw new StaleModel(current.version);
		if (JSON.stringify(current.model) === document) return;
		version = current.version + 1;
		store
			.prepare('insert into model_version values (?, ?, ?, ?, ?)')
			.run(version, document, change.reason, actor, new Date().toISOString());
	});
	return version;
}

function toVersion(row: Record<string, unknown>): ModelVersion {
	const version = Number(row['version']);
	return {
		version,
		// What a later release added has its default in an older document.
		model: requireModel(JSON.parse(String(row['document'])), `Version ${version} of the model`),
		reason: String(row['reason']),
		actor: String(row['actor']),
		at: String(row['at']),
	};
}
