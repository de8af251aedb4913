// Starts the forges and chats that tests run against: on 127.0.0.1, on free ports, in one process that ends when its standard input closes.
// The first line that it prints is one JSON object: where everything is, the tokens of this start, and the mark that was asked for by --mark,
// which GET /_ao/identity repeats: a foreign server that answers on the port does not know it.
// Options: --mark TEXT, --only github,slack,linear, --git FOLDER (bare repositories OWNER/NAME.git), --contracts OPENAPI.json
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { createEmulator } from 'emulate';
import { startContracts } from './contracts.mjs';
import { Front } from './front.mjs';
import { LinearFront } from './linear.mjs';
import { people, secrets, seedOf } from './seed.mjs';

const { values } = parseArgs({ options: { mark: { type: 'string', default: '' }, only: { type: 'string', default: 'github,slack,linear' }, git: { type: 'string' }, contracts: { type: 'string' } } });
process.stdin.resume();
process.stdin.on('close', () => process.exit(0));
process.stdin.on('end', () => process.exit(0));

const seed = seedOf();
const started = { mark: values.mark, pid: process.pid };
for (const service of values.only.split(',')) {
  if (service === 'github') {
    const front = await Front.listen({ mark: values.mark, gitRoot: values.git });
    const { emulator, address } = await createElsewhere({ service, seed, baseUrl: front.address });
    const appKey = emulator.generatedSecrets.find(secret => secret.kind === 'github.app_private_key')?.value;
    front.serve(address);
    if (values.contracts) {
      front.checkWith(await startContracts(values.contracts, front.innerAddress));
    }
    Object.assign(started, { github: front.address, people, appId: 12345, installationId: 100, appKey });
  } else {
    const emulator = await createEmulator({ service, port: 0, seed });
    const address = emulator.url.replace('localhost', '127.0.0.1');
    started[service] = service === 'linear' ? (await LinearFront.listen(address)).address : address;
  }
}
if (started.slack) {
  Object.assign(started, { slackToken: secrets.slackBot, slackSigningSecret: secrets.slackSigning, slackHook: `${started.slack}/services/T000000001/B000000001/X000000001` });
}
if (started.linear) {
  started.linearToken = secrets.linear;
}
process.stdout.write(JSON.stringify(started) + '\n');

/** The emulator does not tell its port where it is called by another name: one that is free is given to it, another where somebody else was quicker. */
async function createElsewhere(options) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      return { emulator: await createEmulator({ ...options, port }), address: `http://127.0.0.1:${port}` };
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || attempt === 5) throw error;
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
