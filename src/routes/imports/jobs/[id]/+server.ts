import { json } from '@sveltejs/kit';
import { findJob } from './find-job.server.ts';
import type { RequestHandler } from './$types';

/** The job as JSON, for a page that follows it. */
export const GET: RequestHandler = async ({ params }) => json(await findJob(params.id));
