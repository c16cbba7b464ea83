// An edit of the model or the prose shows in an open page; an error in it shows too.
"use strict";

const { test } = require("node:test");
const assert = require("node:assert");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { close, read } = require("./browser.js");

const root = path.join(__dirname, "../..");
const draftvisor = process.env.DRAFTVISOR ?? path.join(root, "target/release/draftvisor");

/** Starts the server on a free port; resolves with its address once it answers. */
function serve(model, out) {
    const server = spawn(draftvisor, ["book", "--serve", "127.0.0.1:0", "--model", model, "--out", out], { cwd: root, detached: true });
    const address = new Promise((done, failed) => {
        let text = "";
        server.stdout.on("data", (data) => {
            text += data;
            const url = text.match(/http:\/\/\S+/);
            if (url) {
                done(url[0]);
            }
        });
        server.stderr.on("data", (data) => { text += data; });
        server.on("exit", () => failed(new Error(text)));
    });
    return { server, address };
}

test("an edit of the model shows at once", async () => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), "book-"));
    const model = path.join(dir, "model");
    fs.cpSync(path.join(root, "model"), model, { recursive: true });
    const { server, address } = serve(model, path.join(dir, "out"));
    try {
        const url = await address;
        await read({}, async (page) => {
            const file = path.join(model, "csr/hstatus.yaml");
            const before = fs.readFileSync(file, "utf8");
            const doc = before.match(/doc: (.*)/)[1];
            await page.goto(`${url}1.0/book/csr/hstatus.html`);
            const start = Date.now();
            fs.writeFileSync(file, before.replace(doc, "Edited while it is served."));
            await page.getByText("Edited while it is served.").first().waitFor({ timeout: 60_000 });
            console.log(`the edit showed after ${Date.now() - start} ms`);
            fs.writeFileSync(file, before.replace("bits:", "bits: 99, bits:"));
            await page.locator("pre[role=alert]").waitFor({ timeout: 60_000 });
            assert.match(await page.locator("pre[role=alert]").textContent(), /hstatus\.yaml/);
            fs.writeFileSync(file, before);
            await page.locator("pre[role=alert]").waitFor({ state: "detached", timeout: 60_000 });
        });
        await read({ expected: /status of 404/ }, async (page) => {
            await page.goto(`${url}0.4/book/csr/hvip.html`);
            await page.locator(".absent-here").waitFor();
            assert.match(await page.locator(".absent-here").textContent(), /hvip is not in 0\.4\. See vsip/);
        });
        const gone = await fetch(`${url}no/such/page.html`);
        assert.strictEqual(gone.status, 404);
        const outside = await fetch(`${url}%2e%2e/%2e%2e/Cargo.toml`);
        assert.strictEqual(outside.status, 404);
    } finally {
        process.kill(-server.pid, "SIGINT");
        await close();
        fs.rmSync(dir, { recursive: true, force: true });
    }
});
