// Prism in a process of its own between the front and the rest: it compares each request and answer with the published description
// and says in the header sl-violations what differs.
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);

export function startContracts(description, upstream) {
  const child = fork(self, [description, upstream], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', code => reject(new Error(`The contract checker ended with exit code ${code}.`)));
  });
}

if (process.argv[1] === self) {
  process.on('disconnect', () => process.exit(0));
  const require = createRequire(import.meta.url);
  const { getHttpOperationsFromSpec } = require('@stoplight/prism-http');
  const { createServer } = require('@stoplight/prism-http-server');
  const { createLogger } = require('@stoplight/prism-core');
  const [, , description, upstream] = process.argv;
  const operations = await getHttpOperationsFromSpec(description);
  const server = createServer(operations, {
    cors: false,
    components: { logger: createLogger('contracts', { level: 'silent' }) },
    config: {
      isProxy: true, upstream: new URL(upstream), upstreamProxy: undefined, validateRequest: true, validateResponse: true,
      checkSecurity: false, errors: false, mock: { dynamic: false },
    },
  });
  process.send(await server.listen(0, '127.0.0.1'));
}
