import { createHmac } from "node:crypto";

const ANSWER = /^\s*\/?ao[ \t]+(?:yes|no)[ \t]+\S/i;
const WAITS = [0, 1000, 5000];
const TIMEOUT = 10_000;

/** Sends what looks like an answer to Ao, which alone decides whether it is one and whether its sender may give it. */
export default async function handler(event) {
  if (event.type !== "message" || event.action !== "received") {
    return;
  }

  const { content, channelId, from, metadata } = event.context ?? {};
  const sender = metadata?.senderId || from;
  if (typeof content !== "string" || content.length > 4000 || !ANSWER.test(content) || !channelId || !sender) {
    return;
  }

  const body = JSON.stringify({
    channel: String(channelId),
    sender: String(sender),
    text: content,
  });
  for (const wait of WAITS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const outcome = await send(body);
    if (outcome !== "again") {
      console.log(`[ao-answers] ${outcome}`);
      return;
    }
  }

  console.error("[ao-answers] Ao could not be reached; the answer has to be given again.");
}

async function send(body) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", process.env.AO_ANSWERS_SECRET).update(`${timestamp}.${body}`).digest("hex");
  try {
    const response = await fetch(process.env.AO_ANSWERS_URL, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Ao-Timestamp": timestamp, "Ao-Signature": `v1=${signature}` },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    await response.body?.cancel();
    return response.status === 429 || response.status >= 500 ? "again" : `Ao answered ${response.status}.`;
  } catch {
    return "again";
  }
}
