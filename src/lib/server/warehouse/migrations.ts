import type { Session } from './duckdb.ts';
import { listSql, readSql } from './sql-files.ts';

/** Brings a database forward to the newest numbered migration; each runs once, in a transaction. */
export async function migrate(session: Session): Promise<void> {
	await session.run(
		'create table if not exists applied_migration (name varchar, applied_at timestamptz)',
	);
	const applied = await session.all<{ name: string }>('select name from applied_migration');
	const known = new Set(applied.map((row) => row.name));
	for (const name of listSql('migrations').filter((candidate) => !known.has(candidate))) {
		await inTransaction(session, async () => {
			await session.run(readSql(`migrations/${name}`));
			await session.all('insert into applied_migration values ($name, now())', { name });
		});
	}
}

/** Runs `work` all or nothing. */
export async function inTransaction<T>(session: Session, work: () => Promise<T>): Promise<T> {
	await session.run('begin');
	try {
		const result = await work();
		await session.run('commit');
		return result;
	} catch (error) {
		await session.run('rollback');
		throw error;
	}
}
