// A real SMTP server for tests: listens on a free loopback port, writes one JSON line per event to standard output.
// Arguments: --user NAME --password WORD (authentication required), --refuse ADDRESS (550), --refuse-sender CODE (to every MAIL FROM),
// --greylist (451 at each first try), --tls (STARTTLS with a certificate that nobody vouches for), --drop (the first message's connection is cut before its end),
// --delay MILLISECONDS (what it takes over each message). A line on standard input is answered by an event of its own.
import { SMTPServer } from "smtp-server";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    user: { type: "string" },
    password: { type: "string" },
    refuse: { type: "string" },
    "refuse-sender": { type: "string" },
    greylist: { type: "boolean", default: false },
    tls: { type: "boolean", default: false },
    drop: { type: "boolean", default: false },
    delay: { type: "string", default: "0" },
  },
});
const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");
const seen = new Set();
let dropped = false;

function answer(code, text) {
  const error = new Error(text);
  error.responseCode = code;
  return error;
}

const server = new SMTPServer({
  authOptional: !values.user,
  allowInsecureAuth: true,
  disabledCommands: [...(values.tls ? [] : ["STARTTLS"]), ...(values.user ? [] : ["AUTH"])],
  onAuth(auth, _session, done) {
    const right = auth.username === values.user && auth.password === values.password;
    done(right ? null : answer(535, "wrong password"), right ? { user: auth.username } : undefined);
  },
  onConnect(session, done) {
    say({ event: "connected", id: session.id });
    done();
  },
  onMailFrom(_address, _session, done) {
    const code = values["refuse-sender"];
    done(code ? answer(Number(code), "sender not taken") : null);
  },
  onRcptTo(address, _session, done) {
    if (address.address === values.refuse) return done(answer(550, "no such mailbox"));
    if (values.greylist && !seen.has(address.address)) {
      seen.add(address.address);
      return done(answer(451, "try again later"));
    }
    done();
  },
  onData(stream, session, done) {
    if (values.drop && !dropped) {
      dropped = true;
      for (const connection of server.connections) connection._socket.destroy();
      return;
    }
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      say({ event: "message", connection: session.id, to: session.envelope.rcptTo.map((r) => r.address), raw: Buffer.concat(parts).toString("base64") });
      setTimeout(done, Number(values.delay));
    });
  },
});

// A client that is killed resets its connection: an ordinary day for a mail server.
server.on("error", (error) => say({ event: "error", code: error.code }));
server.listen(0, "127.0.0.1", () => say({ event: "listening", port: server.server.address().port }));
process.stdin.on("end", () => process.exit(0));

// Each line asks whether all that happened before it has been said: it has when the answer is.
process.stdin.on("data", (lines) => lines.toString().split("\n").slice(1).forEach(() => say({ event: "caught-up" })));
