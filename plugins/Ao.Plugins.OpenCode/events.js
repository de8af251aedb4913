// Loaded by OpenCode. Writes down what happens, one JSON object a line, so that a host that was away misses nothing.
import { appendFileSync } from "node:fs";

const file = process.env.AO_OPENCODE_LOG;
const most = 16000;
const cut = (value, length = most) => {
  const text = typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value) ?? "";
  return text.length > length ? text.slice(0, length) : text;
};
const put = (type, session, rest) => appendFileSync(file, JSON.stringify({ type, at: Date.now(), session, ...rest }) + "\n", { mode: 0o600 });

const models = new Map();
const states = new Map();
const calls = new Set();
const bound = (collection) => {
  if (collection.size > 1000) collection.delete(collection.keys().next().value);
};

// A retry is told of without the status that caused it, so what the model's provider answers is looked at on its way.
const original = globalThis.fetch;
globalThis.fetch = Object.assign(async (...call) => {
  const response = await original(...call);
  const method = call[1]?.method ?? call[0]?.method;
  const address = String(call[0]?.url ?? call[0]);
  if (response.status >= 400 && method === "POST" && address !== process.env.AO_OPENCODE_TOOLS)
    put("refused", undefined, { status: response.status, retryAfter: response.headers.get("retry-after") ?? undefined });
  return response;
}, original);

const error = (session, problem) => put("error", session, {
  name: cut(problem?.name, 200),
  message: cut(problem?.data?.message ?? problem?.message, 4000),
  status: problem?.data?.statusCode,
  provider: cut(problem?.data?.providerID, 200),
  retryAfter: problem?.data?.responseHeaders?.["retry-after"],
});

const part = (part) => {
  const session = part.sessionID;
  if (part.type === "text" && part.metadata?.ao) put("told", session, { message: cut(part.metadata.ao, 300), run: part.metadata.run });
  else if (part.type === "text" && part.time?.end && !part.synthetic) put("said", session, { text: cut(part.text) });
  else if (part.type === "tool" && part.state?.status === "running" && !calls.has(part.callID)) {
    calls.add(part.callID);
    bound(calls);
    const input = part.state.input ?? {};
    put("tool", session, { tool: cut(part.tool, 200), title: cut(input.command ?? input.filePath ?? input.description ?? input, 400) });
  } else if (part.type === "step-finish") {
    const tokens = part.tokens ?? {};
    put("usage", session, {
      model: models.get(part.messageID),
      input: tokens.input,
      output: tokens.output,
      reasoning: tokens.reasoning,
      read: tokens.cache?.read,
      write: tokens.cache?.write,
    });
  }
};

const handle = {
  "session.created": ({ info }) => put("created", info.id, { parent: info.parentID, title: cut(info.title, 200) }),
  "message.updated": ({ info }) => {
    if (info.role !== "assistant") return;
    models.set(info.id, cut(info.modelID, 200));
    bound(models);
    if (info.error) error(info.sessionID, info.error);
  },
  "message.part.updated": (event) => part(event.part),
  "session.error": (event) => error(event.sessionID, event.error),
  "session.status": ({ sessionID, status }) => {
    if (status.type !== "retry" && states.get(sessionID) === status.type) return;
    states.set(sessionID, status.type);
    bound(states);
    put("status", sessionID, { status: status.type, attempt: status.attempt, message: status.message && cut(status.message, 4000) });
  },
  "permission.asked": (event) => {
    const metadata = Object.entries(event.metadata ?? {}).slice(0, 20).map(([name, value]) => [cut(name, 100), cut(value, 8000)]);
    put("asked", event.sessionID, {
      id: cut(event.id, 200),
      tool: cut(event.permission, 200),
      title: cut((event.patterns ?? []).join(", "), 1000),
      parameters: Object.fromEntries(metadata),
    });
  },
  "permission.replied": (event) => put("replied", event.sessionID, { id: cut(event.requestID ?? event.permissionID, 200) }),
};

export const Ao = async ({ directory }) => {
  put("started", undefined, { conversation: process.env.AO_OPENCODE_CONVERSATION || undefined, directory });
  return {
    event: async ({ event }) => handle[event.type]?.(event.properties),

    // With the server's password an agent's command could answer what the agent itself asks permission for.
    "shell.env": async (_, output) => {
      for (const name of ["OPENCODE_SERVER_PASSWORD", "AO_OPENCODE_LOG"]) output.env[name] = "";
    },
  };
};
