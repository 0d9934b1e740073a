import { takeWriterLock } from '#lib/server/store/writer-lock.ts';

// A program of its own: takes the lock that its argument names, says so, and keeps it until killed.
const [path = ''] = process.argv.slice(2);
await takeWriterLock(path);
console.log('held');
setInterval(() => undefined, 1000);
