import { randomUUID } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';

/** Notes that are kept beside a draft's file, by name. */
type NoteName = 'draft' | 'inspection' | 'trial' | 'options-inspect' | 'options-try';

/** Where drafts lie on the disk: each in a folder of a name that nobody can guess. */
export class DraftFolder {
	readonly #root: string;

	constructor(root: string) {
		this.#root = root;
	}

	/**
	 * Takes a file away from where it is.
	 * @returns the draft's id
	 */
	take(file: string): string {
		const id = randomUUID();
		const place = join(this.#root, id, 'file');
		mkdirSync(place, { recursive: true });
		renameSync(file, join(place, basename(file)));
		return id;
	}

	/** Where the file of a draft lies. */
	fileOf(id: string, name: string): string {
		return join(this.#root, id, 'file', name);
	}

	/** Where a note lies, for a process that is to read it. */
	pathOf(id: string, name: NoteName): string {
		return join(this.#root, id, `${name}.json`);
	}

	/** A note; `null` when there is none, or no draft of that id. */
	read<T>(id: string, name: NoteName): T | null {
		if (!isId(id)) return null;
		const path = this.pathOf(id, name);
		return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null;
	}

	/** Writes a note in one step, since a page may be read meanwhile; none of a draft that is gone. */
	write(id: string, name: NoteName, content: object): void {
		if (!existsSync(join(this.#root, id))) return;
		const path = this.pathOf(id, name);
		writeFileSync(`${path}.part`, JSON.stringify(content));
		renameSync(`${path}.part`, path);
	}

	drop(id: string, name: NoteName): void {
		rmSync(this.pathOf(id, name), { force: true });
	}

	/** Removes a draft with all that belongs to it. */
	remove(id: string): void {
		if (isId(id)) rmSync(join(this.#root, id), { recursive: true, force: true });
	}

	/** The ids of all drafts, and when the file of each was taken; the newest first. */
	list(): { id: string; since: Date }[] {
		return readdirSync(this.#root)
			.filter((id) => existsSync(this.pathOf(id, 'draft')))
			.map((id) => ({ id, since: statSync(join(this.#root, id, 'file')).mtime }))
			.sort((one, other) => other.since.getTime() - one.since.getTime());
	}

	/** The drafts of which nobody has said anything for that long. */
	listOlderThan(milliseconds: number): string[] {
		return readdirSync(this.#root).filter((id) => {
			const said = statSync(this.pathOf(id, 'draft'), { throwIfNoEntry: false });
			const { mtimeMs } = said ?? statSync(join(this.#root, id));
			return Date.now() - mtimeMs > milliseconds;
		});
	}
}

function isId(id: string): boolean {
	return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}
